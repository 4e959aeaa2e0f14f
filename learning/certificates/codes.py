"""Codes of certificates: 80 random bits, easy to read out and to type. Pure."""

from __future__ import annotations

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are read as something else."""
LENGTH = 16
PREFIX = "KMM"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code, without prefix and hyphens."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """As printed: `KMM-7F3K-9Q2M-…`."""
    return "-".join([PREFIX, *(code[n : n + 4] for n in range(0, LENGTH, 4))])


def typed(text: str) -> str:
    """The code in what somebody typed, whatever case, spaces, hyphens, look-alike letters; may be no code at all."""
    plain = "".join(char for char in text.upper() if char.isalnum())
    if len(plain) == LENGTH + len(PREFIX) and plain.startswith(PREFIX):
        plain = plain[len(PREFIX) :]
    return plain.translate(_LOOKALIKES)[:64]
