"""Small makers of what a test is about: learners, answers, sittings, certificates. Each takes only what matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import FromClause, func, insert, select

from learning import clock, quiz
from learning.accounts import names, passwords, sessions
from learning.accounts.models import Learner, SignIn
from learning.catalogue import Catalogue
from learning.certificates import award, codes
from learning.certificates.models import Certificate
from learning.db import Base, UtcDateTime, db, raise_to, writing
from learning.items.base import Choice, ItemBase
from learning.items.judge import POLES
from learning.items.reading import FIELD
from learning.progress.models import CourseCompletion, ModuleCompletion
from learning.study import sitting as sittings

PASSWORD = "bốn từ chẳng liên quan"
"""The password of everybody in the cast."""


@cache
def _password_hash(password: str) -> str:
    return passwords.hash_password(password)


def rows(app: Flask, table: type[Base], **where: Any) -> list[Any]:
    """The rows of a table, as they stand in the database now."""
    with app.app_context():
        return list(db.session.scalars(select(table).filter_by(**where)))


def catalogue_of(app: Flask) -> Catalogue:
    """What the app teaches."""
    catalogue: Catalogue = app.extensions["catalogue"]
    return catalogue


def new_learner(app: Flask, *, name: str | None = None, login: str | None = None, **more: Any) -> Learner:
    """A learner: an account if there is a login, else a guest."""
    learner = Learner(
        login=login, password_hash=_password_hash(PASSWORD) if login else None, created_at=clock.now(), **more
    )
    if name:
        learner.name, learner.name_sort = name, names.sort_key(name)
    with app.app_context(), writing():
        db.session.add(learner)
        db.session.commit()
        db.session.refresh(learner)
    return learner


def new_session(app: Flask, learner_id: UUID, token: str) -> None:
    """A signed-in device of a learner."""
    now = clock.now()
    with app.app_context(), writing():
        db.session.add(
            SignIn(
                token_hash=sessions._hash(token), learner_id=learner_id, created_at=now, ends_at=now + sessions.LASTS
            )
        )
        db.session.commit()


# Answers, for every kind of item


def _of_options(item: Any, *, right: bool) -> list[str]:
    return [option.id for option in item.options if option.right == right]


_RIGHT: dict[str, Callable[[Any], Choice]] = {
    "single": lambda item: _of_options(item, right=True)[0],
    "multiple": lambda item: _of_options(item, right=True),
    "truefalse": lambda item: "true" if item.answer else "false",
    "order": lambda item: [step.id for step in item.steps],
    "match": lambda item: {pair.id: pair.id for pair in item.pairs},
    "chat": lambda item: [line.id for line in item.lines if line.flag],
    "judge": lambda item: item.truth,
}
_WRONG: dict[str, Callable[[Any], Choice]] = {
    "single": lambda item: _of_options(item, right=False)[0],
    "multiple": lambda item: _of_options(item, right=False),
    "truefalse": lambda item: "false" if item.answer else "true",
    "order": lambda item: [step.id for step in reversed(item.steps)],
    "match": lambda item: dict(zip(_pairs(item), _pairs(item)[1:] + _pairs(item)[:1], strict=True)),
    "chat": lambda item: [line.id for line in item.lines if line.who == "other" and not line.flag],
    "judge": lambda item: next(pole for pole in POLES[item.poles] if pole != item.truth),
}


def _pairs(item: Any) -> list[str]:
    return [pair.id for pair in item.pairs]


def right_choice(item: ItemBase) -> Choice:
    """The answer that earns everything."""
    return _RIGHT[item.kind](item)


def wrong_choice(item: ItemBase) -> Choice:
    """The answer that earns nothing."""
    return _WRONG[item.kind](item)


def form_of(item: ItemBase, choice: Choice) -> dict[str, list[str]]:
    """The form fields in which a browser sends this answer."""
    if item.kind == "order":
        return {f"{FIELD}-{step}": [str(n)] for n, step in enumerate(choice, 1)}
    if isinstance(choice, dict):
        return {f"{FIELD}-{part}": [value] for part, value in choice.items()}
    return {FIELD: [choice] if isinstance(choice, str) else list(choice)}


# Sittings


@dataclass(frozen=True)
class SittingOf:
    """An attempt, looked at from outside."""

    app: Flask
    learner_id: UUID
    id: UUID

    def _now(self) -> quiz.Sitting:
        sitting = quiz.sitting_of(self.learner_id, self.id, catalogue_of(self.app))
        assert sitting is not None
        return sitting

    def url(self, position: int, language: str = "vi") -> str:
        """The address of an item."""
        return f"/{language}/attempts/{self.id}/{position}"

    @property
    def result_url(self) -> str:
        """The address of the result."""
        return f"/vi/attempts/{self.id}/result"

    @property
    def items(self) -> Sequence[ItemBase]:
        """The items of the paper, in order."""
        with self.app.app_context():
            return self._now().items

    @property
    def responses(self) -> list[Choice]:
        """What is stored, in the order of the paper."""
        with self.app.app_context():
            return [answer.choice for answer in self._now().answered()]

    @property
    def finished_at(self) -> datetime | None:
        """When the last answer came in."""
        with self.app.app_context():
            return self._now().attempt.finished_at


def sitting_at(app: Flask, learner_id: UUID, url: str) -> SittingOf:
    """The sitting of an item's address."""
    return SittingOf(app, learner_id, UUID(url.split("/attempts/")[1].split("/")[0]))


