"""Headings of columns: what each of them holds, in the words of Vietnamese schools, of Kolibri and of Moodle. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from learning.accounts.names import search_key
from learning.classrooms.rosters.files import Line

Role = Literal[
    "number", "name", "last", "first", "nickname", "group", "room", "kind", "status", "gone", "other", "unknown"
]
SEARCHED = 20
"""Lines in which headings are looked for: above them stand the ministry, the school and the title."""

_WORDS: Mapping[Role, str] = {
    "number": "stt | so tt | so thu tu | tt | no | nr | s t t",
    "name": """ho va ten | ho ten | hovaten | hoten | ho va ten khai sinh | ten day du | full name | fullname | name |
        pupil | student | student name | pupil name | hoc sinh | sinh vien | ten hoc sinh | ten hs | ten sinh vien""",
    "last": """ho | ho dem | ho lot | ho va dem | ho va lot | ho va ten dem | ho va ten lot | ho ten dem | ho ten lot
        | ho va chu dem | last name | lastname | surname | family name""",
    "first": "ten | ten rieng | first name | firstname | given name | given names",
    "nickname": "biet danh | ten goi | ten thuong goi | ten o nha | ten trong lop | nickname | name in class",
    "group": "to | nhom | to hoc tap | to nhom | group | group1 | groups | team",
    "room": "lop | lop hoc | ten lop | class | class name",
    "kind": "user type | role | roles | role1 | type1 | vai tro | loai nguoi dung",
    "status": "trang thai | tinh trang | trang thai hoc sinh | trang thai hoc tap | status",
    "gone": "suspended | deleted",
    "other": """id | uuid | database id | identifier | idnumber | id number | username | user name | ten dang nhap |
        password | mat khau | email | e mail | email address | thu dien tu | ma hoc sinh | ma hs | ma dinh danh | ma
        sinh vien | mssv | ngay sinh | nam sinh | ngay thang nam sinh | date of birth | birth year | birthday | dob
        | gioi tinh | nu | gender | sex | dan toc | noi sinh | dia chi | address | dien thoai | so dien thoai | sdt
        | phone | phone1 | ghi chu | note | notes | ho ten cha | ho ten me | phu huynh | learner enrollment |
        enrolled in | coach assignment | assigned to | course1 | cohort1 | institution | department | city | country
        | last access to course""",
}
_ROLE_OF: Mapping[str, Role] = {
    " ".join(word.split()): role for role, words in _WORDS.items() for word in words.split("|")
}
_NAME_OF_SOMEBODY = re.compile(r"(ho (va )?ten|ten) (cua )?(cac )?(em|hoc sinh|hs|sinh vien|sv|hoc vien|tre)")


@dataclass(frozen=True)
class Head:
    """The headings of a table."""

    roles: tuple[Role, ...]
    words: tuple[str, ...]
    """As they stand in the file."""
    ends_at: int
    """Index of the last of their lines; the pupils follow."""


def head_of(lines: Sequence[Line]) -> Head | None:
    """The headings, which may stand below titles and take two lines; None if there are none.

    The first line that names a column of names counts; if there is none, the first that is all headings.
    """
    heads = [(index, roles_of(line.cells)) for index, line in enumerate(lines[:SEARCHED])]
    found = next((head for head in heads if _names_pupils(head[1])), None)
    if found is None:
        found = next((head for head in heads if _is_all_headings(lines[head[0]].cells, head[1])), None)
    if found is None:
        return None
    index, roles = found
    head = Head(roles, lines[index].cells, index)
    below = lines[index + 1].cells if index + 1 < len(lines) else ()
    return _with_second_line(head, below) if _is_all_headings(below, roles_of(below)) else head


def _with_second_line(head: Head, below: Sequence[str]) -> Head:
    """`Họ và tên` over `Họ đệm` and `Tên`: the second line says it finer."""
    finer = roles_of(below)
    pairs: Iterable[tuple[Role, Role]] = zip_longest(head.roles, finer, fillvalue="unknown")
    roles = [here if here != "unknown" else above for above, here in pairs]
    words = [here or above for above, here in zip_longest(head.words, below, fillvalue="")]
    return Head(tuple(roles), tuple(words), head.ends_at + 1)


def roles_of(cells: Sequence[str]) -> tuple[Role, ...]:
    """What each cell would mean if it were a heading."""
    return tuple(_role(cell) for cell in cells)


def _role(cell: str) -> Role:
    for label in _labels(cell):
        if label in _ROLE_OF:
            return _ROLE_OF[label]
        if _NAME_OF_SOMEBODY.fullmatch(label):
            return "name"
    return "number" if cell == "#" else "unknown"


def _labels(cell: str) -> list[str]:
    """A heading without signs; Kolibri adds the name that never changes in brackets: `Full name (FULL_NAME)`."""
    key = search_key(cell).replace("_", " ")
    parts = [re.sub(r"\(.*?\)", " ", key), *re.findall(r"\((.*?)\)", key)]
    return [" ".join(re.findall(r"[a-z0-9]+", part)) for part in parts]


def _names_pupils(roles: Sequence[Role]) -> bool:
    """True if there is a column of names. `Hồ` and `Tô` alone are names of people."""
    known = [role for role in roles if role != "unknown"]
    return "name" in known or ("first" in known and (len(known) > 1 or len(roles) == 1))


def _is_all_headings(cells: Sequence[str], roles: Sequence[Role]) -> bool:
    known = [role for cell, role in zip(cells, roles, strict=True) if cell]
    return len(known) > 1 and "unknown" not in known
