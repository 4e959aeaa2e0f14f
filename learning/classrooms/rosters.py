"""Rosters: names out of whatever file or text a school has. Pure.

Nothing is guessed silently: each row says what it will become, and what cannot be read is refused with the reason. A
roster never stores anything; `enrolment.py` does, after the teacher has confirmed the preview.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from learning.accounts.names import NAME_LENGTH, is_latin, search_key
from learning.items.text import normalise

MOST_ROWS = 2000
MOST_BYTES = 1_000_000
Fate = Literal["new", "same", "changed", "refused"]
Column = Literal["name", "last", "first", "nickname", "group", "ignored"]

_NAME = ("ho va ten", "ho ten", "hovaten", "ten hoc sinh", "hoc sinh", "full name", "fullname", "full_name", "name")
_LAST = ("ho", "ho dem", "ho va ten dem", "ho va dem", "lastname", "last name", "last_name", "surname")
_FIRST = ("ten", "firstname", "first name", "first_name", "given name")
_NICKNAME = ("biet danh", "ten goi", "nickname", "username", "ten dang nhap")
_GROUP = ("to", "nhom", "group", "group1", "team")
_IGNORED = ("stt", "so tt", "tt", "no", "no.", "#", "id", "database id", "uuid", "identifier", "idnumber", "ma hs")
_IGNORED_TOO = (
    "ma hoc sinh",
    "password",
    "mat khau",
    "email",
    "e-mail",
    "birth year",
    "nam sinh",
    "ngay sinh",
    "gender",
)
_IGNORED_LAST = (
    "gioi tinh",
    "user type",
    "role",
    "institution",
    "department",
    "course1",
    "lop",
    "class",
    "ghi chu",
    "note",
)
_HEADERS: dict[Column, tuple[str, ...]] = {
    "name": (*_NAME, "student", "student name", "hoten"),
    "last": _LAST,
    "first": _FIRST,
    "nickname": _NICKNAME,
    "group": _GROUP,
    "ignored": (*_IGNORED, *_IGNORED_TOO, *_IGNORED_LAST, "notes"),
}
"""Known headings without diacritics; Kolibri's and Moodle's user files are among them."""


class Unreadable(ValueError):
    """The file as a whole cannot be used; the message key says why."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


@dataclass(frozen=True)
class Entry:
    """A row of a roster as it was read."""

    line: int
    """Where it stands in the file, from 1."""
    name: str
    nickname: str = ""
    group: str = ""
    fault: str | None = None
    """Why it is refused, as a message key; None if it can be used."""


@dataclass(frozen=True)
class Known:
    """A pupil who is in the class already."""

    key: str
    name: str
    nickname: str
    group: str | None


@dataclass(frozen=True)
class Planned:
    """A row as it will be once the teacher confirms."""

    line: int
    name: str
    nickname: str
    group: str | None
    fate: Fate
    reason: str | None = None
    of: str | None = None
    """Of a known pupil: the key."""


@dataclass
class Preview:
    """All rows as they will be."""

    rows: list[Planned] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return sum(row.fate == fate for row in self.rows)


def key_of(nickname: str) -> str:
    """A nickname without capitals, spaces, diacritics and signs: what two pupils of a class must differ in."""
    return re.sub(r"[^a-z0-9]", "", search_key(nickname))


def read_text(text: str) -> list[Entry]:
    """Names typed or pasted: one a line, or a table copied from a spreadsheet."""
    if len(text.encode()) > MOST_BYTES:
        raise Unreadable("too-large")
    return _entries(_rows(normalise(text)))


def read_file(content: bytes, filename: str = "") -> list[Entry]:
    """The entries of a CSV or .xlsx file, whatever its encoding and delimiter. Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too-large")
    if content[:4] == b"PK\x03\x04":
        return _entries(_rows_of_workbook(content))
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable("old-excel")
    return _entries(_rows(_decoded(content)))


def _decoded(content: bytes) -> str:
    """The text in the encoding it is in: by its mark, as UTF-8, or as Windows-1258 with its combining tones."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return normalise(content.decode(encoding))
            except UnicodeDecodeError:
                raise Unreadable("encoding") from None
    if b"\x00" in content[:200]:
        little = content[1:2] == b"\x00"
        try:
            return normalise(content.decode("utf-16-le" if little else "utf-16-be"))
        except UnicodeDecodeError:
            raise Unreadable("encoding") from None
    for encoding in ("utf-8", "cp1258"):
        try:
            return normalise(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def _rows(text: str) -> list[list[str]]:
    """The cells of each line; the delimiter is the one that most lines agree on."""
    if any(ord(char) < 32 and char not in "\t\r\n" for char in text):
        raise Unreadable("not-text")
    lines = [line for line in text.splitlines() if line.strip()]
    delimiter = max("\t;,", key=lambda mark: sum(mark in line for line in lines)) if lines else ","
    if not any(delimiter in line for line in lines):
        return [[line.strip()] for line in text.splitlines()]
    try:
        return [list(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error:
        raise Unreadable("quotes") from None


def _rows_of_workbook(content: bytes) -> list[list[str]]:
    import openpyxl  # only those who bring an .xlsx file wait for it
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()) > 30 * MOST_BYTES:
            raise Unreadable("too-large")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_row=MOST_ROWS + 2, values_only=True)]
        book.close()
    except Unreadable:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError, TypeError):
        raise Unreadable("broken-workbook") from None
    return rows


