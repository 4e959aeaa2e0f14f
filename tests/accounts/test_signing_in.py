"""Signing in and out, on one device or on many."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from learning import clock
from learning.accounts import names
from learning.accounts.models import Learner, SignIn
from tests import builders
from tests.builders import PASSWORD
from tests.client import Reader

pytestmark = pytest.mark.storage


def signs_in(reader, login, password=PASSWORD, after="/vi/sign-in"):
    reader.opens(after)
    return reader.submits({"login": login, "password": password})


def fails(reader, login, times):
    reader.opens("/vi/sign-in")
    return [reader.submits({"login": login, "password": f"nhầm lần {n}"}).status for n in range(times)]


def is_in(reader) -> bool:
    return reader.opens("/vi/account").url == "/vi/account"


def test_login_and_password_open_the_account(visitor, minh):
    assert signs_in(visitor, minh.login).url == "/vi/my-learning"
    assert is_in(visitor)


def test_capitals_do_not_matter_in_a_login(visitor, tam):
    signs_in(visitor, " TAM@Example.com ")
    assert is_in(visitor)


def test_a_password_typed_on_another_keyboard_is_the_same(visitor, minh):
    """macOS types decomposed letters, Windows composed ones."""
    import unicodedata

    signs_in(visitor, minh.login, unicodedata.normalize("NFD", PASSWORD))
    assert is_in(visitor)


def test_a_wrong_password_and_an_unknown_login_look_the_same(visitor, minh):
    wrong = signs_in(visitor, minh.login, "không phải mật khẩu")
    unknown = signs_in(visitor, "chang-ai-ca", "không phải mật khẩu")
    assert wrong.status == unknown.status == 422
    assert wrong.complaints == unknown.complaints
    assert not is_in(visitor)


def test_ten_failures_close_one_login_and_no_other(app, visitor, minh, tam):
    assert fails(visitor, minh.login, 11) == [422] * 10 + [429]
    assert signs_in(visitor, minh.login).status == 429
    assert signs_in(Reader(app), tam.login).status == 200


def test_a_closed_login_opens_again_after_a_quarter_of_an_hour(visitor, minh):
    fails(visitor, minh.login, 10)
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        signs_in(visitor, minh.login)
        assert is_in(visitor)


def test_a_right_password_forgives_earlier_failures(visitor, minh):
    fails(visitor, minh.login, 9)
    signs_in(visitor, minh.login)
    assert fails(visitor, minh.login, 10) == [422] * 10


@pytest.mark.parametrize("where", ["/vi/courses/", "/en/help/?a=b"])
def test_the_way_leads_back_to_where_it_began(visitor, minh, where):
    assert signs_in(visitor, minh.login, after=f"/vi/sign-in?next={where}").url == where


@pytest.mark.parametrize(
    "where",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "/\\/evil.example",
        "javascript:alert(1)",
        "%0a//evil",
        "evil",
    ],
)
def test_the_way_never_leads_to_another_site(visitor, minh, where):
    assert signs_in(visitor, minh.login, after=f"/vi/sign-in?next={where}").url == "/vi/my-learning"


def test_who_must_sign_in_first_comes_back_afterwards(visitor, minh):
    assert visitor.opens("/vi/account/password").url.startswith("/vi/sign-in")
    assert visitor.submits({"login": minh.login, "password": PASSWORD}).url == "/vi/account/password"


def test_signing_out_ends_the_session_on_the_server_too(minh, app):
    copied = minh.in_another_tab()
    minh.opens("/vi/account")
    minh.posts("/vi/sign-out")
    assert not is_in(minh)
    assert not is_in(copied)
    assert builders.rows(app, SignIn) == []


def test_a_guest_who_signs_out_cannot_come_back(khach):
    copied = khach.in_another_tab()
    khach.posts("/vi/sign-out")
    assert copied.opens("/vi/my-learning").url.startswith("/vi/sign-in")


def test_signing_out_everywhere_ends_every_device_of_this_person_alone(minh, tam):
    phone = minh.on_another_device()
    minh.opens("/vi/account")
    minh.submits(form="/sign-out/everywhere")
    assert not is_in(phone)
    assert not is_in(minh)
    assert is_in(tam)


def test_a_session_ends_by_itself_after_half_a_year(minh):
    with time_machine.travel(clock.now() + timedelta(days=179)):
        assert is_in(minh)
    with time_machine.travel(clock.now() + timedelta(days=181)):
        assert not is_in(minh)


def test_a_new_password_keeps_this_device_and_ends_the_others(visitor, minh):
    phone = minh.on_another_device()
    minh.opens("/vi/account/password")
    minh.submits({"current": PASSWORD, "password": "con mèo đọc báo chiều"})
    assert is_in(minh)
    assert not is_in(phone)
    assert signs_in(visitor, minh.login).status == 422
    assert signs_in(visitor, minh.login, "con mèo đọc báo chiều").status == 200


def test_a_new_password_needs_the_old_one(visitor, minh):
    minh.opens("/vi/account/password")
    page = minh.submits({"current": "không phải mật khẩu", "password": "con mèo đọc báo chiều"})
    assert page.status == 422
    assert len(page.complaints) == 1
    assert signs_in(visitor, minh.login).status == 200


def test_who_guesses_the_old_password_is_stopped_like_at_the_door(minh):
    minh.opens("/vi/account/password")
    for n in range(10):
        minh.submits({"current": f"nhầm lần {n}", "password": "con mèo đọc báo chiều"})
    minh.submits({"current": PASSWORD, "password": "con mèo đọc báo chiều"})
    assert minh.page.status != 200


def test_name_age_and_language_can_be_changed(minh):
    minh.opens("/vi/account/profile")
    page = minh.submits({"name": "Nguyễn Đức Anh", "band": "15-17", "language": "en"})
    assert page.url == "/en/account"
    assert (minh.row.name, minh.row.band, minh.row.language) == ("Nguyễn Đức Anh", "15-17", "en")
    assert minh.row.name_sort == names.sort_key("Nguyễn Đức Anh")


def test_nobody_is_told_whether_an_account_exists_by_how_long_it_takes(visitor, minh, app):
    """Both check one password hash; the test counts rows and statements, not milliseconds."""
    wrong = signs_in(visitor, minh.login, "không phải mật khẩu")
    unknown = signs_in(visitor, "chang-ai-ca", "không phải mật khẩu")
    assert len(wrong.deeds.statements) == len(unknown.deeds.statements)
    assert len(builders.rows(app, Learner)) == 1
