"""The preview: what each row of a roster would do to a class. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from learning.classrooms.rosters.columns import Entry
from learning.classrooms.rosters.names import key_of, person_key, propose_nickname

Fate = Literal["new", "same", "changed", "refused"]


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
    """Of a refused row why; of a new one `namesake` if the class has another pupil of this name."""
    of: str | None = None
    """Of a known pupil: the key."""


@dataclass
class Preview:
    """All rows as they will be."""

    rows: list[Planned] = field(default_factory=list)

    def count(self, fate: Fate) -> int:
        """How many rows have this fate."""
        return len(self.of_fate(fate))

    def of_fate(self, *fates: Fate) -> list[Planned]:
        """The rows with one of these fates, in the order of the file."""
        return [row for row in self.rows if row.fate in fates]


def preview(entries: Iterable[Entry], known: Sequence[Known], *, most: int, room: str = "") -> Preview:
    """Each entry as it will be: new, same, changed or refused. The same roster twice changes nothing.

    A pupil is recognised by the full name, and among pupils of one name by the nickname, then by the group. New pupils
    get a nickname that is unique in the class even without capitals, spaces and diacritics. If the file says of some
    pupils that they are in this class (`room`), those of other classes are refused.
    """
    entries = list(entries)
    is_of_several = any(key_of(entry.room) == key_of(room) for entry in entries if entry.room)
    shown = Preview()
    waiting: dict[str, list[Known]] = {}
    for pupil in known:
        waiting.setdefault(person_key(pupil.name), []).append(pupil)
    taken = {key_of(pupil.nickname) for pupil in known}
    seen = set(waiting)
    places = most - len(known)
    for entry in entries:
        if is_of_several and entry.fault is None and entry.room and key_of(entry.room) != key_of(room):
            entry = replace(entry, fault="another-class")
        planned = _planned(entry, waiting, taken)
        if planned.fate == "new" and places <= 0:
            planned = _refused(entry, "class-full")
        if planned.fate == "new":
            places -= 1
            taken.add(key_of(planned.nickname))
            planned = replace(planned, reason="namesake" if person_key(entry.name) in seen else None)
            seen.add(person_key(entry.name))
        shown.rows.append(planned)
    return shown


def _planned(entry: Entry, waiting: Mapping[str, list[Known]], taken: set[str]) -> Planned:
    if entry.fault is not None:
        return _refused(entry, entry.fault)
    group = entry.group or None
    match = _recognised(entry, waiting.get(person_key(entry.name), []))
    if match is not None:
        waiting[person_key(entry.name)].remove(match)
        fate: Fate = "same" if group in (None, match.group) else "changed"
        return Planned(entry.line, match.name, match.nickname, group or match.group, fate, of=match.key)
    if key_of(entry.nickname) in taken and entry.nickname:
        return _refused(entry, "nickname-taken")
    nickname = entry.nickname or propose_nickname(entry.name, taken)
    return Planned(entry.line, entry.name, nickname, group, "new")


def _recognised(entry: Entry, namesakes: Sequence[Known]) -> Known | None:
    """Whom of the pupils of this name, not yet met in this roster, the row means."""
    wanted = key_of(entry.nickname)
    found = [pupil for pupil in namesakes if not wanted or key_of(pupil.nickname) == wanted]
    return next((pupil for pupil in found if entry.group and pupil.group == entry.group), next(iter(found), None))


def _refused(entry: Entry, reason: str) -> Planned:
    return Planned(entry.line, entry.name, entry.nickname, None, "refused", reason)
