"""The matrix: what a cell says, how the rows are sorted, and the same in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from learning import clock
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.matrix import Due, Matrix, matrix_of
from learning.classrooms.models import Classroom, Pupil
from learning.progress import Reached
from tests.builders import complete
from tests.cast import Person
from tests.classrooms.answers import given, pupil
from tests.markup import text_of
from tests.quiz.banks import real_catalogue

TODAY = date(2026, 11, 26)
LATE, SOON = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OPEN, OTHER, LIGHT = (
    real_catalogue().modules[name] for name in ("decode-manipulation", "money-mule", "fake-officer-call")
)
DONE = Reached(6, 0.9, clock.now())
HARD = Reached(6, 0.3)
BEGUN = Reached(2)
NAMES = ("An", "Bình", "Chi", "Dung")
"""In the Vietnamese order already, as the database gives them."""


def class_of(reached: dict[tuple[int, str], Reached], due: dict[str, date | None] | None = None) -> Matrix:
    """Four pupils; by number and module what they have reached; everybody has every module of `due`."""
    due = due or {OPEN.id: SOON, OTHER.id: SOON}
    modules = [module for module in (OPEN, OTHER, LIGHT) if module.id in due]
    pupils = [Enrolled(pupil(n), f"Lê {name}", name, None, False, "") for n, name in enumerate(NAMES, 1)]
    until = {(p.learner_id, module_id): Due(day) for p in pupils for module_id, day in due.items()}
    return matrix_of(pupils, modules, until, {(pupil(n), m): r for (n, m), r in reached.items()}, TODAY)


def order(matrix: Matrix, column: str) -> str:
    return " ".join(row.pupil.nickname for row in matrix.sorted_by(column))


MIXED = {(1, OPEN.id): DONE, (2, OPEN.id): HARD, (3, OPEN.id): BEGUN, (4, OTHER.id): HARD, (2, OTHER.id): DONE}


def test_sorted_by_name_is_the_vietnamese_order() -> None:
    assert order(class_of(MIXED), "name") == "An Bình Chi Dung"


def test_sorted_by_need_begins_with_those_who_need_help() -> None:
    assert order(class_of(MIXED), "need") == "Bình Dung An Chi"


def test_sorted_by_a_module_begins_with_who_waits_for_it() -> None:
    """Needs help, has not begun, in progress, done."""
    assert order(class_of(MIXED), OPEN.id) == "Bình Dung Chi An"


def test_sorted_by_what_is_not_there_is_sorted_by_need() -> None:
    assert order(class_of(MIXED), "no-such-module") == order(class_of(MIXED), "need")


def test_late_counts_less_than_needing_help() -> None:
    matrix = class_of({(3, OPEN.id): HARD, (4, OPEN.id): DONE}, {OPEN.id: LATE})
    assert order(matrix, "need") == "Chi An Bình Dung"


def test_words_say_what_the_table_says() -> None:
    words = class_of({(1, OPEN.id): DONE, (2, OPEN.id): HARD}, {OPEN.id: LATE}).in_words
    assert (words.pupils, words.finished, words.not_begun) == (4, 1, 2)
    assert words.need_help == ("Bình",)
    assert words.late == ("Bình", "Chi", "Dung")


def test_pupil_without_anything_to_do_has_not_finished_everything() -> None:
    pupils = [Enrolled(pupil(1), "Lê An", "An", None, False, "")]
    words = matrix_of(pupils, [OPEN], {}, {}, TODAY).in_words
    assert (words.finished, words.with_something, words.not_begun) == (0, 0, 0)


def test_of_an_upsetting_module_a_cell_says_done_or_not_done() -> None:
    matrix = class_of({(1, LIGHT.id): DONE, (2, LIGHT.id): HARD, (3, LIGHT.id): BEGUN}, {LIGHT.id: SOON})
    cells = [row.cells[0] for row in matrix.rows]
    assert [cell.state for cell in cells] == ["done", "not-started", "not-started", "not-started"]
    assert not any(cell.needs_help or cell.best_share is not None for cell in cells)


@pytest.fixture
def with_demo(app: Flask, class_6a: Classroom) -> str:
    """The address of 6A, which has had the module `demo` until yesterday."""
    given(app, class_6a.id, "demo", due_on=clock.today() - timedelta(days=1))
    return f"/vi/classrooms/{class_6a.id}"


def names_on(person: Person, url: str) -> list[str]:
    """The pupils in the order of the matrix."""
    page = person.opens(url)
    [table] = page.with_class("table--matrix")
    return [text_of(th) for th in table.iter("th") if th.get("data-end")]


IN_ORDER = ["Lê Thị Hoa", "Trần Thị Hòa", "Thạch Thị Sóc Kha", "Nguyễn Đức Minh", "H'Linh Niê"]


def test_links_sort_the_table_and_the_head_says_how(
    app: Flask, co_hoa: Person, with_demo: str, pupil_of: Callable[[str], Pupil]
) -> None:
    complete(app, pupil_of("Thị Hoa").learner_id, "demo-course", check=False)
    page = co_hoa.opens(with_demo)
    assert f"{with_demo}?sort=name#matrix" in page.targets
    assert names_on(co_hoa, f"{with_demo}?sort=name") == IN_ORDER
    assert names_on(co_hoa, f"{with_demo}?sort=need") == [*IN_ORDER[1:], IN_ORDER[0]]
    assert names_on(co_hoa, f"{with_demo}?sort=demo") == [*IN_ORDER[1:], IN_ORDER[0]]


@pytest.mark.parametrize(
    ("sort", "heads"),
    [("name", ["ascending", None]), ("need", ["other", None]), ("demo", [None, "other"]), ("x", ["other", None])],
)
def test_present_sort_is_marked_in_the_head(co_hoa: Person, with_demo: str, sort: str, heads: list[str]) -> None:
    page = co_hoa.opens(f"{with_demo}?sort={sort}")
    assert [th.get("aria-sort") for th in page.html.iter("th") if th.get("role") == "columnheader"] == heads


def test_words_stand_before_the_table_and_describe_it(co_hoa: Person, with_demo: str) -> None:
    page = co_hoa.opens(with_demo)
    [frame] = page.with_class("table-frame--matrix")
    assert frame.get("aria-describedby") == "matrix-words"
    assert "0 trên 5 em đã xong mọi bài được giao. 5 em quá hạn: Thị Hoa, Hòa, Kha, Minh, Niê." in page.main
    assert page.main.index("0 trên 5 em") < page.main.index("Chưa bắt đầu, quá hạn")
