"""Mails of the accounts room: a new password, a confirmed address. Sent by the worker over real SMTP."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from learning import clock, outbox
from learning.accounts.models import Learner
from learning.db import db, writing
from learning.ops import worker
from learning.outbox import OutboxRow
from tests import builders
from tests.builders import PASSWORD
from tests.client import Reader
from tests.post import link_in

pytestmark = pytest.mark.storage

NEW_PASSWORD = "con mèo đọc báo chiều"


def asks_for_a_link(reader, login):
    reader.opens("/vi/forgotten")
    return reader.submits({"login": login})


def signs_in(reader, login, password):
    reader.opens("/vi/sign-in")
    return reader.submits({"login": login, "password": password})


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(app, visitor, tam, post):
    phone = tam.on_another_device()
    asks_for_a_link(visitor, " TAM@example.com ")
    (letter,) = post.goes_out()
    assert letter["To"] == "tam@example.com"
    assert "Trần Thị Tâm" in letter.get_content()
    visitor.opens(link_in(letter))
    assert visitor.submits({"password": NEW_PASSWORD}).url == "/vi/sign-in"
    assert phone.opens("/vi/account").url.startswith("/vi/sign-in")
    assert signs_in(visitor, tam.login, PASSWORD).status == 422
    assert signs_in(visitor, tam.login, NEW_PASSWORD).url == "/vi/my-learning"
    assert tam.row.email_confirmed_at is not None


def test_a_link_to_a_new_password_works_once(visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    link = link_in(post.goes_out()[0])
    visitor.opens(link)
    visitor.submits({"password": NEW_PASSWORD})
    assert visitor.opens(link).status == 410


def test_a_link_to_a_new_password_works_for_an_hour(visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    link = link_in(post.goes_out()[0])
    with time_machine.travel(clock.now() + timedelta(minutes=59)):
        assert visitor.opens(link).status == 200
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert visitor.opens(link).status == 410


def test_a_link_that_was_tampered_with_is_no_link(visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    link = link_in(post.goes_out()[0])
    assert visitor.opens(link[:-2] + ("A" if link[-2] != "A" else "B") + link[-1]).status == 410


def test_a_refused_new_password_leaves_the_link_alive(visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    visitor.opens(link_in(post.goes_out()[0]))
    assert visitor.submits({"password": "ngắn quá"}).status == 422
    assert visitor.submits({"password": NEW_PASSWORD}).url == "/vi/sign-in"


@pytest.mark.parametrize("login", ["khong-co@example.com", "minhduc2014"])
def test_nobody_learns_from_the_page_whether_there_is_such_an_account(visitor, minh, tam, post, login):
    known = asks_for_a_link(visitor, tam.login)
    unknown = asks_for_a_link(Reader(visitor.app), login)
    assert (unknown.status, unknown.main) == (known.status, known.main)
    assert [letter["To"] for letter in post.goes_out()] == [tam.login]


def test_nobody_can_flood_a_mailbox(visitor, tam, post):
    for _ in range(7):
        assert asks_for_a_link(visitor, tam.login).status == 200
    assert len(post.goes_out()) == 5


def test_a_mail_is_in_the_language_of_its_reader(app, post):
    builders.new_learner(app, name="Ann", login="ann@example.com", language="en")
    asks_for_a_link(Reader(app), "ann@example.com")
    (letter,) = post.goes_out()
    assert link_in(letter).startswith("/en/reset/")
    assert letter["Subject"].isascii()


def test_a_new_account_confirms_its_address_by_a_button_not_by_the_link(visitor, app, post):
    visitor.opens("/vi/sign-up")
    visitor.submits({"name": "Lê Hoa", "login": "hoa@example.com", "password": NEW_PASSWORD, "band": "adult"})
    (letter,) = post.goes_out()
    scanner = Reader(app)
    scanner.opens(link_in(letter))
    assert builders.rows(app, Learner)[0].email_confirmed_at is None
    assert scanner.submits().status == 200
    assert builders.rows(app, Learner)[0].email_confirmed_at is not None


def test_the_account_page_sends_the_confirmation_once_more(tam, post):
    tam.opens("/vi/account")
    assert tam.submits(form="/confirmation").url == "/vi/account"
    tam.opens(link_in(post.goes_out()[0]))
    tam.submits()
    assert not [f for f in tam.opens("/vi/account").forms if f.action.endswith("/confirmation")]


def test_a_mail_that_cannot_be_sent_waits_and_goes_out_later_once(app, visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    server, post.port = post.port, 1
    assert post.goes_out() == []
    (row,) = builders.rows(app, OutboxRow)
    assert (row.tries, row.done_at) == (1, None)
    post.port = server
    assert post.goes_out() == []
    assert len(post.goes_out(clock.now() + timedelta(minutes=3))) == 1
    assert post.goes_out(clock.now() + timedelta(days=1)) == []


def test_a_mail_is_given_up_after_eight_tries_and_forgets_whom_it_was_for(app, visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    post.port = 1
    for n in range(12):
        post.goes_out(clock.now() + timedelta(days=n))
    (row,) = builders.rows(app, OutboxRow)
    assert (row.tries, row.failed, row.payload) == (worker.MAX_TRIES, True, {})


def test_a_mail_waits_for_a_mail_server_as_long_as_it_takes(app, visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    post.is_set = False
    for n in range(3 * worker.MAX_TRIES):
        assert post.goes_out(clock.now() + timedelta(hours=n)) == []
    (row,) = builders.rows(app, OutboxRow)
    assert (row.tries, row.done_at, row.failed) == (0, None, False)
    post.is_set = True
    (letter,) = post.goes_out(row.due_at)
    assert letter["To"] == tam.login
    assert post.goes_out(clock.now() + timedelta(days=9)) == []


def test_a_mail_without_a_mail_server_keeps_nobody_busy(app, visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    post.is_set = False
    now = clock.now()
    post.goes_out(now)
    (row,) = builders.rows(app, OutboxRow)
    assert row.due_at == now + worker.WAITS_FOR_MAIL_SERVER


def test_work_that_nobody_knows_is_given_up_and_stands_in_nobodys_way(app, visitor, tam, post):
    with app.app_context(), writing():
        outbox.put("mail:from-another-version", {}, clock.now())
        db.session.commit()
    asks_for_a_link(visitor, tam.login)
    assert len(post.goes_out()) == 1
    for n in range(worker.MAX_TRIES):
        post.goes_out(clock.now() + timedelta(days=n + 1))
    assert {(row.kind, row.failed) for row in builders.rows(app, OutboxRow)} == {
        ("mail:from-another-version", True),
        ("mail:reset", False),
    }


def test_a_mail_to_a_deleted_account_is_not_sent(visitor, tam, post):
    asks_for_a_link(visitor, tam.login)
    tam.opens("/vi/account/deletion")
    tam.submits({"password": PASSWORD, "sure": "y"})
    assert post.goes_out() == []
