"""`flask demo seed`: a school that is believable, the same every time, and never in production."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from learning import clock
from learning.accounts.models import Learner
from learning.certificates.models import Certificate
from learning.classrooms import overview
from learning.classrooms.models import Assignment, Card, Classroom, Pupil
from learning.db import Base, db
from learning.ops import demo
from learning.quiz.models import Attempt, Response
from tests import builders
from tests.builders import PASSWORD, rows
from tests.client import Reader


def seeds(app: Flask, *options: object) -> Result:
    words = [str(option) for option in ("demo", "seed", "--password", PASSWORD, *options)]
    return app.test_cli_runner().invoke(args=words)


@pytest.mark.storage
def test_small_school_has_cells_of_every_kind_and_its_teacher_opens_it(app: Flask, visitor: Reader) -> None:
    done = seeds(app, "--classes", 2, "--pupils", 20)
    assert done.exit_code == 0, done.output
    assert len(rows(app, Classroom)) == 2
    assert len(rows(app, Pupil)) == len(rows(app, Card)) == 20
    assert len([card for card in rows(app, Card) if card.locked_at]) == 1
    assert cells(app) >= {"not-assigned", "not-started", "in-progress", "done", "overdue", "help"}
    visitor.opens("/vi/sign-in")
    visitor.submits({"login": "hoa@demo.example", "password": PASSWORD}, form="/sign-in")
    [room] = rows(app, Classroom, name="6A1")
    page = visitor.opens(f"/vi/classrooms/{room.id}")  # of which the reader expects at most six statements
    assert page.h1 == "6A1"
    assert page.with_class("state--done")
    assert f"hoa@demo.example   Phạm Thị Hoa: 6A1 ({room.code}), 7A3" in done.output


def cells(app: Flask) -> set[str]:
    found: set[str] = set()
    with app.app_context():
        for room in rows(app, Classroom):
            for row in overview.class_matrix(room, builders.catalogue_of(app), clock.today()).rows:
                found |= {cell.state for cell in row.cells}
                found |= {"help" for cell in row.cells if cell.needs_help}
                found |= {"overdue" for cell in row.cells if cell.is_overdue}
    return found


@pytest.mark.storage
def test_same_seed_gives_the_same_school_and_another_seed_another(app: Flask) -> None:
    schools = []
    for number, hour in ((7, 3), (7, 15), (8, 3)):
        now = datetime(2026, 11, 26, hour, tzinfo=UTC)
        with app.app_context():
            demo.seed(
                builders.catalogue_of(app), PASSWORD, seed=number, class_count=1, pupil_count=12, now=now, tell=print
            )
            schools.append(school())
        empty(app)
    assert schools[0] == schools[1]
    assert schools[0] != schools[2]
    assert len(schools[0]) > 300


def school() -> list[str]:
    """All that the seed decides: who there is, what was given, what was answered and when."""
    queries = (
        select(Classroom.name, Learner.name, Pupil.nickname, Pupil.group).join_from(Pupil, Classroom).join(Learner),
        select(Assignment.module_id, Assignment.group, Assignment.starts_on, Assignment.due_on),
        select(Learner.name, Attempt.subject_id, Attempt.paper, Attempt.score).join_from(Attempt, Learner),
        select(Learner.name, Response.item_id, Response.choice, Response.answered_at).join_from(Response, Learner),
        select(Certificate.holder_name, Certificate.issued_at),
    )
    return sorted(repr(tuple(row)) for query in queries for row in db.session.execute(query))


def empty(app: Flask) -> None:
    with app.app_context(), db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())


@pytest.mark.storage
def test_second_school_in_one_database_is_refused(app: Flask) -> None:
    assert seeds(app, "--classes", 1, "--pupils", 3).exit_code == 0
    again = seeds(app, "--classes", 2, "--pupils", 6)
    assert again.exit_code == 1
    assert "in this database already" in again.output
    assert len(rows(app, Pupil)) == 3


def test_production_is_not_for_playing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "APP_ENV", "production")
    refused = seeds(app, "--classes", 1, "--pupils", 3)
    assert refused.exit_code == 1
    assert "production" in refused.output
    assert rows(app, Learner) == []


def test_password_that_nobody_named_is_drawn_anew_and_shown(app: Flask) -> None:
    shown = [app.test_cli_runner().invoke(args=["demo", "seed", "--classes", "1", "--pupils", "1"]).output]
    empty(app)
    shown.append(app.test_cli_runner().invoke(args=["demo", "seed", "--classes", "1", "--pupils", "1"]).output)
    passwords = {output.split("with the password ")[1].split()[0] for output in shown}
    assert len(passwords) == 2
    assert all(len(password) >= 15 for password in passwords)
