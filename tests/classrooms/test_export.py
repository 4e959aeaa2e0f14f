"""The matrix as a file: the screen, the CSV and the workbook say the same, cell by cell, and nothing in them is run."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import openpyxl
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from learning import clock
from learning.accounts import identity
from learning.accounts.models import Learner
from learning.audit import AuditEntry
from learning.classrooms import export
from learning.classrooms.models import Classroom, Pupil
from learning.db import db, raise_to, writing
from learning.progress.models import ModuleCompletion
from tests.builders import complete, rows
from tests.cast import Person
from tests.client import Page

NOW = datetime(2026, 11, 26, 3, 4, 5, tzinfo=UTC)
FORMULA = '=HYPERLINK("x")'
COMMA = 'Lê "Hoa", Thị'
DECOMPOSED = unicodedata.normalize("NFD", "Vũ Thị Yến")
RENAMED = {"Minh": FORMULA, "Kha": "@SUM(1+1)", "Thị Hoa": COMMA}
"""By nickname: what no roster lets in, but an account of one's own might once have."""


@pytest.fixture
def room(app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]) -> str:
    """6A with something of everything: names and groups that try, cells of every kind."""
    room = f"/vi/classrooms/{class_6a.id}"
    co_hoa.posts(f"{room}/pupils", {"roster": f"full name,group\n{DECOMPOSED},1\nĐỗ Mạnh,=1+1"})
    long_ago, yesterday = (clock.today() - timedelta(days=n) for n in (9, 1))
    co_hoa.opens(f"{room}/assignments")
    dates = {"starts_on": long_ago.isoformat(), "due_on": yesterday.isoformat()}
    co_hoa.submits({"modules": ["demo"], "target": "class", **dates}, form="/assignments")
    complete(app, pupil_of("Hòa").learner_id, "demo-course", check=False)
    ids = {nickname: pupil_of(nickname).learner_id for nickname in RENAMED}
    with app.app_context(), writing():
        for nickname, name in RENAMED.items():
            identity.rename(db.session.get_one(Learner, ids[nickname]), name)
        hard = {"learner_id": ids["Minh"], "module_id": "demo"}
        raise_to(ModuleCompletion, hard, {"screen": 1, "best_share": 0.2})
        db.session.commit()
    return room


def shown(element: Element) -> str:
    """The words of a cell as a phone shows them, without what only decorates it."""
    if element.get("aria-hidden") == "true" or "wide-only" in element.get("class", "").split():
        return ""
    parts = [element.text or "", *(shown(child) + (child.tail or "") for child in element)]
    return " ".join("".join(parts).split())


def tables_of(page: Page) -> Iterator[list[list[str]]]:
    """Every table of a page, in words; the foot of a table sums up and is not one of its rows."""
    for table in page.html.iter("table"):
        yield [[shown(cell) for cell in row] for part in ("thead", "tbody") for row in table.findall(f"{part}/tr")]


def on_screen(teacher: Person, room: str) -> list[list[str]]:
    """Both pages of a class beside one another: who the pupils are, and how far they are."""
    people = [*_people(teacher.opens(f"{room}/pupils"))]
    [[head, *progress]] = tables_of(teacher.opens(f"{room}?sort=name"))
    assert [person[0] for person in people] == [row[0] for row in progress]
    heads = {"vi": ["Tên trong lớp", "Tổ"], "en": ["Name in class", "Group"]}[room.split("/")[1]]
    return [[head[0], *heads, *head[1:]], *([*who, *row[1:]] for who, row in zip(people, progress, strict=True))]


def _people(page: Page) -> Iterator[list[str]]:
    """Each pupil's name with what stands below it: the name in class and, if there is one, the group."""
    for cell in page.html.iter("th"):
        if cell.get("scope") == "row":
            nickname, _dot, group = shown(next(cell.iter("span"))).partition(" · ")
            yield [shown(next(cell.iter("a"))), nickname, group]


def in_csv(page: Page) -> list[list[str]]:
    assert page.body.startswith("\ufeff")
    return list(csv.reader(io.StringIO(page.body[1:])))


def in_workbook(content: bytes) -> list[list[str]]:
    [sheet] = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert {cell.data_type for row in sheet.rows for cell in row if cell.value is not None} == {"s"}
    return [[cell.value or "" for cell in row] for row in sheet.rows]


@pytest.mark.storage
@pytest.mark.parametrize("language", ["vi", "en"])
def test_screen_csv_and_workbook_are_equal_cell_by_cell(co_hoa: Person, room: str, language: str) -> None:
    room = room.replace("/vi/", f"/{language}/")
    screen = on_screen(co_hoa, room)
    assert in_csv(co_hoa.opens(f"{room}/progress.csv")) == [[export.inert(cell) for cell in row] for row in screen]
    assert in_workbook(co_hoa.opens(f"{room}/progress.xlsx").response.get_data()) == screen
    names = {row[0] for row in screen}
    assert names >= {FORMULA, COMMA, unicodedata.normalize("NFC", DECOMPOSED)}
    if language == "vi":
        states = {row[0]: row[3] for row in screen[1:]}
        assert states[FORMULA] == "Đang học, cần giúp, quá hạn"
        assert states["Trần Thị Hòa"] == "Đã xong"


