"""Pages kept for visitors: the same page for all, only while it is true, and never anybody's own."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
import time_machine

from learning import clock
from learning.web import kept
from tests.conftest import SMALL_COURSES

LESSON = "/vi/modules/demo/lesson/1"


@pytest.fixture
def courses():
    return SMALL_COURSES


@pytest.fixture(autouse=True)
def pages(app):
    app.extensions["kept"].clear()
    return app.extensions["kept"]


def _get(visitor, url=LESSON, **headers):
    return visitor.browser.get(url, headers={name.replace("_", "-"): value for name, value in headers.items()})


def test_second_visitor_gets_the_page_of_the_first_with_the_same_headers(visitor, pages):
    first, second = _get(visitor), _get(visitor)
    assert len(pages) == 1
    assert second.data == first.data
    assert dict(second.headers) == dict(first.headers)


def test_a_page_is_compressed_for_those_who_take_it(visitor):
    plain = _get(visitor)
    for packed in (_get(visitor, Accept_Encoding="gzip, br"), _get(visitor, Accept_Encoding="gzip, br")):
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Content-Encoding" not in _get(visitor, Accept_Encoding="gzip;q=0").headers
    assert {"Cookie", "Accept-Encoding"} <= set(plain.headers["Vary"].split(", "))


def test_a_browser_that_has_the_page_is_told_so(visitor):
    tag = _get(visitor).headers["ETag"]
    for _ in range(2):
        answer = _get(visitor, If_None_Match=tag)
        assert (answer.status_code, answer.data) == (304, b"")


def test_a_page_lasts_for_a_day(visitor, pages):
    _get(visitor)
    with time_machine.travel(clock.now() + timedelta(days=1)):
        _get(visitor)
    assert len(pages) == 2


@pytest.mark.parametrize("url", ["/vi/start/student/18-22", "/vi/certificates/ABCD", "/readyz", f"{LESSON}?recall=x"])
def test_what_is_personal_fresh_or_asked_is_not_kept(visitor, pages, url):
    _get(visitor, url)
    assert not pages


def test_a_learner_gets_a_page_of_their_own(khach, visitor, pages):
    shared = _get(visitor)
    own = _get(khach)
    assert own.headers["Cache-Control"] == "private, no-store"
    assert own.data != shared.data
    assert len(pages) == 1


def test_a_verdict_on_a_certificate_is_never_shared(visitor):
    assert _get(visitor, "/vi/certificates/ABCD-EFGH-IJKL-MNOP").headers["Cache-Control"] != "public, max-age=300"


def test_there_is_an_end_to_what_is_kept(visitor, pages, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    for n in (1, 2, 3):
        _get(visitor, f"/vi/modules/demo/lesson/{n}")
    assert len(pages) == 1
