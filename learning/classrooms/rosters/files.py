"""Reading files: bytes of any kind in, lines of cells out, or the reason why not. Pure."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from learning.items.text import normalise

MOST_ROWS = 2000
"""Pupils in one file."""
MOST_LINES = MOST_ROWS + 200
"""With titles, headings and signatures."""
MOST_BYTES = 1_000_000
DELIMITERS = "\t;,|"
_NEW_LINES = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-excel"),
    (b"%PDF", "not-text"),
    (b"{\\rtf", "not-text"),
)


class Unreadable(ValueError):
    """The file as a whole cannot be used; the message key says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Line:
    """A line of a table that is not empty."""

    number: int
    """Where it stands in the file, from 1."""
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The lines of a file."""

    lines: tuple[Line, ...]
    name: str = ""
    """Of a workbook: which of its sheets this is."""
    others: tuple[str, ...] = ()
    """The sheets beside it, which nobody has read."""


def sheet_of(content: bytes) -> Sheet:
    """The table in a file. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too-large")
    for mark, reason in _FOREIGN:
        if content.startswith(mark):
            raise Unreadable(reason)
    if content.startswith(b"PK\x03\x04"):
        from learning.classrooms.rosters import workbook  # only those who bring one wait for it

        return workbook.sheet_of(content)
    return sheet_of_text(_decoded(content))


def sheet_of_text(text: str) -> Sheet:
    """The table in a text; the delimiter is the one that most lines have. Raises Unreadable."""
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable("too-large")
    text = _NEW_LINES.sub("\n", normalise(text))
    if any(unicodedata.category(char) == "Cc" and char not in "\t\n" for char in text):
        raise Unreadable("not-text")
    if re.match(r"\s*<(!doctype|html|table|\?xml)", text, re.IGNORECASE):
        raise Unreadable("web-page")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return Sheet(lines_of((reader.line_num, row) for row in reader))
    except csv.Error:
        raise Unreadable("quotes") from None


def lines_of(rows: Iterable[tuple[int, Iterable[str]]]) -> tuple[Line, ...]:
    """The rows that hold anything, cleaned. Raises Unreadable if there is none, or too many."""
    found = []
    for number, row in rows:
        cells = tuple(clean(cell) for cell in row)
        if any(cells):
            found.append(Line(number, cells))
        if len(found) > MOST_LINES:
            raise Unreadable("too-many")
    if not found:
        raise Unreadable("empty")
    return tuple(found)


def clean(cell: str) -> str:
    """A cell in NFC, with single spaces, without characters that nobody sees.

    The soft hyphen stays: it is the letter `ư` of a font before Unicode, and is refused as such.
    """
    seen = "".join(char for char in normalise(cell) if unicodedata.category(char) != "Cf" or char == "\u00ad")
    return " ".join(seen.split())


def _decoded(content: bytes) -> str:
    """The text in the encoding it is in: by its mark, as UTF-8, or as Windows-1258 with its combining tones."""
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("not-text" if any(byte < 9 for byte in content) else "encoding")


def _encodings(content: bytes) -> tuple[str, ...]:
    if content.startswith(b"\xef\xbb\xbf"):
        return ("utf-8-sig",)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    if b"\x00" in content[:200]:
        return ("utf-16-le",) if content[1:2] == b"\x00" else ("utf-16-be",)
    return ("utf-8", "cp1258")


def _delimiter(text: str) -> str:
    hint = re.match(r"sep=([\t;,|])\n", text)
    lines = text.split("\n")
    return hint[1] if hint else max(DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
