"""The picky client is picky: each fault that it should find is found, and a good page has none."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from sqlalchemy import text

from learning.accounts.models import RateCount
from learning.clock import now
from learning.db import Base, db
from tests.client import Reader
from tests.manners import faults_of
from tests.markup import parse
from tests.witness import Witness

GOOD = """<!doctype html><html lang="vi"><head><title>Trang · Không Một Mình</title></head><body><main>
<h1 id="a">Trang</h1>%s</main></body></html>"""


def faults(body: str, page: str = GOOD) -> list[str]:
    return faults_of(parse(page % body if "%s" in page else page), "vi", {"localhost"})


@pytest.mark.parametrize(
    "body",
    [
        "<label for='b'>Tên</label><input id='b' name='b'>",
        "<label>Tên <select name='b'><option>1</option></select></label>",
        "<textarea aria-label='Tên'></textarea><input type='hidden' name='t'>",
        "<a href='/vi/'>Về</a> <a href='#a'>Lên</a> <a href='tel:113'>Gọi</a>",
        "<a class='button button--exit' href='https://www.wikipedia.org/'>Thoát</a>",
        "<p aria-describedby='a'>Có</p>",
    ],
)
def test_good_markup_has_no_fault(body):
    assert faults(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Hai</h1>",
        "<p id='a'></p>",
        "<input name='b'>",
        "<label for='b'></label><input id='b' name='b'>",
        "<select name='b'></select>",
        "<button type='submit'></button>",
        "<a href='/vi/'><svg></svg></a>",
        "<p style='color:red'>Đỏ</p>",
        "<style></style>",
        "<script>1</script>",
        "<p onclick='x()'>Bấm</p>",
        "<a href='https://evil.example/'>Đi</a>",
        "<img alt='' src='//evil.example/x.png'>",
        "<a href='javascript:x()'>Đi</a>",
        "<a href='https://www.wikipedia.org/'>Đi</a>",
        "<a href='#nowhere'>Đi</a>",
        "<p aria-labelledby='nowhere'></p>",
        "<img src='/x.png'>",
        "<svg><use href='/static/0/img/icons.svg#nothing'></use></svg>",
    ],
)
def test_each_fault_is_found(body):
    assert len(faults(body)) >= 1


@pytest.mark.parametrize(
    "page",
    [
        GOOD.replace('lang="vi"', 'lang="en"') % "",
        GOOD.replace("Trang · Không Một Mình", "") % "",
        GOOD.replace("Trang · ", " · ") % "",
        GOOD.replace('<h1 id="a">Trang</h1>', "") % "",
    ],
)
def test_each_fault_of_the_frame_is_found(page):
    assert faults("", page)


@pytest.mark.parametrize("body", ["<p>", "</p>", "<ul><li></ul>", "<p id='a' id='b'></p>", "<div><p></div></p>"])
def test_broken_nesting_is_not_guessed_about(body):
    with pytest.raises(AssertionError):
        parse(GOOD % body)


@pytest.fixture
def tiny(tmp_path):
    """An app with bad habits, on a database of its own."""
    app = Flask("tiny")
    app.config.update(
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/tiny.db", BASE_URL="http://localhost", TESTING=True
    )
    db.init_app(app)

    @app.get("/vi/<habit>")
    def page(habit: str) -> str:
        if habit == "forgets-to-commit":
            db.session.add(RateCount(key="k", uses=1, ends_at=now()))
            db.session.flush()
        if habit == "forgets-to-flush":
            db.session.add(RateCount(key="k", uses=1, ends_at=now()))
        if habit == "asks-much":
            for _ in range(7):
                db.session.execute(text("SELECT 1"))
        if habit == "commits":
            db.session.add(RateCount(key="k", uses=1, ends_at=now()))
            db.session.commit()
        ask = (lambda: db.session.scalar(text("SELECT 1"))) if habit == "asks-in-the-template" else (lambda: "")
        return render_template_string(GOOD % "{{ ask() }}", ask=ask)

    with app.app_context():
        Base.metadata.create_all(db.engine)
    app.extensions["witness"] = Witness(app)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("habit", ["forgets-to-commit", "forgets-to-flush", "asks-much", "asks-in-the-template"])
def test_a_bad_habit_is_seen(tiny, habit):
    with pytest.raises(AssertionError, match=r"committed|statements|renders"):
        Reader(tiny).opens(f"/vi/{habit}")


@pytest.mark.parametrize("habit", ["none", "commits"])
def test_a_good_habit_is_let_be(tiny, habit):
    assert Reader(tiny).opens(f"/vi/{habit}").status == 200
