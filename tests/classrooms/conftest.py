"""Cô Hoa teaches 6A, cô Lan teaches 6B; both have confirmed their e-mail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from learning import clock
from learning.classrooms.models import Classroom, Pupil
from tests.builders import new_learner, rows
from tests.cast import Person
from tests.conftest import SMALL_COURSES

NAMES = "Nguyễn Đức Minh\nTrần Thị Hòa\nLê Thị Hoa\nH'Linh Niê\nThạch Thị Sóc Kha"


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


def teacher(app: Flask, name: str, login: str) -> Person:
    return Person(
        app, new_learner(app, name=name, login=login, band="adult", audience="teacher", email_confirmed_at=clock.now())
    )


@pytest.fixture
def co_hoa(app: Flask) -> Person:
    """Cô Hoa, who teaches 6A."""
    return teacher(app, "Phạm Thị Hoa", "hoa@example.com")


@pytest.fixture
def co_lan(app: Flask) -> Person:
    """Cô Lan, who teaches another class."""
    return teacher(app, "Vũ Thị Lan", "lan@example.com")


@pytest.fixture
def class_6a(app: Flask, co_hoa: Person) -> Classroom:
    """6A with five pupils."""
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "6A", "band": "11-14"}, form="/classrooms/")
    co_hoa.submits({"names": NAMES}, form="/roster")
    co_hoa.submits(form="/pupils")
    classroom: Classroom = rows(app, Classroom)[0]
    return classroom


@pytest.fixture
def pupil_of(app: Flask) -> Callable[[str], Pupil]:
    """The pupil with this nickname."""
    return lambda nickname: next(iter(rows(app, Pupil, nickname=nickname)))
