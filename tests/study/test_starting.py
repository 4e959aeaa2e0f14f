"""Where a new learner begins: the course for their age and role, and an easy first item, the same for everybody."""

from __future__ import annotations

from dataclasses import replace

from learning.study.starting import first_item, first_module, is_written_for, shelf
from tests.items.making import judge, single
from tests.study.shelves import a_catalogue, a_course, a_module

CHILD = a_module("child", bands=("6-10",), audiences=("student",))
PUPIL = a_module("pupil", bands=("11-14", "15-17"), audiences=("student",))
PARENT = a_module("parent", bands=("adult",), audiences=("parent",))
CATALOGUE = a_catalogue(
    a_course(PARENT, id="families", audience="parent", band="adult"),
    a_course(CHILD, id="young", audience="student", band="6-10"),
    a_course(PUPIL, CHILD, id="pupils", audience="student", band="11-14"),
)


def test_a_learner_begins_with_the_first_module_of_the_course_written_for_them() -> None:
    assert first_module(CATALOGUE, "student", "11-14") is PUPIL
    assert first_module(CATALOGUE, "parent", "adult") is PARENT


def test_a_learner_begins_with_a_message_that_upsets_nobody() -> None:
    upsetting = a_module("upsetting", sensitivity="light")
    without = replace(a_module("without"), items=(single(item_id="a"),))
    course = a_course(upsetting, without, PARENT, id="families", audience="parent", band="adult")
    assert first_module(a_catalogue(course), "parent", "adult") is PARENT
    only = a_course(upsetting, without, id="families", audience="parent", band="adult")
    assert first_module(a_catalogue(only), "parent", "adult") is upsetting


def test_where_no_course_fits_a_module_for_the_band_does() -> None:
    assert first_module(CATALOGUE, "student", "15-17") is PUPIL
    assert is_written_for(PUPIL, "15-17")


def test_where_no_module_fits_the_one_for_11_to_14_of_the_same_audience_does() -> None:
    assert first_module(CATALOGUE, "student", "18-22") is PUPIL
    assert not is_written_for(PUPIL, "18-22")


def test_nobody_is_sent_to_a_module_for_another_audience() -> None:
    assert first_module(CATALOGUE, "teacher", "adult") is None


def test_the_first_item_is_the_easiest_stimulus_of_the_quiz() -> None:
    items = (
        single(item_id="a", difficulty=1),
        judge(item_id="b", difficulty=1, use="recheck"),
        judge(item_id="d", difficulty=2),
        judge(item_id="c", difficulty=2),
        judge(item_id="e", difficulty=3),
    )
    assert first_item(replace(a_module(), items=items)).id == "c"
    assert first_item(replace(a_module(), items=items[::-1])).id == "c"


def test_a_module_without_stimuli_begins_with_its_first_question() -> None:
    items = (single(item_id="a", use="recall"), single(item_id="b"), single(item_id="c"))
    assert first_item(replace(a_module(), items=items)).id == "b"


def test_the_shelf_puts_the_readers_own_courses_first_and_keeps_all_others() -> None:
    shown = shelf(CATALOGUE, "student", "11-14")
    assert [(course.id, is_theirs) for course, is_theirs in shown] == [
        ("pupils", True),
        ("families", False),
        ("young", False),
    ]


def test_a_visitor_finds_the_shelf_as_it_is_written() -> None:
    assert [course.id for course, is_theirs in shelf(CATALOGUE, None, None) if not is_theirs] == list(CATALOGUE.courses)


def test_a_reader_who_told_no_age_finds_every_course_of_their_role_first() -> None:
    assert [course.id for course, is_theirs in shelf(CATALOGUE, "student", None) if is_theirs] == ["young", "pupils"]
