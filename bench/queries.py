"""Statements: how many a page sends, and how many an answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import Client

from bench import learners, report
from bench.learners import Visit
from bench.places import Place, forget_connections
from bench.report import Line
from learning.db import db
from learning.quiz import Sitting

MOST = 6
BRACKETS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")
"""What opens and closes transactions is not counted."""


def measure(place: Place) -> list[Line]:
    """Every page whose address can be filled in, as a visitor, a guest and the holder of an account."""
    app = place.app()
    guest, account = learners.guest(app), learners.account(app)
    code = learners.earn_everything(app, account)
    readers = {"visitor": None, "guest": guest, "account": account}
    counts: dict[str, int] = {}
    files: dict[str, int] = {}
    unmeasured: set[str] = set()
    with watched(app) as statements:
        for who, visit in readers.items():
            values = _values(app, visit, code)
            for endpoint, path in _pages(app, values, unmeasured):
                statements.clear()
                group = counts if _is_page(app, path, visit) else files
                group[f"{endpoint} as {who}"] = len(statements)
        posts = _answers(app, guest, statements)
    forget_connections(app)
    asking = [f"{name.split()[0]} {count}" for name, count in counts.items() if count and name.endswith("visitor")]
    return [
        report.at_most(
            f"queries in any of {len(counts)} pages",
            max(counts.values()),
            MOST,
            f"most: {_most(counts)}",
            f"for visitors only these ask the database: {', '.join(asking)}",
            f"files and redirections, most: {_most(files)}",
            f"without an address to measure: {', '.join(sorted(unmeasured)) or 'none'}",
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


def _values(app: Flask, visit: Visit | None, code: str) -> dict[str, Any]:
    """Something for every argument of an address that has a meaning without a story before it."""
    catalogue = app.extensions["catalogue"]
    values: dict[str, Any] = {
        "lang": "vi",
        "module_id": next(iter(catalogue.modules)),
        "course_id": next(iter(catalogue.courses)),
        "slug": next(iter(catalogue.emergencies)),
        "number": 2,
        "audience": "student",
        "band": "18-22",
        "code": code,
    }
    if visit is not None:
        sitting = learners.begin_quizzes(app, visit.learner, 1)[0]
        values |= {"attempt_id": sitting.id, "position": 1}
    return values


def _pages(app: Flask, values: dict[str, Any], unmeasured: set[str]) -> Iterator[tuple[str, str]]:
    adapter = app.url_map.bind("127.0.0.1")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        if rule.arguments <= values.keys():
            yield rule.endpoint, adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        elif not rule.arguments <= values.keys() | {"attempt_id", "position"}:
            unmeasured.add(rule.endpoint)


def _is_page(app: Flask, path: str, visit: Visit | None) -> bool:
    """Ask for it; False for a redirection or a file, or if this reader may not see it."""
    client = Client(app, use_cookies=False)
    answer = client.get(path, headers={"Cookie": visit.cookie} if visit else {})
    if answer.status_code >= 500:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer.status_code == 200 and answer.mimetype == "text/html"


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
