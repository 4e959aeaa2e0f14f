"""Bad input: a clear page with the right status, nothing stored, nothing leaked, no 500."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.quiz.models import Response
from tests.builders import SittingOf, rows
from tests.cast import Person
from tests.client import Reader
from tests.conftest import SMALL_COURSES


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


FORGED = [
    {"choice": ["scam", "genuine"]},
    {"choice": ["nonsense"]},
    {"choice": [""]},
    {"choice-s1": ["1"], "choice-s2": ["1"]},
    {"choice-s1": ["99"]},
    {"choice": ["x" * 100_000]},
    {"position": ["2"], "learner_id": ["1"], "share": ["1.0"]},
    {"choice": ["\x00"], "choice-a": ["😀"]},
]


@pytest.mark.storage
@pytest.mark.parametrize("fields", FORGED, ids=range(len(FORGED)))
def test_forged_answer_is_refused_and_stores_nothing(
    app: Flask, minh: Person, sitting_of: Callable[..., SittingOf], fields: dict[str, list[str]]
) -> None:
    sitting = sitting_of(minh, "demo")
    for position in range(1, len(sitting.items) + 1):
        if fields.keys() & minh.opens(sitting.url(position)).form(sitting.url(position)).names or position == 1:
            page = minh.posts(sitting.url(position), fields)
            assert page.status == 422
    assert rows(app, Response) == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(st.text(max_size=12), st.lists(st.text(max_size=30), max_size=4), max_size=5))
def test_no_form_crashes_an_item(
    app: Flask, minh: Person, sitting_of: Callable[..., SittingOf], fields: dict[str, list[str]]
) -> None:
    sitting = sitting_of(minh, "demo")
    assert minh.posts(sitting.url(1), fields).status in (200, 422)


@pytest.mark.parametrize(
    "path",
    [
        "/vi/attempts/00000000-0000-0000-0000-000000000000/1",
        "/vi/attempts/not-an-id/1",
        "/vi/modules/demo/lesson/0",
        "/vi/modules/demo/lesson/99999999999999999999999",
        "/vi/modules/../../etc/passwd",
        "/vi/modules/%00",
        "/vi/modules/%ff%fe",
        "/vi/courses/%F0%9F%98%80",
        "/vi/start/student/99",
        "/vi/start/martian/adult",
        "/xx/",
        "/vi/help/nothing",
        "/VI/",
        "/vi/reset",
    ],
)
def test_address_that_leads_nowhere_is_a_friendly_404(minh: Person, path: str) -> None:
    assert minh.opens(path).status == 404


def test_position_past_the_end_does_not_exist(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    for position in (0, len(sitting.items) + 1, 10**30):
        assert minh.opens(sitting.url(position)).status == 404
        assert minh.posts(sitting.url(position), {"choice": "scam"}).status == 404


def test_post_without_a_token_changes_nothing(app: Flask, minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    assert minh.browser.post(sitting.url(1), data={"choice": "scam"}).status_code == 400
    assert rows(app, Response) == []


def test_body_of_five_megabytes_is_refused(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    response = minh.browser.post(sitting_of(minh, "demo").url(1), data={"choice": "x" * 5_000_000})
    assert response.status_code == 413


def test_way_on_to_another_site_is_ignored(tam: Person, visitor: Reader) -> None:
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "\\/evil"):
        visitor.browser = tam.app.test_client()
        visitor.opens("/vi/sign-in?next=" + target)
        page = visitor.submits({"login": tam.login, "password": tam.password}, form="/sign-in")
        assert page.url == "/vi/my-learning"
        assert visitor.asks("GET", "/vi/language?to=" + target).headers["Location"] == "/vi/"


def test_wrong_method_says_so(visitor: Reader) -> None:
    assert visitor.browser.delete("/vi/").status_code == 405
    assert visitor.browser.post("/vi/courses/").status_code in (400, 405)


def test_broken_cookie_is_a_visitor(app: Flask) -> None:
    reader = Reader(app)
    reader.browser.set_cookie("session", "garbage.\x80")
    reader.browser.set_cookie("theme", "<script>")
    assert reader.opens("/vi/").status == 200
