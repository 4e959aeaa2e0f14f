"""Modules about something upsetting: the note comes before the lesson, whichever way leads there."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from learning.catalogue import Course
from learning.clock import now
from learning.db import db, raise_to, writing
from learning.progress.models import ModuleCompletion
from tests.builders import catalogue_of
from tests.cast import Person
from tests.conftest import REAL_COURSES


@pytest.fixture
def courses() -> Path:
    return REAL_COURSES


@pytest.fixture
def course(app: Flask) -> Course:
    """A course whose second module has a note."""
    courses = catalogue_of(app).courses.values()
    return next(course for course in courses if course.modules[1].about.sensitivity == "light")


def test_neither_the_course_nor_my_learning_leads_past_the_note(app: Flask, minh: Person, course: Course) -> None:
    first, second = course.modules[:2]
    with app.app_context(), writing():
        done = {"screen": 1, "best_share": 1.0, "completed_at": now()}
        raise_to(ModuleCompletion, {"learner_id": minh.id, "module_id": first.id}, done)
        db.session.commit()
    for page in (f"/vi/courses/{course.id}", "/vi/my-learning", "/vi/"):
        targets = minh.opens(page).targets
        assert f"/vi/modules/{second.id}/lesson/1" not in targets
    assert minh.opens(f"/vi/modules/{second.id}").with_class("warning")
    assert f"/vi/modules/{second.id}/lesson/1" in minh.page.targets
