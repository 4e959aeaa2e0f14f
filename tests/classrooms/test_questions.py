"""The page of questions, and what looking at a class leaves in the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask

from learning import audit, clock, quiz
from learning.audit import AuditEntry
from learning.classrooms.models import Classroom, Pupil
from learning.db import db, writing
from tests.builders import catalogue_of, new_learner, right_choice, rows, wrong_choice
from tests.cast import Person
from tests.classrooms.answers import given, sits
from tests.conftest import REAL_COURSES
from tests.markup import text_of

pytestmark = pytest.mark.storage
LIGHT, OPEN = "cyberbullying", "decode-manipulation"


@pytest.fixture
def url(class_6a: Classroom) -> str:
    """The address of the questions of 6A."""
    return f"/vi/classrooms/{class_6a.id}/questions"


def pupils(app: Flask) -> list[Pupil]:
    return sorted(rows(app, Pupil), key=lambda pupil: pupil.nickname)


def test_question_shows_its_facility_its_commonest_mistake_and_what_to_discuss(
    app: Flask, co_hoa: Person, class_6a: Classroom, url: str
) -> None:
    given(app, class_6a.id, "demo")
    for pupil, choice in zip(pupils(app), "aabbc", strict=True):
        sits(app, pupil.learner_id, {"demo-05": choice})
    page = co_hoa.opens(url)
    [card] = page.with_class("question-card")
    words = text_of(card)
    assert "Bạn nhận một mã mà mình không hề yêu cầu. Nên làm gì?" in words
    assert "Đúng 40% · 5 em đã trả lời" in words
    assert "2 em chọn “Trả lời tin nhắn để hỏi ai đã gửi mã”" in words
    assert "Trả lời chỉ giúp họ biết máy có người dùng." in words
    assert "Chỉ tính lần trả lời đầu tiên" in page.main
    assert not [name for name in ("Minh", "Hòa", "Hoa", "Niê", "Kha") if name in page.main]


def test_page_speaks_the_readers_language(app: Flask, co_hoa: Person, class_6a: Classroom, url: str) -> None:
    given(app, class_6a.id, "demo")
    for pupil in pupils(app):
        sits(app, pupil.learner_id, {"demo-01": "scam", "demo-08": ["a"]})
    words = co_hoa.opens(url.replace("/vi/", "/en/")).main
    assert "5 pupils answered “Fake”" in words
    assert "Care is good, but you asked for this code yourself." in words


def test_only_the_first_response_counts_and_practice_is_apart(
    app: Flask, co_hoa: Person, class_6a: Classroom, url: str
) -> None:
    given(app, class_6a.id, "demo")
    for pupil in pupils(app):
        sits(app, pupil.learner_id, {"demo-05": "a"}, kind="practice", at=clock.now() - timedelta(days=3))
        sits(app, pupil.learner_id, {"demo-05": "b"}, at=clock.now() - timedelta(days=2))
        sits(app, pupil.learner_id, {"demo-05": "a"}, at=clock.now() - timedelta(days=1))
    assert "Đúng 0% · 5 em đã trả lời" in co_hoa.opens(url).main


def test_what_two_have_answered_is_not_shown(app: Flask, co_hoa: Person, class_6a: Classroom, url: str) -> None:
    given(app, class_6a.id, "demo")
    for pupil in pupils(app)[:2]:
        sits(app, pupil.learner_id, {"demo-05": "b"})
    page = co_hoa.opens(url)
    assert not page.with_class("question-card")
    assert "1 câu chưa hiện vì chưa đủ ba em trả lời" in page.main


def test_pupil_who_was_not_given_the_module_is_not_counted(
    app: Flask, co_hoa: Person, class_6a: Classroom, url: str
) -> None:
    one = pupils(app)[0]
    given(app, class_6a.id, "demo", learner_id=one.learner_id)
    for pupil in pupils(app):
        sits(app, pupil.learner_id, {"demo-05": "b"})
    assert "1 em đã trả lời." in co_hoa.opens(url).main


def test_discernment_of_the_class_waits_for_ten_pupils(
    app: Flask, co_hoa: Person, class_6a: Classroom, url: str
) -> None:
    letters = ("Ba", "Ca", "Da", "Ga", "Ha")
    co_hoa.posts(
        f"/vi/classrooms/{class_6a.id}/pupils", {"roster": "\n".join(f"Nguyễn Văn {letter}" for letter in letters)}
    )
    given(app, class_6a.id, "demo")
    for n, pupil in enumerate(pupils(app)):
        sits(app, pupil.learner_id, {"demo-01": "scam", "demo-02": "scam"})
        words = co_hoa.opens(url).main
        assert ("Cứ 10 tin lừa, lớp nhận ra 10 tin." in words) == (n >= 9)
        assert (f"Mới có {n + 1} em phân biệt thật giả." in words) == (n < 9)
    assert "Cứ 10 tin thật, lớp tin đúng 0 tin." in words
    assert "Lớp đang nghi ngờ hơi quá" in words


class TestWithAllCourses:
    @pytest.fixture
    def courses(self) -> Path:
        return REAL_COURSES

    @pytest.mark.parametrize("module_id", [LIGHT])
    def test_of_an_upsetting_module_nothing_is_analysed(
        self, app: Flask, co_hoa: Person, class_6a: Classroom, url: str, module_id: str
    ) -> None:
        given(app, class_6a.id, module_id, OPEN)
        for pupil in pupils(app):
            items = catalogue_of(app).modules[module_id].bank("form")
            sits(app, pupil.learner_id, {item.id: wrong_choice(item) for item in items}, module_id=module_id)
        page = co_hoa.opens(f"{url}?module={module_id}")
        assert "Với bài này, thầy cô chỉ thấy đã xong hay chưa." in page.main
        assert not page.with_class("question-card")
        offered = [option.get("value") for option in page.html.iter("option")]
        assert offered == [OPEN]

    def test_every_kind_of_question_is_put_into_words(
        self, app: Flask, co_hoa: Person, class_6a: Classroom, url: str
    ) -> None:
        given(app, class_6a.id, OPEN)
        bank = catalogue_of(app).modules[OPEN].bank("form")
        for pupil in pupils(app):
            sits(app, pupil.learner_id, {item.id: wrong_choice(item) for item in bank}, module_id=OPEN)
        for language in ("vi", "en"):
            page = co_hoa.opens(url.replace("/vi/", f"/{language}/"))
            assert len(page.with_class("question-card")) == len(bank)
            assert len(page.with_class("mistake")) == len(bank)

    def test_class_page_says_what_to_discuss(self, app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
        given(app, class_6a.id, OPEN)
        item = catalogue_of(app).items["dtm-09"]
        choice = {**dict(right_choice(item)), "badge": "clock", "clock": "badge"}  # type: ignore[arg-type]
        for pupil in pupils(app):
            sits(app, pupil.learner_id, {"dtm-09": choice}, module_id=OPEN)
        page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}")
        assert "5 em nhầm giữa “Mượn danh” và “Hối thúc”" in page.main
        assert page.links["Bàn lại màn 6"] == f"/vi/modules/{OPEN}/lesson/6"


@pytest.mark.parametrize("module_id", ["nowhere", "decode-manipulation", "../demo"])
def test_module_that_is_not_assigned_is_not_found(
    app: Flask, co_hoa: Person, class_6a: Classroom, url: str, module_id: str
) -> None:
    given(app, class_6a.id, "demo")
    assert co_hoa.opens(f"{url}?module={module_id}").status == 404


def test_class_without_modules_says_what_will_stand_here(co_hoa: Person, class_6a: Classroom) -> None:
    page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/questions")
    assert "Chưa có câu hỏi nào để xem" in page.main


def test_larger_class_costs_no_more_statements(app: Flask, co_hoa: Person, class_6a: Classroom, url: str) -> None:
    given(app, class_6a.id, "demo")
    addresses = (f"/vi/classrooms/{class_6a.id}", url)
    before = [len(co_hoa.opens(address).deeds.statements) for address in addresses]
    more = "\n".join(f"Nguyễn Văn {a}{b}" for a in "ABCDG" for b in "aeiou")
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils", {"roster": more})
    for pupil in pupils(app):
        sits(app, pupil.learner_id, {"demo-02": "genuine", "demo-03": "genuine"})
    assert [len(co_hoa.opens(address).deeds.statements) for address in addresses] == before == [6, 5]


def looks(app: Flask, action: str) -> list[AuditEntry]:
    return rows(app, AuditEntry, action=action)


def test_looking_at_a_class_stands_in_the_log_once(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    before = len(looks(app, "classroom:view"))  # making the class ends on its page
    for sort in ("name", "need", "name"):
        co_hoa.opens(f"/vi/classrooms/{class_6a.id}?sort={sort}")
    entries = looks(app, "classroom:view")
    assert len(entries) <= before + 2, "an hour may have begun meanwhile, but not three"
    assert {(entry.actor_id, entry.subject_id) for entry in entries} == {(co_hoa.id, str(class_6a.id))}


def test_looking_at_questions_stands_in_the_log_with_the_module(
    app: Flask, co_hoa: Person, class_6a: Classroom, url: str
) -> None:
    given(app, class_6a.id, "demo")
    co_hoa.opens(url)
    assert {entry.details["module"] for entry in looks(app, "classroom:questions")} == {"demo"}


def test_looking_at_a_pupil_stands_in_the_log_under_the_pupil(
    app: Flask, co_hoa: Person, co_lan: Person, class_6a: Classroom
) -> None:
    one = pupils(app)[0].learner_id
    for person in (co_hoa, co_hoa, co_lan):
        person.opens(f"/vi/classrooms/{class_6a.id}/pupils/{one}")
    assert {(entry.actor_id, entry.subject_id) for entry in looks(app, "pupil:view")} == {(co_hoa.id, str(one))}


def test_stranger_who_is_turned_away_has_not_looked(app: Flask, co_lan: Person, class_6a: Classroom) -> None:
    co_lan.opens(f"/vi/classrooms/{class_6a.id}")
    co_lan.opens(f"/vi/classrooms/{class_6a.id}/questions")
    assert co_lan.id not in {entry.actor_id for entry in rows(app, AuditEntry)}


@pytest.fixture
def look(app: Flask) -> Callable[..., bool]:
    """Note a look at a moment; True if the log has grown."""

    def note(actor: UUID, subject: UUID, at: datetime, **details: str) -> bool:
        with app.app_context(), writing():
            is_new = audit.record_look("classroom:view", subject, actor_id=actor, now=at, **details)
            db.session.commit()
            return is_new

    return note


def test_same_look_within_the_hour_is_one_entry(app: Flask, look: Callable[..., bool]) -> None:
    actor, room, start = uuid4(), uuid4(), datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert look(actor, room, start)
    assert not look(actor, room, start + timedelta(minutes=59))
    assert look(actor, room, start + timedelta(minutes=60))
    assert look(uuid4(), room, start)
    assert look(actor, uuid4(), start)
    assert look(actor, room, start, module="demo")
    assert len(rows(app, AuditEntry)) == 5


def test_first_responses_are_those_of_quizzes_alone(app: Flask, minh: Person) -> None:
    other = new_learner(app)
    sits(app, minh.id, {"demo-05": "a", "demo-01": "scam"})
    sits(app, other.id, {"demo-05": "b"})
    sits(app, other.id, {"demo-06": "b"}, kind="check")
    with app.app_context():
        found = quiz.first_responses([minh.id, other.id], ["demo"])
        assert quiz.first_responses([], ["demo"]) == quiz.first_responses([minh.id], []) == []
        assert quiz.first_responses([minh.id], ["another"]) == []
    assert {(row.learner_id, row.item_id, row.choice, row.share) for row in found} == {
        (minh.id, "demo-05", "a", 1.0),
        (minh.id, "demo-01", "scam", 0.0),
        (other.id, "demo-05", "b", 0.0),
    }


def test_missed_are_first_responses_below_a_half_and_what_tells_more(app: Flask, minh: Person) -> None:
    """Two of three right in `demo-07`; that an item is done again, rightly or wrongly, changes nothing."""
    sits(app, minh.id, {"demo-05": "b", "demo-07": ["a"], "demo-06": "c"}, at=clock.now() - timedelta(days=1))
    sits(app, minh.id, {"demo-05": "a", "demo-07": ["b"], "demo-06": "a"})
    catalogue = catalogue_of(app)
    telling = [version for version, item in catalogue.versions.items() if item.id in ("demo-07", "demo-06")]
    with app.app_context():
        [alone] = quiz.missed([minh.id], ["demo"])
        [told] = quiz.missed([minh.id], ["demo"], telling=telling)
        assert quiz.missed([], ["demo"]) == quiz.missed([minh.id], []) == []
    assert (alone.learner_id, alone.items, alone.told) == (minh.id, ["demo-05"], [])
    assert (told.items, told.told) == (["demo-05"], [("demo-07", ["a"])])