@pytest.mark.storage
def test_what_looks_like_a_formula_is_marked_in_the_csv_and_plain_text_in_the_workbook(
    co_hoa: Person, room: str
) -> None:
    cells = {cell for row in in_csv(co_hoa.opens(f"{room}/progress.csv")) for cell in row}
    assert {f"'{FORMULA}", "'@SUM(1+1)", "'=1+1", "1"} <= cells
    workbook = in_workbook(co_hoa.opens(f"{room}/progress.xlsx").response.get_data())
    assert {FORMULA, "@SUM(1+1)", "=1+1", "1"} <= {cell for row in workbook for cell in row}


@pytest.mark.storage
def test_files_are_named_after_class_and_day_and_taking_one_is_in_the_audit_log(
    app: Flask, co_hoa: Person, class_6a: Classroom, room: str
) -> None:
    for kind in ("csv", "xlsx"):
        name = co_hoa.opens(f"{room}/progress.{kind}").headers["Content-Disposition"]
        assert name == f'attachment; filename="progress-{class_6a.code}-{clock.today().isoformat()}.{kind}"'
    taken = [row for row in rows(app, AuditEntry, action="classroom:export") if row.subject_id == str(class_6a.id)]
    assert sorted(row.details["kind"] for row in taken) == ["csv", "xlsx"]
    assert {row.actor_id for row in taken} == {co_hoa.id}


# Inert


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+84 90",
        "-1",
        "@SUM(A1)",
        "  =1+1",
        "\u00a0=1+1",
        "\u200b=1+1",
        "\ufeff=1+1",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM(A1)",
        "﹦1+1",
        "\tabc",
        "\rabc",
    ],
)
def test_what_a_spreadsheet_might_run_is_made_a_text(cell: str) -> None:
    marked = export.inert(cell)
    assert marked.startswith("'")
    assert marked.replace("'", "") == cell


@pytest.mark.parametrize("cell", ["", "Minh", "H'Linh Niê", "'=1", "1+1", "a=b", "–", "Đã xong", "12", "(-)"])
def test_words_stay_as_they_are(cell: str) -> None:
    assert export.inert(cell) == cell


@given(st.text(alphabet=st.sampled_from("=+-@＝ \t\r\n;'\"a\u200b\ufeff"), max_size=12) | st.text(max_size=20))
def test_no_cell_begins_like_a_formula_whatever_is_before_it(cell: str) -> None:
    assert unicodedata.normalize("NFKC", export.inert(cell)).strip("\ufeff\u200b").strip()[:1] not in set("=+-@")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_other_separator_takes_a_cell_apart(separator: str) -> None:
    """Excel takes the separator of the country; a cell must not begin where it did not."""
    body = export.as_csv([["Lan; =1+1", "a,=b", "c\t=d", 'e;=1+1;"']])
    cells = next(csv.reader(io.StringIO(body[1:]), delimiter=separator))
    assert not [cell for cell in cells if cell.strip().startswith("=")]


# The workbook


TABLE = [["Học sinh", "Tên trong lớp", "Tổ", "Một bài có tên rất dài"], ["Lê Hoa", "Hoa", "1", "Đã xong"]]


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[str], openpyxl.Workbook]:
    return lambda name: openpyxl.load_workbook(io.BytesIO(export.as_xlsx(TABLE, name, now=NOW)))


def test_workbook_keeps_its_head_and_first_column_in_sight(opened: Callable[[str], openpyxl.Workbook]) -> None:
    [sheet] = opened("6A").worksheets
    assert sheet.title == "6A"
    assert sheet.freeze_panes == "B2"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert all(8 <= sheet.column_dimensions[letter].width <= 41 for letter in "ABCD")
    assert sheet.print_title_rows == "$1:$1"


def test_cells_of_the_workbook_stay_texts_when_somebody_edits_them(opened: Callable[[str], openpyxl.Workbook]) -> None:
    [sheet] = opened("6A").worksheets
    assert {cell.number_format for row in sheet.rows for cell in row} == {"@"}


def test_same_table_at_the_same_moment_gives_the_same_bytes() -> None:
    assert export.as_xlsx(TABLE, "6A", now=NOW) == export.as_xlsx(TABLE, "6A", now=NOW)


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("6A", "6A"),
        ("Lớp 6A: Tổ 1/2 [chiều]", "Lớp 6A Tổ 1 2 chiều"),
        ("'6A'", "6A"),
        ("Câu lạc bộ an toàn số của khối sáu", "Câu lạc bộ an toàn số của khối"),
        ("💥" * 31, "💥" * 15),
        ("a\\b*c?d", "a b c d"),
    ],
)
def test_sheet_has_the_name_of_the_class_as_excel_allows_it(name: str, sheet: str) -> None:
    assert export.sheet_name(name) == sheet


@pytest.mark.parametrize("name", ["", "[]", "'", "History", "::"])
def test_name_of_which_nothing_is_left_becomes_the_word_for_a_class(app: Flask, name: str) -> None:
    with app.test_request_context("/vi/"):
        assert export.sheet_name(name) == "Lớp"


@settings(deadline=None)
@given(st.text(max_size=60))
def test_workbook_of_a_class_of_any_name_opens(name: str) -> None:
    [sheet] = openpyxl.load_workbook(io.BytesIO(export.as_xlsx(TABLE, name, now=NOW))).worksheets
    assert 0 < len(sheet.title.encode("utf-16-le")) <= 62
    assert not set(sheet.title) & set("[]:*?/\\")
