"""Passwords: what is accepted, and how it is kept (argon2id at OWASP's minimum: 19 MiB, 2 passes, 1 lane)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from learning.accounts.names import search_key
from learning.items.text import normalise

SHORTEST, LONGEST = 15, 200
"""NIST SP 800-63B-4: at least 15 characters where the password is the only factor, and no rules about symbols."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_nobody = _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """The hash to store."""
    return _hasher.hash(normalise(password))


def is_right(stored: str | None, password: str) -> bool:
    """True if `password` is the one behind `stored`. Takes as long for an account that does not exist."""
    try:
        return _hasher.verify(stored or _nobody, normalise(password)) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def needs_new_hash(stored: str) -> bool:
    """True if the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(stored)


def is_too_simple(password: str, *known: str) -> bool:
    """True for what a stranger would try first: one letter over and over, a run of digits, one's own name or login."""
    plain = _plain(password)
    if len(set(plain)) < 5 or plain.isdigit():
        return True
    rest = plain
    for word in known:
        rest = rest.replace(_plain(word), "") if word.strip() else rest
    return len(rest) < 6 or rest in {"matkhau", "password", "matkhaumatkhau", "passwordpassword"}


def _plain(text: str) -> str:
    """Without spaces, capitals and diacritics: a stranger tries `nguyenvanminh`, and so does its owner."""
    return search_key(text).replace(" ", "")