def quiz_of(app: Flask, learner_id: UUID, module_id: str) -> SittingOf:
    """A quiz that has just begun."""
    catalogue = catalogue_of(app)
    with app.app_context(), writing():
        sitting = sittings.begin_quiz(learner_id, catalogue.modules[module_id], catalogue, now=clock.now())
        db.session.commit()
        return SittingOf(app, learner_id, sitting.id)


# Rows of whatever tables there are


def fill_tables(app: Flask, learner_id: UUID, tables: Iterable[str]) -> None:
    """A row of this learner in each of these tables that has none yet, with values that mean nothing."""
    with app.app_context(), writing():
        for table in Base.metadata.sorted_tables:
            mine = table.columns.get("learner_id") == learner_id if "learner_id" in table.columns else None
            if table.name in tables and not db.session.scalar(select(func.count()).select_from(table).where(mine)):
                _fill(table, learner_id=learner_id)
        db.session.commit()


def _fill(table: FromClause, **known: Any) -> None:
    values = {column.name: _anything(column) for column in table.columns if not column.nullable}
    db.session.execute(insert(table).values({**values, **known}))


def _anything(column: Any) -> Any:
    for key in column.foreign_keys:
        found = select(key.column).limit(1)
        if db.session.scalar(found) is None:
            _fill(key.column.table)
        return db.session.scalar(found)
    if isinstance(column.type, UtcDateTime):
        return clock.now()
    kind = column.type.python_type
    return {UUID: uuid4, date: clock.today}.get(kind, kind)()


# Completions and certificates


def complete(app: Flask, learner_id: UUID, course_id: str, *, check: bool = True) -> None:
    """All required modules of a course done, and its final check passed."""
    course, now = catalogue_of(app).courses[course_id], clock.now()
    with app.app_context(), writing():
        for module in course.required:
            key = {"learner_id": learner_id, "module_id": module.id}
            raise_to(ModuleCompletion, key, {"screen": 1, "best_share": 1.0, "completed_at": now})
        if check:
            key = {"learner_id": learner_id, "course_id": course_id}
            raise_to(CourseCompletion, key, {"best_share": 1.0, "passed_at": now})
        db.session.commit()


def earned_certificate(app: Flask, learner_id: UUID, course_id: str | None = None) -> str:
    """The code, as printed, of a certificate that this learner has earned; of the first course if none is named."""
    course = catalogue_of(app).courses[course_id or next(iter(catalogue_of(app).courses))]
    complete(app, learner_id, course.id)
    with app.app_context(), writing():
        award.issue_if_earned(db.session.get_one(Learner, learner_id), course, now=clock.now())
        db.session.commit()
        found = select(Certificate).filter_by(learner_id=learner_id, course_id=course.id)
        return codes.shown(db.session.scalars(found).one().code)
