"""Counting tries, in the database, so that all processes count together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from limits import RateLimitItemPerMinute

from learning import clock
from learning.accounts import limits
from learning.accounts.models import RateCount
from learning.db import db, writing
from tests import builders

pytestmark = pytest.mark.storage

THREE_A_MINUTE = RateLimitItemPerMinute(3)


def uses(app, who="minh"):
    with app.app_context(), writing():
        within = limits.count(THREE_A_MINUTE, "test", who)
        db.session.commit()
    return within


def test_the_fourth_use_is_one_too_many(app):
    assert [uses(app) for _ in range(5)] == [True, True, True, False, False]


def test_each_is_counted_alone(app):
    for _ in range(4):
        uses(app)
    assert uses(app, "tâm")


def test_a_window_that_has_ended_begins_again(app):
    for _ in range(4):
        uses(app)
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        assert [uses(app) for _ in range(4)] == [True, True, True, False]


def test_uses_at_once_are_all_counted(app):
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(lambda _: uses(app), range(6))) == 3


def test_the_table_holds_no_name_and_no_address(app):
    uses(app, "minhduc2014")
    (row,) = builders.rows(app, RateCount)
    assert "minh" not in row.key


def test_ended_windows_are_swept_away(app):
    uses(app)
    with app.app_context(), writing():
        limits.purge(clock.now() + timedelta(minutes=2))
        db.session.commit()
    assert builders.rows(app, RateCount) == []
