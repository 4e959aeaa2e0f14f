"""Which texts of a page are in the wrong language: a small checker that needs no dictionary of either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from babel.messages.pofile import read_po

from learning.web.i18n import FOLDER
from tests.browser.facts import Facts

FUNCTION_WORDS = re.compile(
    r"\b(the|of|and|is|are|was|were|it|its|that|this|these|those|with|for|from|you|your|we|our|they|their|them|he|she"
    r"|his|her|have|has|had|will|would|can|could|should|not|but|or|if|when|what|which|who|how|why|at|by|as|been|only"
    r"|any|all|there|here|then|than|into|about)\b"
)
"""English words that hold sentences together and that are no Vietnamese syllables (`to`, `in`, `do`, `me` … are)."""
VIETNAMESE_LETTERS = "ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|«[^»]*»|\"[^\"]*\"")
ADDRESS = re.compile(r"\S+@\S+|\S+\.(?:example|vn|com|org)\S*|https?://\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _messages() -> dict[str, frozenset[str]]:
    """What a page in one language never says as it stands: every message in the other one."""
    with (FOLDER / "vi" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        pairs = [(message.id, message.string) for message in read_po(file) if isinstance(message.id, str)]
    differing = [(english, vietnamese) for english, vietnamese in pairs if english != vietnamese]
    here = {"vi": {english for english, _ in differing}, "en": {vietnamese for _, vietnamese in differing}}
    return {"vi": frozenset(here["vi"] - here["en"]), "en": frozenset(here["en"] - here["vi"])}


def mixed(facts: Facts) -> list[str]:
    """The texts that are in another language than they say."""
    return [f"{text!r} is said to be {lang!r}" for lang, text in _texts(facts) if _is_odd(lang, text)]


def _texts(facts: Facts) -> Iterator[tuple[str, str]]:
    return ((lang, " ".join(text.split())) for lang, text in facts.words)


def _is_odd(lang: str, text: str) -> bool:
    if text in _messages().get(lang, ()):
        return True
    if lang == "vi":
        return any(_is_english(sentence) for sentence in re.split(r"[.!?:;]\s", text))
    return lang != "en" or _has_vietnamese(text)


def _is_english(sentence: str) -> bool:
    """Three English function words or more."""
    return len(FUNCTION_WORDS.findall(ADDRESS.sub(" ", sentence).lower())) >= 3


def _has_vietnamese(text: str) -> bool:
    """Three words or more in a row, in small letters and with Vietnamese marks, outside quotes and addresses."""
    words = _WORD.findall(ADDRESS.sub(" ", QUOTED.sub(" . ", text)))
    runs = groupby(words, key=lambda word: word.islower() and any(char in VIETNAMESE_LETTERS for char in word))
    return any(is_vietnamese and len(list(run)) >= 3 for is_vietnamese, run in runs)
