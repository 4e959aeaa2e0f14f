"""Cô Hoa asks 6A by a show of hands: counts only, nothing lost, and nothing of any pupil."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import delete, insert
from sqlalchemy.exc import IntegrityError

from learning import clock
from learning.classrooms import hands
from learning.classrooms.hands import NotForAClass, Round
from learning.classrooms.models import Classroom, HandsCount, HandsRound
from learning.classrooms.outcomes import askable
from learning.db import Base, db, writing
from tests.builders import catalogue_of, rows
from tests.cast import Person
from tests.client import Page, Reader
from tests.markup import text_of

pytestmark = pytest.mark.storage
Counts = dict[int, list[int]]


def begins(reader: Person, classroom: Classroom, module_id: str = "demo") -> str:
    """Begin a round; the address of its first question without the number."""
    reader.opens(f"/vi/classrooms/{classroom.id}/hands")
    return reader.submits({"module": module_id}, form="/hands").url.removesuffix("1")


def counts(reader: Reader, url: str, position: int, *typed: str) -> Page:
    """Type what was counted at a question and press the button."""
    page = reader.opens(f"{url}{position}?correct=1")
    boxes = sorted(name for name in page.form("/" + str(position)).names if name.startswith("hands_"))
    return reader.submits(dict(zip(boxes, typed, strict=False)), form=f"/{position}")


@pytest.fixture
def stored(app: Flask) -> Callable[[], Counts]:
    """The stored counts by position, in the order of the letters."""

    def now() -> Counts:
        [row] = rows(app, HandsRound)
        by_part = {(count.position, count.part): count.hands for count in rows(app, HandsCount)}
        return {
            position: [by_part[position, part] for part in row.paper[position - 1]["order"]]
            for position in sorted({position for position, _part in by_part})
        }

    return now


def round_now(app: Flask, classroom: Classroom) -> Round:
    with app.app_context():
        found = hands.round_of(classroom, rows(app, HandsRound)[0].id, catalogue_of(app))
        assert found is not None
        return found


def test_a_round_goes_from_the_question_to_its_explanation_and_to_what_the_class_can_tell(
    app: Flask, co_hoa: Person, class_6a: Classroom
) -> None:
    url = begins(co_hoa, class_6a)
    for position in range(1, 7):
        show = round_now(app, class_6a).show(position)
        typed = ["24" if part.is_right else "6" for part in show.parts]
        page = counts(co_hoa, url, position, *typed)
        assert f"24 trên {24 + 6 * (len(typed) - 1)} cánh tay" in page.main
        assert "Câu đúng" in page.main
        assert all(part.why.vi.replace("{", "") in page.main for part in show.parts if "{" not in part.why.vi)
    page = co_hoa.follows("Xem kết quả")
    assert page.h1 == "Lớp mình phân biệt được thật và giả"
    assert "Đã đếm 6 trên 6 câu" in page.main
    assert "Cứ 100 cánh tay giơ lên trước tin giả thì 80 nhận ra là giả." in page.main
    assert "Cứ 100 cánh tay giơ lên trước tin thật thì 80 tin đúng." in page.main


def test_a_class_that_calls_everything_fake_is_not_praised(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    url = begins(co_hoa, class_6a)
    for position in range(1, 7):
        show = round_now(app, class_6a).show(position)
        counts(co_hoa, url, position, *["30" if part.id == "scam" else "0" for part in show.parts])
    page = co_hoa.opens(url.removesuffix("/"))
    assert page.h1 == "Lớp mình hơi nghi ngờ quá"
    assert "Nghi ngờ mọi thứ thì mệt" in page.main


def test_the_same_post_twice_is_stored_once(co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts]) -> None:
    url = begins(co_hoa, class_6a)
    counts(co_hoa, url, 1, "12", "18", "3", "2")
    before = stored()
    counts(co_hoa, url, 1, "12", "18", "3", "2")
    assert stored() == before


def test_a_typing_mistake_is_corrected_and_the_other_questions_stay(
    co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts]
) -> None:
    url = begins(co_hoa, class_6a)
    counts(co_hoa, url, 1, "12", "81")
    counts(co_hoa, url, 2, "5", "25")
    co_hoa.opens(f"{url}1")
    page = co_hoa.follows("Sửa các con số")
    assert page.form("/1").values["hands_2"] == ["81"]
    co_hoa.submits({"hands_2": "18"}, form="/1")
    assert stored()[1][:2] == [12, 18]
    assert stored()[2][:2] == [5, 25]


def test_two_tabs_at_once_lose_nothing(co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts]) -> None:
    """Both have their questions open before either is sent; on one question the later one stands, and stands whole."""
    url = begins(co_hoa, class_6a)
    other = co_hoa.in_another_tab()
    first, second, again = co_hoa.opens(f"{url}1"), other.opens(f"{url}2"), other.opens(f"{url}1")
    co_hoa.submits({"hands_1": "11", "hands_2": "12"}, form="/1", page=first)
    other.submits({"hands_1": "21", "hands_2": "22"}, form="/2", page=second)
    assert (stored()[1][:2], stored()[2][:2]) == ([11, 12], [21, 22])
    other.submits({"hands_1": "31"}, form="/1", page=again)
    assert stored()[1][:2] == [31, 0]


def test_six_counts_at_the_same_moment_are_all_kept(
    app: Flask, co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts]
) -> None:
    begins(co_hoa, class_6a)
    together = Barrier(6)

    def count(position: int) -> None:
        with app.app_context(), writing():
            found = round_now(app, class_6a)
            together.wait(timeout=20)
            hands.record(found, position, [position] * len(found.show(position).parts))
            db.session.commit()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(count, range(1, 7)))
    assert {position: set(counted) for position, counted in stored().items()} == {n: {n} for n in range(1, 7)}


@pytest.mark.parametrize(
    "typed", ["-1", "401", "1.5", "1,5", "mười", "1e2", "0x10", "9999", "+7", "1 2", "½", "४", "12 em"]
)
def test_a_wrong_number_is_refused_in_words_and_nothing_typed_is_lost(
    co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts], typed: str
) -> None:
    url = begins(co_hoa, class_6a)
    page = counts(co_hoa, url, 1, "7", typed)
    assert page.status == 422
    assert page.complaints == ["Đáp án B: thầy cô gõ một số nguyên từ 0 đến 400, ví dụ 12."]
    assert page.form("/1").values["hands_1"] == ["7"]
    assert page.form("/1").values["hands_2"] == [typed]
    assert stored() == {}


@pytest.mark.parametrize(("typed", "number"), [("0", 0), ("400", 400), (" 12 ", 12), ("007", 7), ("１２", 12), ("", 0)])
def test_a_number_may_be_typed_in_any_usual_way(
    co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts], typed: str, number: int
) -> None:
    counts(co_hoa, begins(co_hoa, class_6a), 1, "5", typed)
    assert stored()[1][:2] == [5, number]


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_form_is_a_slip_and_no_count(
    co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts], typed: str
) -> None:
    page = counts(co_hoa, begins(co_hoa, class_6a), 1, typed, typed)
    assert page.complaints == ["Thầy cô gõ số cánh tay giơ lên. Không ai giơ thì gõ 0."]
    assert page.status == 422
    assert stored() == {}


def test_hands_need_not_add_up_to_the_class(co_hoa: Person, class_6a: Classroom, stored: Callable[[], Counts]) -> None:
    """6A has five pupils; some raise both hands, and visitors join in."""
    counts(co_hoa, begins(co_hoa, class_6a), 1, "400", "400")
    assert sum(stored()[1]) == 800


def test_a_round_left_in_the_middle_is_found_again_and_says_what_is_known_so_far(
    co_hoa: Person, class_6a: Classroom
) -> None:
    url = begins(co_hoa, class_6a)
    counts(co_hoa, url, 1, "12", "18")
    page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/hands")
    assert "Đã đếm 1 trên 6 câu" in page.main
    assert co_hoa.follows("Tiếp tục: câu 2").url == f"{url}2"
    assert "Đã đếm 1 trên 6 câu" in co_hoa.opens(url.removesuffix("/")).main


def test_order_of_the_options_is_drawn_once_for_both_languages(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    url = begins(co_hoa, class_6a)
    found = round_now(app, class_6a)
    single = next(n for n in range(1, 7) if found.show(n).item.kind == "single")
    options = {option.id: option.text for option in found.show(single).item.options}
    for language in ("vi", "en"):
        page = co_hoa.opens(url.replace("/vi/", f"/{language}/") + str(single))
        words = [text_of(label) for label in page.with_class("hands__words")]
        for label, letter, part in zip(words, "ABCDE", found.paper[single - 1]["order"], strict=False):
            assert label.startswith(letter)
            assert options[part].in_(language) in label


def test_a_second_round_brings_what_the_class_has_not_seen(app: Flask, class_6a: Classroom) -> None:
    module = catalogue_of(app).modules["demo"]
    with app.app_context(), writing():
        papers = []
        for seed in range(2):
            round_id = hands.begin(class_6a, module, rng=Random(seed), now=clock.now())
            found = hands.round_of(class_6a, round_id, catalogue_of(app))
            assert found is not None
            hands.record(found, 1, [1] * len(found.show(1).parts))
            papers.append({entry["item"] for entry in found.paper})
        db.session.commit()
    left = {item.id for item in askable(module)} - papers[0]
    assert left <= papers[1]


def test_pressing_begin_twice_makes_one_round(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    assert begins(co_hoa, class_6a) == begins(co_hoa, class_6a)
    assert len(rows(app, HandsRound)) == 1


def test_a_round_is_deleted_with_its_counts(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    counts(co_hoa, begins(co_hoa, class_6a), 1, "12", "18")
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/hands")
    co_hoa.submits(form="/deletion")
    assert (rows(app, HandsRound), rows(app, HandsCount)) == ([], [])


def test_rounds_go_with_their_class(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    counts(co_hoa, begins(co_hoa, class_6a), 1, "12", "18")
    with app.app_context(), writing():
        db.session.execute(delete(Classroom).where(Classroom.id == class_6a.id))
        db.session.commit()
    assert (rows(app, HandsRound), rows(app, HandsCount)) == ([], [])


def test_a_round_of_another_class_does_not_exist_in_this_one(
    app: Flask, co_hoa: Person, co_lan: Person, class_6a: Classroom
) -> None:
    url = begins(co_hoa, class_6a)
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "6B", "band": "11-14"}, form="/classrooms/")
    [other] = rows(app, Classroom, name="6B")
    foreign = url.replace(str(class_6a.id), str(other.id))
    assert co_hoa.opens(f"{foreign}1").status == 404
    assert co_hoa.posts(f"{foreign}1", {"hands_1": "3"}).status == 404
    assert co_hoa.posts(f"{foreign}deletion").status == 404
    assert co_lan.opens(f"{url}1").status == 404
    assert rows(app, HandsCount) == []


@pytest.mark.parametrize("position", [0, 7, 99])
def test_a_question_that_the_round_does_not_have_is_not_there(
    co_hoa: Person, class_6a: Classroom, position: int
) -> None:
    assert co_hoa.opens(f"{begins(co_hoa, class_6a)}{position}").status == 404


def test_nothing_in_it_names_a_pupil() -> None:
    columns = {name: set(Base.metadata.tables[name].columns.keys()) for name in ("hands_round", "hands_count")}
    assert columns == {
        "hands_round": {"id", "classroom_id", "module_id", "paper", "started_at"},
        "hands_count": {"round_id", "position", "part", "hands"},
    }


@pytest.mark.parametrize("wrong", [-1, 401])
def test_the_database_itself_refuses_a_count_out_of_bounds(
    app: Flask, co_hoa: Person, class_6a: Classroom, wrong: int
) -> None:
    begins(co_hoa, class_6a)
    [row] = rows(app, HandsRound)
    with app.app_context(), writing(), pytest.raises(IntegrityError):
        db.session.execute(insert(HandsCount).values(round_id=row.id, position=1, part="a", hands=wrong))
    with app.app_context(), pytest.raises(ValueError, match="0 to 400"):
        hands.record(round_now(app, class_6a), 1, [wrong, 0])


def test_with_one_class_a_module_leads_straight_to_it_and_with_none_to_making_one(
    co_hoa: Person, co_lan: Person, class_6a: Classroom
) -> None:
    page = co_hoa.opens("/vi/modules/demo/hands")
    assert page.url == f"/vi/classrooms/{class_6a.id}/hands?module=demo"
    assert page.form("/hands").values["module"] == ["demo"]
    assert "/vi/classrooms/" in co_lan.opens("/vi/modules/demo/hands").targets


class TestSensitive:
    """With the real modules: three of them are never done by raising hands."""

    @pytest.fixture
    def courses(self) -> object:
        from tests.conftest import REAL_COURSES

        return REAL_COURSES

    def test_no_sensitive_module_is_offered_or_taken(self, app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
        sensitive = [module for module in catalogue_of(app).modules.values() if module.is_sensitive]
        assert len(sensitive) >= 3
        page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/hands")
        for module in sensitive:
            assert module.title.vi not in page.main
            refused = co_hoa.posts(f"/vi/classrooms/{class_6a.id}/hands", {"module": module.id})
            assert refused.status == 422
            assert "Bài nhạy cảm không bao giờ làm bằng cách giơ tay" in refused.complaints[0]
            assert co_hoa.opens(f"/vi/modules/{module.id}/hands").status == 404
            with app.app_context(), writing(), pytest.raises(NotForAClass):
                hands.begin(class_6a, module, rng=Random(1), now=clock.now())
        assert rows(app, HandsRound) == []
