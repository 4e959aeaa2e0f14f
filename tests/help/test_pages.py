"""Help is there for everybody, at once, and keeps nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from learning.accounts import sessions
from learning.accounts.models import Learner
from tests.builders import catalogue_of, rows
from tests.cast import Person
from tests.client import Reader


def test_every_flow_is_open_to_a_visitor_in_both_languages(app: Flask, visitor: Reader) -> None:
    for language in ("vi", "en"):
        for slug, emergency in catalogue_of(app).emergencies.items():
            page = visitor.opens(f"/{language}/help/{slug}")
            assert page.status == 200
            assert len(page.with_class("action")) == len(emergency.steps) <= 6
    assert rows(app, Learner) == []


def test_help_pages_hide_what_they_are_in_the_title(visitor: Reader) -> None:
    for path in ("/vi/help/", "/vi/help/fake-officer"):
        assert visitor.opens(path).title == "Thông tin"


def test_unverified_numbers_are_hidden_or_marked(app: Flask, visitor: Reader) -> None:
    page = visitor.opens("/vi/help/")
    assert "tel:113" in page.targets
    hidden = [e for e in catalogue_of(app).help.values() if e.number and not e.show_unverified and not e.verified_on]
    assert hidden
    for entry in hidden:
        assert entry.number not in page.text


@pytest.mark.parametrize("path", ["/vi/", "/vi/modules/fake-officer-call/lesson/1", "/en/sign-in", "/vi/nowhere"])
def test_help_is_one_tap_away(visitor: Reader, path: str) -> None:
    page = visitor.opens(path)
    assert f"/{path[1:3]}/help/" in page.targets


def test_help_opens_while_the_database_is_away(minh: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(sessions, "current_learner", gone)
    assert minh.opens("/vi/help/").status == 200
    assert minh.opens("/vi/help/fake-officer").status == 200
