"""Statements: how many a page sends, and how many an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import Client, TestResponse

from bench import addresses, learners, report
from bench.learners import Visit
from bench.places import Place, forget_connections
from bench.report import Line
from learning.db import db
from learning.quiz import Sitting

MOST = 6
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")
"""What opens and closes transactions is not counted."""
LEADS_ELSEWHERE = {
    "accounts.joining",  # asks after a guest who waits, once
    "classrooms.certificates_zip",  # the worker makes it first
    "web.choose_language",
    "web.root",
}
"""What none of the readers sees, as things stand in the school."""


def measure(place: Place) -> list[Line]:
    """Every page in the demo school, as a visitor, a guest, the holder of an account, a pupil and a teacher."""
    app = place.app()
    school = addresses.open_school(app)
    readers = addresses.readers_of(school)
    guest = next(reader.visit for reader in readers if reader.who == "guest")
    pages: dict[str, int] = {}
    files: dict[str, int] = {}
    closed = {rule.endpoint for rule in addresses.pages_of(app)} - LEADS_ELSEWHERE
    with watched(app) as statements:
        for reader in readers:
            for endpoint, path in addresses.of_every_page(school, reader):
                statements.clear()
                answer = _opened(app, path, reader.visit)
                is_page = answer.status_code == 200 and answer.mimetype == "text/html"
                (pages if is_page else files)[f"{endpoint} as {reader.who}"] = len(statements)
                closed -= {endpoint} if answer.status_code == 200 else set()
        posts = _answers(app, guest, statements) if guest else []
    forget_connections(app)
    asking = [f"{name.split()[0]} {count}" for name, count in pages.items() if count and name.endswith("visitor")]
    return [
        report.at_most(
            f"queries in any of {len(pages)} pages",
            max(pages.values()),
            MOST,
            f"most: {_most(pages)}",
            f"for visitors only these ask the database: {', '.join(asking)}",
            f"files, redirections and refusals, most: {_most(files)}",
        ),
        report.at_most(
            "addresses that none of five readers can open", len(closed), 0, ", ".join(sorted(closed)) or "none"
        ),
        report.at_most(
            "statements on an ordinary answer",
            max(posts[:-1]),
            MOST,
            f"on the last answer of a quiz: {posts[-1]}",
        ),
    ]


@contextmanager
def watched(app: Flask) -> Iterator[list[str]]:
    """The statements that this app sends inside the block."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(BRACKETS):
            statements.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


def _opened(app: Flask, path: str, visit: Visit | None) -> TestResponse:
    answer = Client(app, use_cookies=False).get(path, headers={"Cookie": visit.cookie} if visit else {})
    if answer.status_code >= 500:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer


def _most(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {counts[name]}" for name in sorted(counts, key=lambda name: -counts[name])[:3])


def _answers(app: Flask, visit: Visit, statements: list[str]) -> list[int]:
    """How many statements each answer of a quiz sent."""
    sitting: Sitting = learners.begin_quizzes(app, visit.learner, 2)[1]
    rng = Random(3)  # noqa: S311  (the same answers every time)
    client = Client(app, use_cookies=False)
    counts = []
    for position in range(1, sitting.size + 1):
        form = {"csrf_token": visit.csrf_token, **_as_form(learners.fields(sitting.item_at(position), rng))}
        statements.clear()
        answer = client.post(f"/vi/attempts/{sitting.id}/{position}", data=form, headers={"Cookie": visit.cookie})
        if answer.status_code != 303:
            raise RuntimeError(f"an answer was refused with {answer.status_code}")
        counts.append(len(statements))
    return counts


def _as_form(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    form: dict[str, list[str]] = {}
    for name, value in fields:
        form.setdefault(name, []).append(value)
    return form
