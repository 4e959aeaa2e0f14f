"""Wording rules that can be checked by a machine: what a text must not say or contain. Pure.

The principles (P7, P12, P13, P14) are the curriculum's; courses/README.md explains them to authors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from learning.catalogue.schema import Term

RESERVED_DOMAINS = re.compile(r"(^|\.)(example|test|invalid|localhost)$|(^|\.)example\.(com|net|org)$")
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_DOMAIN = re.compile(rf"(?<!\w)(?:{_LABEL}\.){{1,8}}(?P<top>[a-z]{{2,24}})(?!\w)", re.IGNORECASE)
_FILE_ENDINGS = frozenset({"apk", "exe", "pdf", "doc", "docx", "xls", "xlsx", "jpg", "jpeg", "png"})
_SHOUTED_ENDINGS = frozenset({"COM", "NET", "ORG", "INFO", "VN", "EDU", "GOV", "IO", "ME", "CC", "XYZ", "TOP", "APP"})
"""Of the addresses in capitals only these count: `TP.HCM` and `ThS.BS` are abbreviations."""
_URL = re.compile(r"\bhttps?://(?P<authority>[^\s/?#\\]*)\S*", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"(?<![\d.\-])(?:(?:0?[1-9]|[12]\d|3[01])([.\-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d"  # 21-10-2025
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"  # 2025-10-21
    r"|(?:19|20)\d\d ?- ?(?:19|20)\d\d)(?!\d|[.\-]\d)"  # 2025-2026
)
_AMOUNT = re.compile(r"(?<![\d.,])[1-9]\d{0,2}([.,]\d{3})+(?!\d|[.,]\d)")
_DIGITS = re.compile(r"(?<![\w.,])[+(]{0,2}\d[\d ().\-]*\d(?!\w)")
_HOTLINE = re.compile(r"(?<![\d.,:])\b(113|111|115|156|5656)\b(?![.,:]?\d|\s*(nghìn|triệu|tỷ|đồng|đ|₫|%))")
BLAMING = {
    "vi": (
        "nhẹ dạ",
        "cả tin",
        "ham lợi",
        "hám tiền",
        "hám lợi",
        "ham tiền",
        "tự chuốc",
        "dại dột",
        "con mồi",
        "ảnh nóng",
        "lộ hàng",
        "khiêu dâm trẻ em",
        "sao lại dễ tin",
        "ngu",
    ),
    "en": ("gullible", "naive", "naïve", "greedy", "fell for it", "your own fault"),
}
_BLAMING = {language: re.compile(rf"\b(?:{'|'.join(words)})\b") for language, words in BLAMING.items()}
_OLD_TONE = re.compile(r"(?<![qQ])(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![\wÀ-ỹ])", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(the|and|you|your|with|this|that|from|they|have|what|when|will|not|are|is)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+|(?<=:)\s+(?=[“\"])")


def faults(text: str, language: str) -> Iterator[str]:
    """What is wrong with `text`, each as a sentence that says what to do."""
    yield from _identifiers(text)
    yield from _blame(text, language)
    if language == "vi":
        yield from _vietnamese(text)
    else:
        yield from _english(text)


class Refusals:
    """The glossary's refused synonyms, looked for all at once: a course has ten thousand texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._term_of = {refused.casefold(): term for term in terms for refused in term.refused}
        words = "|".join(re.escape(refused) for refused in self._term_of)
        self._pattern = re.compile(rf"\b(?:{words})\b") if words else None

    def faults(self, text: str) -> Iterator[str]:
        """Each refused word in `text`, with the term to use instead."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text.casefold()):
            term = self._term_of[match[0]]
            yield f"“{match[0]}” is not our word: say “{term.vi}” / “{term.en}” (glossary)"


def _identifiers(text: str) -> Iterator[str]:
    for match in _URL.finditer(text):
        host = match["authority"].lower().rpartition("@")[2].split(":")[0]
        if not RESERVED_DOMAINS.search(host.rstrip(".,;!)”\"'")):
            yield f"live URL `{match[0]}`: use an address that ends in .example or .test"
    for match in _DOMAIN.finditer(_URL.sub(" ", text)) if "." in text else ():
        if _is_live(match[0], match["top"]):
            yield f"live URL `{match[0]}`: use an address that ends in .example or .test"
    if _DIGIT.search(text):
        yield from _numbers(text)


def _numbers(text: str) -> Iterator[str]:
    for match in _DIGITS.finditer(_AMOUNT.sub("|", _DATE.sub("|", text.replace("\u00a0", " ")))):
        if len(re.sub(r"\D", "", match[0])) >= 8:
            yield f"`{match[0]}` looks like a phone or account number: write [số lạ] or [tài khoản cá nhân lạ]"
    for match in _HOTLINE.finditer(text):
        yield f"the number {match[0]} is typed into the text: use a key of the help registry, such as {{H1}}"


def _is_live(domain: str, top: str) -> bool:
    if RESERVED_DOMAINS.search(domain.lower()) or top in _FILE_ENDINGS:
        return False
    return top.islower() or top.upper() in _SHOUTED_ENDINGS


def _blame(text: str, language: str) -> Iterator[str]:
    for match in _BLAMING[language].finditer(text.casefold()):
        yield f"“{match[0]}” blames or shames: say it without blame (principle P7)"


def _vietnamese(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    if len(words) >= 4 and not any(_is_accented(word) for word in words):
        yield "Vietnamese without diacritics: write it with all its marks"
    elif len(_ENGLISH.findall(text)) >= 3:
        yield "English left in the Vietnamese text: translate it"
    for match in _OLD_TONE.finditer(text):
        yield f"the tone mark of “{match[0]}” stands on the other letter here: hòa, khóa, thủy"


def _english(text: str) -> Iterator[str]:
    foreign = [word for word in _WORD.findall(text) if word.islower() and _is_accented(word) and word != "café"]
    if len(foreign) >= 3:
        yield f"Vietnamese left in the English text (“{' '.join(foreign[:4])}”): translate it"


def _is_accented(word: str) -> bool:
    return not word.isascii() and any(unicodedata.decomposition(char) or char in "đĐ" for char in word)


def syllables(text: str) -> int:
    """How many Vietnamese syllables (space-separated words) `text` has."""
    return len(_WORD.findall(text))


def longest_sentence(text: str) -> tuple[int, str]:
    """The number of syllables of the longest sentence of `text`, and that sentence."""
    sentences = [sentence.strip() for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    return max(((syllables(sentence), sentence) for sentence in sentences), default=(0, ""))
