"""Names of people: cleaned, sorted the Vietnamese way, found without diacritics, shortened to initials. Pure."""

from __future__ import annotations

import unicodedata

from learning.items.text import normalise

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The Vietnamese alphabet with the foreign letters where dictionaries put them."""
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
"""Ngang, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries."""
NAME_LENGTH = 60


def sort_key(name: str) -> str:
    """A key whose plain order is the Vietnamese order: given name (last word) first, letters before tones.

    Apostrophes and hyphens do not count: `H’Linh` stands where `Hlinh` would. The key is made of digits alone, which
    every database sorts alike, whatever its collation.
    """
    words = ["".join(filter(str.isalnum, word)) for word in normalise(name).casefold().split()]
    ordered = words[-1:] + words[:-1]
    return "".join(f"{_letters(word)}00{_tones(word)}" for word in ordered)


def search_key(name: str) -> str:
    """The name in small letters without any diacritics: `Trần Đức` gives `tran duc`."""
    decomposed = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(char for char in decomposed if not unicodedata.combining(char)).split())


def initials(name: str) -> str:
    """The first letter of every word: `Nguyễn Thị Hồng Phượng` gives `N. T. H. P.`."""
    return " ".join(f"{word[0].upper()}." for word in normalise(name).split() if word)


def _split(char: str) -> tuple[str, int]:
    """A letter of the alphabet and the index of its tone."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((TONES.index(mark) for mark in marks if mark in TONES[1:]), 0)
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES[1:]))
    return letter, tone


def _letters(word: str) -> str:
    key = ""
    for char in word:
        letter, _ = _split(char)
        place = LETTERS.find(letter)
        key += f"{place + 1:02}" if place >= 0 else "".join(f"99{ord(other):07}" for other in letter)
    return key


def _tones(word: str) -> str:
    return "".join(str(_split(char)[1]) for char in word)


def is_latin(name: str) -> bool:
    """True if every letter is a Latin one, as in Vietnamese papers: others could not be printed on a certificate."""
    return all(unicodedata.name(char, "").startswith("LATIN") for char in normalise(name) if char.isalpha())
