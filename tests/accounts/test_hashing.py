"""A hash takes 30 ms. Whoever makes one keeps no transaction open meanwhile: on SQLite the whole school would wait."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask

from learning.accounts import passwords
from learning.accounts.limits import PER_LOGIN
from learning.db import db
from tests import builders
from tests.builders import PASSWORD
from tests.client import Reader
from tests.post import link_in

pytestmark = pytest.mark.storage

NEW_PASSWORD = "con mèo đọc báo chiều"


class Watched:
    """The hasher, and how many connections were in use whenever it worked."""

    def __init__(self, app: Flask, hasher: PasswordHasher) -> None:
        with app.app_context():
            self.pool: Any = db.engine.pool
        self.hasher = hasher
        self.connections: list[int] = []

    def __getattr__(self, name: str) -> Any:
        if name in ("hash", "verify"):
            self.connections.append(self.pool.checkedout())
        return getattr(self.hasher, name)


@pytest.fixture
def watched(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    watched = Watched(app, passwords._hasher)
    monkeypatch.setattr(passwords, "_hasher", watched)
    yield watched
    assert watched.connections, "nothing was hashed"
    assert set(watched.connections) == {0}


def test_nobody_waits_while_somebody_signs_in(watched, visitor, khach, minh):
    for reader, login in ((visitor, "chang-ai-ca"), (visitor, minh.login), (khach, minh.login)):
        for password in ("nhầm rồi, nhầm rồi", PASSWORD):
            reader.opens("/vi/sign-in")
            reader.submits({"login": login, "password": password})


def test_nobody_waits_while_an_old_hash_is_made_anew(watched, app, visitor):
    weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
    builders.new_learner(app, name="Cũ", login="cu.2014")
    with app.app_context(), builders.writing():
        (learner,) = builders.rows(app, builders.Learner, login="cu.2014")
        db.session.merge(learner).password_hash = weak
        db.session.commit()
    visitor.opens("/vi/sign-in")
    assert visitor.submits({"login": "cu.2014", "password": PASSWORD}).url == "/vi/my-learning"
    (learner,) = builders.rows(app, builders.Learner, login="cu.2014")
    assert not watched.hasher.check_needs_rehash(learner.password_hash)
    assert watched.hasher.verify(learner.password_hash, PASSWORD)


def test_nobody_waits_while_somebody_signs_up(watched, visitor, khach):
    for reader, login in ((visitor, "an.2013"), (khach, "binh.2013"), (Reader(visitor.app), "an.2013")):
        reader.opens("/vi/sign-up")
        reader.submits({"name": "Lê Hoa", "login": login, "password": NEW_PASSWORD, "band": "adult"})


def test_nobody_waits_while_a_password_is_changed(watched, minh):
    for current in ("nhầm rồi, nhầm rồi", PASSWORD):
        minh.opens("/vi/account/password")
        page = minh.submits({"current": current, "password": NEW_PASSWORD})
    assert page.url == "/vi/account"


def test_nobody_waits_while_a_forgotten_password_is_replaced(watched, tam, post):
    tam.opens("/vi/forgotten")
    tam.submits({"login": tam.login})
    tam.opens(link_in(post.goes_out()[0]))
    assert tam.submits({"password": NEW_PASSWORD}).url == "/vi/sign-in"


def test_nobody_waits_while_an_account_is_deleted(watched, minh):
    for password in ("nhầm rồi, nhầm rồi", PASSWORD):
        minh.opens("/vi/account/deletion")
        minh.submits({"password": password, "sure": "y"})
    assert minh.row is None


def test_of_many_guesses_at_once_ten_are_looked_at(app, minh):
    def guess(n: int) -> int:
        reader = Reader(app)
        reader.opens("/vi/sign-in")
        return reader.submits({"login": minh.login, "password": f"nhầm lần thứ {n}"}).status

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(guess, range(24)))
    assert statuses.count(422) == PER_LOGIN.amount
    assert statuses.count(429) == 24 - PER_LOGIN.amount
