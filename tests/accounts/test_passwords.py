"""Passwords: what is kept of them, and which ones a stranger would try first."""

from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher

from learning.accounts.passwords import hash_password, is_right, is_too_simple, needs_new_hash

PASSWORD = "bốn từ chẳng liên quan"


@pytest.fixture(scope="module")
def stored() -> str:
    return hash_password(PASSWORD)


def test_a_password_is_kept_as_argon2id_at_owasps_minimum_and_salted(stored: str) -> None:
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hash_password(PASSWORD) != stored
    assert not needs_new_hash(stored)


def test_only_the_password_itself_opens(stored: str) -> None:
    assert is_right(stored, PASSWORD)
    assert not is_right(stored, PASSWORD + " ")
    assert not is_right(stored, PASSWORD.upper())


def test_a_password_typed_on_another_keyboard_is_the_same(stored: str) -> None:
    decomposed = unicodedata.normalize("NFD", PASSWORD)
    assert is_right(stored, decomposed)
    assert is_right(hash_password(decomposed), PASSWORD)


@pytest.mark.parametrize("broken", [None, "", "not a hash", "$argon2id$v=19$m=19456,t=2,p=1$"])
def test_nothing_opens_where_there_is_no_hash(broken: str | None) -> None:
    assert not is_right(broken, PASSWORD)
    assert not is_right(broken, "nobody has this password")


def test_a_weaker_hash_of_earlier_days_still_opens_and_asks_for_a_new_one() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    assert is_right(weak, PASSWORD)
    assert needs_new_hash(weak)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "1234567890123456",
        "0912 345 678 0912 345",
        "mật khẩu mật khẩu",
        "passwordpassword",
        "PASSWORD password",
        "Nguyễn Văn Minh",
        "nguyenvanminh2012",
        "NguyenVanMinh 12",
        "minh.6a.minh.6a.1",
    ],
)
def test_what_a_stranger_would_try_first_is_too_simple(password: str) -> None:
    assert is_too_simple(password, "Nguyễn Văn Minh", "minh.6a")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "correct horse battery staple",
        "con mèo tím ăn 7 cái bánh",
        "minh thích trà sữa lúc mưa",
        "password for my bicycle",
    ],
)
def test_a_phrase_of_ones_own_is_accepted(password: str) -> None:
    assert not is_too_simple(password, "Nguyễn Văn Minh", "minh.6a")


def test_a_name_or_login_left_empty_says_nothing_about_a_password() -> None:
    assert not is_too_simple(PASSWORD, "", "  ")
