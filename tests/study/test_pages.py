"""What a learner's pages say about modules and courses, from what has been reached alone."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from learning.accounts.models import Learner
from learning.catalogue import Course
from learning.certificates import Held
from learning.items.base import Text
from learning.progress import NOTHING, Reached, is_earned, may_sit_check
from learning.study.pages import CourseView, ModuleView, course_view, lesson_page, own_course_first
from tests.study.shelves import a_catalogue, a_course, a_module, demo

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
DONE = Reached(screen=5, best_share=0.9, done_at=NOW)
LAST = len(a_module().screens("vi"))


@pytest.mark.parametrize(
    ("reached", "following"),
    [
        (NOTHING, "begin"),
        (Reached(screen=1), "lesson"),
        (Reached(screen=LAST - 1), "lesson"),
        (Reached(screen=LAST), "quiz"),
        (Reached(screen=LAST, best_share=0.5), "again"),
        (Reached(screen=LAST, best_share=0.0), "again"),
        (Reached(screen=LAST, best_share=0.7, done_at=NOW), "done"),
        (Reached(screen=0, best_share=0.9, done_at=NOW), "done"),
        (Reached(screen=0, best_share=0.5), "begin"),
        (Reached(screen=2, best_share=0.5), "lesson"),
    ],
)
def test_a_module_leads_on_to_its_next_step(reached: Reached, following: str) -> None:
    assert ModuleView(a_module(), reached).next == following


@pytest.mark.parametrize(("screen", "following"), [(0, 1), (1, 2), (LAST - 1, LAST), (LAST, LAST), (99, LAST)])
def test_a_lesson_goes_on_after_the_last_screen_done(screen: int, following: int) -> None:
    """A lesson that has become shorter since then ends where it ends now."""
    assert ModuleView(a_module(), Reached(screen=screen)).next_screen == following


@pytest.mark.parametrize(("share", "tenths"), [(None, None), (0.0, 0), (0.75, 8), (1.0, 10)])
def test_the_best_quiz_is_told_in_tenths(share: float | None, tenths: int | None) -> None:
    assert ModuleView(a_module(), Reached(best_share=share)).best_of_ten == tenths


# Courses

ONE, TWO = a_module("one"), a_module("two")
EXTRA, SECRET = a_module("extra"), a_module("secret", sensitivity="sensitive")
MIXED = a_course(ONE, EXTRA, SECRET, TWO, optional=("extra",))


def _view(course: Course = MIXED, **reached: Reached) -> CourseView:
    return course_view(course, reached, {})


def test_a_certificate_asks_for_neither_optional_nor_sensitive_modules() -> None:
    assert [module.id for module in MIXED.required] == ["one", "two"]
    assert [view.is_optional for view in _view().modules] == [False, True, False, False]


def test_a_light_module_is_asked_for() -> None:
    light = a_module("light", sensitivity="light")
    assert a_course(ONE, light).required == (ONE, light)


def test_only_required_modules_count_as_done() -> None:
    assert _view(one=DONE, extra=DONE, secret=DONE).done == 1
    assert _view(one=DONE, two=Reached(screen=5, best_share=0.6)).done == 1


def test_the_next_module_is_the_first_required_one_that_is_not_done() -> None:
    following = _view(one=DONE).next_module
    assert following is not None
    assert following.module is TWO
    assert _view(one=DONE, two=DONE).next_module is None


def test_the_check_opens_when_the_required_modules_are_done_and_only_then() -> None:
    assert not _view(one=DONE, extra=DONE, secret=DONE).check_is_open
    assert _view(one=DONE, two=DONE).check_is_open


@pytest.mark.parametrize("reached", [{}, {"one": DONE}, {"two": DONE, "secret": DONE}, {"one": DONE, "two": DONE}])
def test_the_page_opens_the_check_exactly_when_the_rule_does(reached: dict[str, Reached]) -> None:
    assert course_view(MIXED, reached, {}).check_is_open == may_sit_check(MIXED, reached)


def test_a_course_is_begun_with_the_first_screen_or_check_whatever_module_it_is() -> None:
    assert not _view().is_begun
    assert _view(secret=Reached(screen=1)).is_begun
    assert course_view(MIXED, {}, {MIXED.id: Reached(best_share=0.4)}).is_begun
    assert not course_view(MIXED, {"elsewhere": DONE}, {"another-course": DONE}).is_begun


def test_a_certificate_is_earned_by_the_modules_and_the_check_together() -> None:
    modules, passed = {"one": DONE, "two": DONE}, {MIXED.id: Reached(best_share=0.9, done_at=NOW)}
    assert is_earned(MIXED, modules, passed)
    assert not is_earned(MIXED, {"one": DONE}, passed)
    assert not is_earned(MIXED, modules, {MIXED.id: Reached(best_share=0.9)})
    assert not is_earned(MIXED, modules, {"another-course": DONE})


def _held(course_id: str, verdict: Any) -> Held:
    return Held("KMM-…", course_id, Text(vi="…", en="…"), "Minh", True, False, verdict, NOW)


def test_a_course_shows_its_own_newest_certificate_that_was_not_replaced() -> None:
    valid = _held(MIXED.id, "valid")
    others = [_held("another", "valid"), _held(MIXED.id, "replaced")]
    assert course_view(MIXED, {}, {}, [*others, valid]).certificate is valid
    assert course_view(MIXED, {}, {}, others).certificate is None
    assert course_view(MIXED, {}, {}, [_held(MIXED.id, "expired")]).has_expired


# Lessons


@pytest.mark.parametrize("number", range(1, LAST + 1))
def test_a_lesson_page_knows_its_place_and_where_to_pause(number: int) -> None:
    module = a_module(pause_after=2)
    page = lesson_page(module, number, "en", {}, demo())
    assert page.screen is module.screens("en")[number - 1]
    assert (page.number, page.total, page.is_last) == (number, LAST, number == LAST)
    assert page.pauses_here == (number == 2)


def test_a_module_may_be_assigned_until_its_review_date_has_passed() -> None:
    module = a_module()
    last_day = module.about.review.review_by
    assert module.may_be_assigned(last_day)
    assert not module.may_be_assigned(date(last_day.year + 1, 1, 1))


def test_a_module_of_two_courses_leads_back_to_the_readers_own() -> None:
    basics = a_module("basics")
    families = a_course(basics, id="families", audience="parent", band="adult")
    teachers = a_course(basics, id="teachers", audience="teacher", band="adult")
    catalogue = a_catalogue(families, teachers)
    hoa = Learner(audience="teacher", band="adult")
    assert own_course_first(catalogue.courses_of("basics"), hoa) == [teachers, families]
    assert own_course_first(catalogue.courses_of("basics"), None) == [families, teachers]
