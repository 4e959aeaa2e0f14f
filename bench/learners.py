"""Learners to measure with, made by the rooms' own functions, and what their browsers would send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf

from bench import load
from learning import clock, quiz
from learning.accounts import identity, passwords, sessions
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Module
from learning.db import db, writing
from learning.items import kind_of
from learning.items.base import ItemBase
from learning.items.chat import tappable
from learning.quiz import Sitting, papers

PASSWORD = "bốn từ dễ nhớ này"  # noqa: S105


@dataclass(frozen=True)
class Visit:
    """A learner's session, as a browser keeps it."""

    learner: Learner
    cookie: str
    csrf_token: str


@contextmanager
def _signed_in(app: Flask, learner: Learner) -> Iterator[list[str]]:
    """A request in which a session for `learner` begins; the cookie is in the list afterwards."""
    cookie: list[str] = []
    with app.test_request_context(), writing():
        g.language = "vi"
        sessions.begin(learner, clock.now())
        yield cookie
        response = app.response_class()
        app.session_interface.save_session(app, session, response)
        db.session.commit()
        cookie.append(response.headers["Set-Cookie"].split(";", 1)[0])


def visit_of(app: Flask, learner: Learner) -> Visit:
    """A device on which `learner` signs in."""
    with _signed_in(app, learner) as cookie:
        token = generate_csrf()
    return Visit(learner, cookie[0], token)


def guest(app: Flask) -> Visit:
    """A learner without a login."""
    with app.app_context(), writing():
        learner = identity.new_guest(band="18-22", audience="student", language="vi", now=clock.now())
        db.session.commit()
    return visit_of(app, learner)


def account(app: Flask, login: str = "minh") -> Visit:
    """The holder of an account."""
    with app.app_context(), writing():
        learner = identity.sign_up(
            None,
            name="Nguyễn Văn Minh",
            login=login,
            password_hash=passwords.hash_password(PASSWORD),
            band="18-22",
            language="vi",
            now=clock.now(),
        )
        db.session.commit()
    return visit_of(app, learner)


def begin_quizzes(app: Flask, learner: Learner, count: int, *, seed: int = 0) -> list[Sitting]:
    """`count` quizzes with nothing answered yet, over all modules in turn."""
    catalogue: Catalogue = app.extensions["catalogue"]
    modules = list(catalogue.modules.values())
    with app.app_context(), writing():
        begun = [_begin_quiz(learner, modules[n % len(modules)], Random(seed * 1000 + n)) for n in range(count)]  # noqa: S311
        db.session.commit()
    return begun


def _begin_quiz(learner: Learner, module: Module, rng: Random) -> Sitting:
    drawn = papers.draw_quiz(module.bank("form"), {}, rng)
    return quiz.begin(learner.id, "quiz", module.id, drawn, rng=rng, now=clock.now())


def answers(visit: Visit, sitting: Sitting, rng: Random) -> list[bytes]:
    """The posts that answer a whole quiz, one item after another."""
    return [
        load.request(
            "POST",
            f"/vi/attempts/{sitting.id}/{position}",
            cookie=visit.cookie,
            body=urlencode([("csrf_token", visit.csrf_token), *fields(sitting.item_at(position), rng)]),
        )
        for position in range(1, sitting.size + 1)
    ]


def fields(item: ItemBase, rng: Random) -> list[tuple[str, str]]:
    """The form fields of some answer to `item`."""
    parts = kind_of(item).parts(item)
    shuffled = rng.sample(parts, len(parts))
    if item.kind == "order":
        return [(f"choice-{part}", str(place)) for place, part in enumerate(shuffled, 1)]
    if item.kind == "match":
        return [(f"choice-{part}", other) for part, other in zip(parts, shuffled, strict=True)]
    if item.kind == "chat":
        return [("choice", line) for line in tappable(item)[: rng.randint(1, 3)]]  # type: ignore[arg-type]
    if item.kind == "multiple":
        return [("choice", part) for part in shuffled[: rng.randint(1, len(parts))]]
    return [("choice", shuffled[0])]


def earn_everything(app: Flask, visit: Visit) -> str:
    """Complete the first course and pass its final check; the code of the certificate."""
    from learning import certificates
    from learning.progress.models import CourseCompletion, ModuleCompletion

    catalogue: Catalogue = app.extensions["catalogue"]
    course = next(iter(catalogue.courses.values()))
    now = clock.now()
    with app.app_context(), writing():
        for module in course.modules:
            reached: dict[str, Any] = {"screen": len(module.screens("vi")), "best_share": 1.0, "completed_at": now}
            db.session.merge(ModuleCompletion(learner_id=visit.learner.id, module_id=module.id, **reached))
        passed = CourseCompletion(learner_id=visit.learner.id, course_id=course.id, best_share=1.0, passed_at=now)
        db.session.merge(passed)
        db.session.flush()
        learner = db.session.get_one(Learner, visit.learner.id)
        certificates.issue_if_earned(learner, course, now=now)
        held = certificates.held_by(learner.id, now)
        db.session.commit()
    return held[0].code


__all__ = ["Visit", "account", "answers", "begin_quizzes", "earn_everything", "fields", "guest", "visit_of"]
