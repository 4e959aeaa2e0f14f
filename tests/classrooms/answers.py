"""What pupils have answered, by hand: rows of first responses, attempts in the database, and what was given to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask

from learning import clock, progress, quiz
from learning.classrooms.models import Assignment
from learning.db import db, writing
from learning.items import mark
from learning.items.base import Choice
from learning.quiz.scoring import First
from tests.builders import catalogue_of


def pupil(number: int) -> UUID:
    """Somebody, always the same of the same number."""
    return UUID(int=number)


def firsts(table: Mapping[str, Sequence[Choice]], bank: Iterable[Any], module_id: str = "demo") -> list[First]:
    """Rows of first responses: by item the choices of pupils 1, 2, 3 …, marked as the platform marks them."""
    items = {item.id: item for item in bank}
    return [
        First(pupil(n), module_id, item_id, item_id, choice, mark(items[item_id], choice).share)
        for item_id, choices in table.items()
        for n, choice in enumerate(choices, 1)
    ]


def sits(
    app: Flask,
    learner_id: UUID,
    choices: Mapping[str, Choice],
    *,
    module_id: str = "demo",
    kind: str = "quiz",
    at: datetime | None = None,
) -> None:
    """An attempt at just these items, answered to the end."""
    catalogue, now = catalogue_of(app), at or clock.now()
    drawn = [catalogue.items[item_id] for item_id in choices]
    with app.app_context(), writing():
        sitting = quiz.begin(learner_id, kind, module_id, drawn, rng=Random(1), now=now)
        for position, choice in enumerate(choices.values(), 1):
            quiz.record_response(sitting, position, choice, now=now)
        progress.finish(sitting, now=now)
        db.session.commit()


def given(
    app: Flask, classroom_id: UUID, *module_ids: str, learner_id: UUID | None = None, due_on: date | None = None
) -> None:
    """Modules for the class, or for one pupil; begun three weeks ago."""
    now, today = clock.now(), clock.today()
    with app.app_context(), writing():
        for module_id in module_ids:
            db.session.add(
                Assignment(
                    classroom_id=classroom_id,
                    module_id=module_id,
                    learner_id=learner_id,
                    starts_on=today - timedelta(days=21),
                    due_on=due_on,
                    created_at=now,
                )
            )
            db.session.flush()
        db.session.commit()
