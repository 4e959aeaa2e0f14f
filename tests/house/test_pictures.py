"""Pictures and letters: what content and templates ask for is there."""

from __future__ import annotations

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from learning.catalogue.linter import TILES
from learning.web.assets import SOURCE
from tests.manners import symbols_of

TONES = "\u0300\u0309\u0303\u0301\u0323"


def vietnamese_letters() -> set[str]:
    """The 134 letters that English does not have."""
    vowels = "aăâeêioôơuưy"
    toned = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in TONES}
    small = toned | set("ăâêôơưđ")
    return small | {letter.upper() for letter in small}


def test_every_tile_that_content_may_use_is_in_the_sprite():
    assert symbols_of(SOURCE / "img" / "art.svg") >= TILES


@pytest.mark.parametrize("font", sorted((SOURCE / "fonts").glob("*.woff2")), ids=lambda path: path.stem)
def test_every_vietnamese_letter_is_in_the_font(font):
    letters = vietnamese_letters()
    assert len(letters) == 134
    cmap = TTFont(font).getBestCmap()
    assert {letter for letter in letters if ord(letter) not in cmap} == set()
    assert set(TONES) <= {chr(code) for code in cmap}
