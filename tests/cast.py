"""The people of the tests: Minh, a pupil of 6A; Tâm, his mother; Khách, a guest; and a visitor who has just come."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from learning.accounts.models import Learner
from learning.items.base import Choice
from tests import builders
from tests.builders import PASSWORD, SittingOf
from tests.client import Page, Reader


class Person(Reader):
    """A reader whom the platform knows: a guest, or the holder of an account who is signed in."""

    def __init__(self, app: Flask, learner: Learner) -> None:
        super().__init__(app)
        self.id: UUID = learner.id
        self.login = learner.login or ""
        self.password = PASSWORD
        token = secrets.token_urlsafe(32)
        builders.new_session(app, learner.id, token)
        with self.browser.session_transaction() as session:
            session.permanent = True
            session["_user_id"], session["_fresh"] = token, True

    @property
    def row(self) -> Learner | None:
        """The learner as the database has it now; None once deleted."""
        return next(iter(builders.rows(self.app, Learner, id=self.id)), None)

    def on_another_device(self) -> Person:
        """The same person, signed in once more."""
        assert self.row is not None
        return Person(self.app, self.row)

    def begins_quiz(self, module_id: str, language: str = "vi") -> SittingOf:
        """Press the button that begins a quiz, or goes on with the one left open."""
        self.opens(f"/{language}/modules/{module_id}/quiz")
        return builders.sitting_at(self.app, self.id, self.submits(form="/quiz").url)

    def answers(self, sitting: SittingOf, position: int, choice: Choice | None = None, **asked: Any) -> Page:
        """Answer an item, rightly if no choice is named; where it is answered already, as a second tab would."""
        item = sitting.items[position - 1]
        fields = builders.form_of(item, builders.right_choice(item) if choice is None else choice)
        page = self.opens(sitting.url(position, asked.pop("language", "vi")))
        if any(set(fields) <= form.names for form in page.forms):
            return self.submits(fields, **asked)
        return self.posts(page.url, fields)

    def answers_all(self, sitting: SittingOf, choose: Callable[[Any], Choice] = builders.right_choice) -> Page:
        """Answer every item; the page after the last one."""
        for position, item in enumerate(sitting.items, 1):
            page = self.answers(sitting, position, choose(item))
        return page


@pytest.fixture
def visitor(app: Flask) -> Reader:
    """Somebody who has just come."""
    return Reader(app)


@pytest.fixture
def khach(app: Flask) -> Person:
    """Khách, who learns without an account."""
    return Person(app, builders.new_learner(app, band="11-14", audience="student"))


@pytest.fixture
def minh(app: Flask) -> Person:
    """Minh, 12, a pupil of 6A with a name for signing in and no e-mail."""
    learner = builders.new_learner(app, name="Nguyễn Đức Minh", login="minhduc2014", band="11-14", audience="student")
    return Person(app, learner)


@pytest.fixture
def tam(app: Flask) -> Person:
    """Tâm, Minh's mother, who signs in with her e-mail."""
    learner = builders.new_learner(app, name="Trần Thị Tâm", login="tam@example.com", band="adult", audience="parent")
    return Person(app, learner)


@pytest.fixture
def sitting_of(app: Flask) -> Callable[[Person, str], SittingOf]:
    """`sitting_of(minh, "demo")`: a quiz that has just begun."""
    return lambda person, module_id: builders.quiz_of(app, person.id, module_id)
