"""Reading a lesson: no account, no trace; a learner's place is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from learning.accounts.models import Learner
from learning.progress.models import ModuleCompletion
from tests.builders import catalogue_of, rows
from tests.cast import Person
from tests.client import Reader
from tests.conftest import SMALL_COURSES


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


def recall_screen(app: Flask) -> tuple[int, str]:
    screens = app.extensions["catalogue"].modules["demo"].screens("vi")
    return next((n, s.recall_ids[0]) for n, s in enumerate(screens, 1) if s.recall_ids)


def test_lesson_can_be_read_without_leaving_a_trace(app: Flask, visitor: Reader) -> None:
    for number in range(1, len(app.extensions["catalogue"].modules["demo"].screens("vi")) + 1):
        page = visitor.opens(f"/vi/modules/demo/lesson/{number}")
        assert page.status == 200
        assert page.headers["Cache-Control"].startswith("public")
        assert "Set-Cookie" not in page.headers
    assert rows(app, Learner) == []


def test_recall_answers_on_the_spot_and_stores_nothing(app: Flask, visitor: Reader) -> None:
    number, recall = recall_screen(app)
    page = visitor.opens(f"/vi/modules/demo/lesson/{number}?recall={recall}&choice=true")
    assert page.with_class("feedback") or page.status == 422
    assert rows(app, Learner) == []


def test_recall_without_an_answer_asks_for_one(app: Flask, visitor: Reader) -> None:
    number, recall = recall_screen(app)
    assert visitor.opens(f"/vi/modules/demo/lesson/{number}?recall={recall}").status == 422


@pytest.mark.storage
def test_next_keeps_the_place_and_it_never_falls(app: Flask, minh: Person) -> None:
    for number in (3, 1, 2):
        minh.opens(f"/vi/modules/demo/lesson/{number}")
        minh.submits(form=f"/lesson/{number}")
    [reached] = rows(app, ModuleCompletion)
    assert reached.screen == 3


def test_last_screen_leads_to_the_quiz(app: Flask, visitor: Reader, minh: Person) -> None:
    """Its button says so."""
    last = f"/vi/modules/demo/lesson/{len(catalogue_of(app).modules['demo'].screens('vi'))}"
    assert "/vi/modules/demo/quiz" in visitor.opens(last).targets
    minh.opens(last)
    assert minh.submits(form=last).url == "/vi/modules/demo/quiz"


def test_same_page_for_the_same_visitor_is_not_sent_twice(visitor: Reader) -> None:
    first = visitor.opens("/vi/modules/demo/lesson/1")
    again = visitor.browser.get("/vi/modules/demo/lesson/1", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_page_of_a_signed_in_reader_is_never_shared(minh: Person) -> None:
    for path in ("/vi/", "/vi/courses/", "/vi/modules/demo", "/vi/modules/demo/lesson/1"):
        assert minh.opens(path).headers["Cache-Control"] == "private, no-store"