def _cell(value: object) -> str:
    return "" if value is None else normalise(str(value)).strip()


def _entries(rows: Sequence[Sequence[str]]) -> list[Entry]:
    filled = [(n, [_clean(cell) for cell in row]) for n, row in enumerate(rows, start=1)]
    filled = [(n, cells) for n, cells in filled if any(cells)]
    if not filled:
        raise Unreadable("empty")
    columns = _columns(filled[0][1])
    pupils = filled if columns is None else filled[1:]
    if not pupils:
        raise Unreadable("empty")
    if len(pupils) > MOST_ROWS:
        raise Unreadable("too-many", most=MOST_ROWS)
    return _guessed(pupils) if columns is None else [_entry(line, cells, columns) for line, cells in pupils]


def _clean(cell: str) -> str:
    return " ".join(normalise(cell).replace("\u00a0", " ").replace("\ufeff", "").split())


def _columns(head: Sequence[str]) -> list[Column] | None:
    """What each column holds, if the first row is headings; None if it is a pupil already."""
    found: list[Column] = []
    known = 0
    for cell in head:
        key = search_key(cell).strip(" .:")
        column = next((name for name, words in _HEADERS.items() if key in words), None)
        known += column is not None
        found.append(column or "ignored")
    if not known:
        return None
    if "name" not in found and "first" not in found and "last" not in found:
        if "nickname" in found:
            found[found.index("nickname")] = "name"
        else:
            raise Unreadable("no-name-column")
    return found


def _guessed(rows: Sequence[tuple[int, Sequence[str]]]) -> list[Entry]:
    """Without headings: in each row the cell with the most letters is the name; everything else is left out."""
    found = [(line, max(cells, key=_letters)) for line, cells in rows]
    if not any(_letters(name) for _, name in found):
        raise Unreadable("no-name-column")
    return [Entry(line, name, fault=_fault(name)) for line, name in found]


def _letters(cell: str) -> int:
    return sum(char.isalpha() for char in cell)


def _entry(line: int, cells: Sequence[str], columns: Sequence[Column]) -> Entry:
    values: dict[Column, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column != "ignored" and cell and column not in values:
            values[column] = cell
    name = values.get("name") or " ".join(part for part in (values.get("last", ""), values.get("first", "")) if part)
    return Entry(line, name, values.get("nickname", ""), values.get("group", ""), _fault(name))


def _fault(name: str) -> str | None:
    if not name:
        return "no-name"
    if name[0] in "=+-@\t" or re.search(r"[<>{}\[\]\\|#$%^*=~]|https?:|\(", name):
        return "not-a-name"
    if not is_latin(name) or not re.search(r"[^\W\d_]", name) or re.search(r"\d", name):
        return "not-a-name"
    return "too-long" if len(name) > NAME_LENGTH else None


def preview(entries: Iterable[Entry], known: Sequence[Known], *, most: int) -> Preview:
    """Each entry as it will be: new, same, changed or refused. The same roster twice changes nothing.

    A pupil is recognised by the full name, and among pupils of one name by the nickname. New pupils get a nickname that
    is unique in the class even without capitals, spaces and diacritics.
    """
    shown = Preview()
    waiting: dict[str, list[Known]] = {}
    for pupil in known:
        waiting.setdefault(pupil.name.casefold(), []).append(pupil)
    taken = {key_of(pupil.nickname) for pupil in known}
    places = most - len(known)
    for entry in entries:
        planned = _planned(entry, waiting, taken)
        if planned.fate == "new" and places <= 0:
            planned = Planned(entry.line, entry.name, "", None, "refused", "class-full")
        if planned.fate == "new":
            places -= 1
            taken.add(key_of(planned.nickname))
        shown.rows.append(planned)
    return shown


def _planned(entry: Entry, waiting: Mapping[str, list[Known]], taken: set[str]) -> Planned:
    if entry.fault is not None:
        return Planned(entry.line, entry.name, entry.nickname, None, "refused", entry.fault)
    group = entry.group or None
    same = waiting.get(entry.name.casefold(), [])
    wanted = key_of(entry.nickname)
    match = next((pupil for pupil in same if not wanted or key_of(pupil.nickname) == wanted), None)
    if match is not None:
        same.remove(match)
        is_same = group is None or group == match.group
        return Planned(
            entry.line, match.name, match.nickname, group or match.group, "same" if is_same else "changed", of=match.key
        )
    if entry.nickname and key_of(entry.nickname) in taken:
        return Planned(entry.line, entry.name, entry.nickname, None, "refused", "nickname-taken")
    nickname = entry.nickname if key_of(entry.nickname) else propose_nickname(entry.name, taken)
    return Planned(entry.line, entry.name, nickname, group, "new")


def propose_nickname(name: str, taken: set[str]) -> str:
    """The shortest nickname that nobody in the class has: given name, with more of the name, at last with a number."""
    words = name.split()
    given = words[-1]
    candidates = [given]
    candidates += [" ".join(words[-n:]) for n in range(2, len(words) + 1)]
    for candidate in candidates:
        if key_of(candidate) and key_of(candidate) not in taken:
            return candidate
    number = 2
    while key_of(f"{given} {number}") in taken:
        number += 1
    return f"{given} {number}"
