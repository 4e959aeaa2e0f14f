"""Understanding a table: which column holds the names, which rows are pupils, and what is not kept. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from learning.accounts.names import search_key
from learning.classrooms.rosters.files import MOST_ROWS, Line, Sheet, Unreadable
from learning.classrooms.rosters.headings import Head, Role, head_of
from learning.classrooms.rosters.names import (
    GROUP_LENGTH,
    fault_of,
    is_in_old_font,
    is_title,
    nickname_fault,
    without_number,
)

PUPILS = frozenset(("", "learner", "student", "pupil", "hoc sinh", "hoc vien", "sinh vien"))
"""What a column of roles says of somebody who belongs into a class; Kolibri and Moodle list teachers too."""
GONE = ("chuyen truong", "chuyen di", "thoi hoc", "bo hoc", "nghi hoc", "bao luu", "inactive", "not current")
YES = ("1", "yes", "true")
MOST_ALIKE = 0.6
"""Of a column of given names; in a column of genders or peoples nearly all rows say the same."""
MOST_WORDS_BEFORE_A_GIVEN_NAME = 2.6
"""On average: family and middle name together have 2.2 words, a whole name 3.3."""


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
    room: str = ""
    """The class that the file says, if it says one."""


@dataclass(frozen=True)
class Roster:
    """What a file or a text holds."""

    entries: tuple[Entry, ...]
    not_kept: tuple[str, ...] = ()
    """Columns of which nothing is stored, by their heading or their letter."""
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


def understand(sheet: Sheet) -> Roster:
    """The pupils of a table. Raises Unreadable if there is no column of names, or nobody in it."""
    head = head_of(sheet.lines)
    if head is None:
        head, lines = _guessed(sheet.lines)
    else:
        lines = sheet.lines[head.ends_at + 1 :]
        head = _with_unnamed_columns(head, lines)
    if not {"name", "last", "first"} & set(head.roles):
        raise Unreadable("no-name-column")
    if not lines:
        raise Unreadable("empty")
    entries = _entries(head, lines)
    if sum(entry.fault is None for entry in entries) > MOST_ROWS:
        raise Unreadable("too-many")
    return Roster(tuple(_in_old_font(entries)), _not_kept(head, lines), sheet.name, sheet.others)


def _with_unnamed_columns(head: Head, lines: Sequence[Line]) -> Head:
    """The columns without a heading. The given names stand there where `Họ và tên` spans two columns.

    What only a few rows have beyond the last heading is no column: there is a comma too many in these rows.
    """
    roles, words = list(head.roles), list(head.words)
    while sum(_cell(line, len(roles)) != "" for line in lines) > len(lines) / 2:
        roles.append("unknown")
        words.append("")
    for column in range(len(roles) - 1):
        is_free = roles[column] == "name" and roles[column + 1] == "unknown" and not words[column + 1]
        if is_free and _are_given_names(lines, column, column + 1):
            roles[column : column + 2] = ["last", "first"]
    return Head(tuple(roles), tuple(words), head.ends_at)


def _guessed(lines: Sequence[Line]) -> tuple[Head, Sequence[Line]]:
    """Without headings: the column with the most full names; the one beside it too if given names stand apart."""
    in_one_line = [cell for cell in lines[0].cells if cell] if len(lines) == 1 else []
    if _are_several_names(in_one_line):
        return Head(("name",), ("",), -1), [Line(lines[0].number, (name,)) for name in in_one_line]
    width = max(len(line.cells) for line in lines)
    best = max(range(width), key=lambda column: (_full_names(lines, column), -column))
    has_letters = any(char.isalpha() for line in lines for char in _cell(line, best))
    if not has_letters or (width > 1 and not _full_names(lines, best)):
        raise Unreadable("no-name-column")
    roles: list[Role] = ["unknown"] * width
    roles[best] = "name"
    if best + 1 < width and _are_given_names(lines, best, best + 1):
        roles[best : best + 2] = ["last", "first"]
    return Head(tuple(roles), ("",) * width, -1), lines


def _are_several_names(cells: Sequence[str]) -> bool:
    """`Lê An, Hồ Bình, Vũ Chi`; but `Nguyễn Đức, Minh` is one name in two cells."""
    is_list = len(cells) > 2 or (len(cells) == 2 and all(" " in cell for cell in cells))
    return is_list and not any(map(_why_not, cells))


def _full_names(lines: Sequence[Line], column: int) -> float:
    """How many cells of a column are names; one word alone counts little, it may be a gender or a place."""
    cells = [without_number(_cell(line, column)) for line in lines]
    return sum((1.0 if " " in cell else 0.1) for cell in cells if fault_of(cell) is None)


def _are_given_names(lines: Sequence[Line], before: int, column: int) -> bool:
    """True if single words stand beside what is no full name, and not the same few ones."""
    pairs = [(_cell(line, before), _cell(line, column)) for line in lines if _cell(line, before)]
    names = [cell for _, cell in pairs if fault_of(cell) is None and " " not in cell]
    if not names or len(names) < 0.8 * len(pairs) or {search_key(name) for name in names} <= {"nam", "nu"}:
        return False
    commonest = max(names.count(name) for name in set(names))
    words = sum(len(without_number(cell).split()) for cell, _ in pairs) / len(pairs)
    return commonest <= max(1, MOST_ALIKE * len(names)) and words <= MOST_WORDS_BEFORE_A_GIVEN_NAME


def _entries(head: Head, lines: Sequence[Line]) -> list[Entry]:
    """Every line as an entry. Where pupils are numbered, a name without a number below the list is a signature."""
    entries = [_entry(head, line) for line in lines]
    numbers = [_value(head, line, "number") for line in lines]
    is_numbered = sum(map(str.isdigit, numbers)) >= max(1, sum(entry.fault is None for entry in entries) / 2)
    is_below, above = False, lines[0].number - 1
    for index, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
        is_below = not number.isdigit() and (is_below or entry.line > above + 1 or entry.fault == "title")
        if is_numbered and is_below and entry.fault is None:
            entries[index] = replace(entry, fault="below")
        above = entry.line
    return entries


def _entry(head: Head, line: Line) -> Entry:
    apart = " ".join(part for part in (_value(head, line, "last"), _value(head, line, "first")) if part)
    entry = Entry(
        line=line.number,
        name=without_number(_value(head, line, "name") or apart),
        nickname=_value(head, line, "nickname"),
        group=_value(head, line, "group"),
        room=_value(head, line, "room"),
    )
    return replace(entry, fault=_fault(head, line, entry))


def _fault(head: Head, line: Line, entry: Entry) -> str | None:
    if any(line.cells[len(head.roles) :]):
        return "too-many-cells"
    if is_title(next(filter(None, line.cells))) or (entry.name and entry.name in head.words):
        return "title"
    if search_key(_value(head, line, "kind")).split(",")[0] not in PUPILS:
        return "not-a-pupil"
    status = search_key(_value(head, line, "status"))
    if any(word in status for word in GONE) or search_key(_value(head, line, "gone")) in YES:
        return "left-school"
    if len(entry.group) > GROUP_LENGTH:
        return "group-too-long"
    return fault_of(entry.name) or nickname_fault(entry.nickname)


def _in_old_font(entries: Sequence[Entry]) -> Iterator[Entry]:
    """Refuse what only looks like letters: a list in a font from before Unicode."""
    found = sum(is_in_old_font(entry.name) for entry in entries)
    is_old = found > 1 and found >= len(entries) / 5
    for entry in entries:
        yield replace(entry, fault="old-font") if is_old and not entry.name.isascii() else entry


def _not_kept(head: Head, lines: Sequence[Line]) -> tuple[str, ...]:
    """The columns that hold something and are not stored; numbers of a list are nothing."""
    found = []
    for column, role in enumerate(head.roles):
        is_stored = role in ("number", "name", "last", "first", "nickname", "group")
        cells = [_cell(line, column) for line in lines]
        if not is_stored and any(cells) and not (column == 0 and not head.words[0] and all(map(str.isdigit, cells))):
            found.append(head.words[column] or _letter(column))
    return tuple(found)


def _letter(column: int) -> str:
    """A column as spreadsheets call it."""
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def _value(head: Head, line: Line, role: Role) -> str:
    """The first cell of this role that is filled."""
    found = (cell for known, cell in zip(head.roles, line.cells, strict=False) if known == role and cell)
    return next(found, "")


def _cell(line: Line, column: int) -> str:
    return line.cells[column] if column < len(line.cells) else ""


def _why_not(name: str) -> str | None:
    return fault_of(without_number(name))
