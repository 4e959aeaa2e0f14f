"""Completion only rises, whatever comes in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.db import db, raise_to, writing
from learning.progress import modules_reached, reach_screen
from learning.progress.models import ModuleCompletion
from tests.builders import new_learner
from tests.conftest import SMALL_COURSES

pytestmark = pytest.mark.storage
START = datetime(2026, 11, 24, tzinfo=UTC)

steps = st.lists(
    st.one_of(
        st.tuples(st.just("screen"), st.integers(0, 7)),
        st.tuples(st.just("quiz"), st.floats(0, 1, allow_nan=False)),
    ),
    max_size=8,
)


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


def take(learner_id: UUID, step: tuple[str, Any], minute: int) -> None:
    kind, value = step
    if kind == "screen":
        reach_screen(learner_id, "demo", value)
        return
    values: dict[str, Any] = {"screen": 0, "best_share": value}
    if value >= 0.7:
        values["completed_at"] = START + timedelta(minutes=minute)
    key = {"learner_id": learner_id, "module_id": "demo"}
    raise_to(ModuleCompletion, key, values, first=("completed_at",))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_completion_never_falls(app: Flask, taken: list[tuple[str, Any]]) -> None:
    learner = new_learner(app)
    best, furthest, done = None, 0, None
    with app.app_context(), writing():
        for minute, step in enumerate(taken):
            take(learner.id, step, minute)
            reached = modules_reached(learner.id)["demo"]
            assert reached.screen >= furthest
            assert best is None or (reached.best_share is not None and reached.best_share >= best)
            assert done is None or reached.done_at == done
            best, furthest, done = reached.best_share, reached.screen, reached.done_at
            db.session.expire_all()
        db.session.commit()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps.flatmap(lambda taken: st.tuples(st.just(taken), st.permutations(taken))))
def test_any_order_and_repetition_ends_in_the_same_state(app: Flask, orders: tuple[list[Any], list[Any]]) -> None:
    learners = [new_learner(app), new_learner(app)]
    with app.app_context(), writing():
        for learner, taken in zip(learners, orders, strict=True):
            for step in [*taken, *taken]:
                take(learner.id, step, 0)
        db.session.commit()
        states = [modules_reached(learner.id).get("demo") for learner in learners]
    assert states[0] == states[1]
