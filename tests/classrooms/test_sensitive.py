"""A sensitive module reaches a class only through a teacher who has completed M30 and whom somebody has vouched for."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from learning import clock
from learning.accounts.models import Grant
from learning.classrooms.assigning import GATE
from learning.classrooms.models import Assignment, Classroom
from learning.db import db, writing
from tests.builders import catalogue_of, complete, rows
from tests.cast import Person
from tests.conftest import REAL_COURSES

COURSE = "digital-skills-11-14"
SENSITIVE = "grooming-11-14"


@pytest.fixture
def courses() -> Path:
    return REAL_COURSES


@pytest.fixture
def vouched(app: Flask, co_hoa: Person) -> None:
    with app.app_context(), writing():
        db.session.add(Grant(learner_id=co_hoa.id, kind="vouched", granted_at=clock.now()))
        db.session.commit()


@pytest.fixture
def trained(app: Flask, co_hoa: Person) -> None:
    complete(app, co_hoa.id, "teachers", check=False)
    assert GATE in {module.id for module in catalogue_of(app).courses["teachers"].modules}


def posts(teacher: Person, classroom: Classroom, *modules: str) -> str:
    """What the page says after assigning to the whole class."""
    values = {"modules": list(modules), "target": "class", "starts_on": str(clock.today())}
    return teacher.posts(f"/vi/classrooms/{classroom.id}/assignments", values).main


def given(app: Flask, classroom: Classroom) -> set[str]:
    return {row.module_id for row in rows(app, Assignment, classroom_id=classroom.id)}


def test_nobody_vouched_for_gives_no_sensitive_module(
    app: Flask, co_hoa: Person, class_6a: Classroom, trained: None
) -> None:
    assert "xác nhận" in posts(co_hoa, class_6a, SENSITIVE)
    assert given(app, class_6a) == set()


def test_teacher_without_m30_gives_no_sensitive_module(
    app: Flask, co_hoa: Person, class_6a: Classroom, vouched: None
) -> None:
    assert "học xong" in posts(co_hoa, class_6a, SENSITIVE, "cyberbullying")
    assert given(app, class_6a) == set()


def test_trained_teacher_with_a_voucher_gives_it(
    app: Flask, co_hoa: Person, class_6a: Classroom, vouched: None, trained: None
) -> None:
    posts(co_hoa, class_6a, SENSITIVE)
    assert given(app, class_6a) == {SENSITIVE}


def test_whole_course_comes_without_what_may_not_be_given(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    posts(co_hoa, class_6a, f"course:{COURSE}")
    modules = catalogue_of(app).courses[COURSE].modules
    assert given(app, class_6a) == {module.id for module in modules} - {SENSITIVE}


def test_copying_is_no_way_around_the_voucher(
    app: Flask, co_hoa: Person, co_lan: Person, class_6a: Classroom, vouched: None, trained: None
) -> None:
    posts(co_hoa, class_6a, SENSITIVE, "cyberbullying")
    with app.app_context(), writing():
        db.session.query(Grant).delete()
        db.session.commit()
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "6C", "band": "11-14"}, form="/classrooms/")
    other = next(c for c in rows(app, Classroom) if c.name == "6C")
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/assignments/copy", {"other": str(other.id)})
    assert given(app, other) == {"cyberbullying"}


def test_courses_for_teachers_are_not_offered_to_pupils(co_hoa: Person, class_6a: Classroom) -> None:
    page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/assignments")
    values = [box.get("value") for box in page.html.iter("input") if box.get("name") == "modules"]
    assert values[0] == f"course:{COURSE}"
    assert "teacher-safeguarding" not in values
    assert SENSITIVE not in values
