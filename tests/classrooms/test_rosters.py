"""Rosters: the right rows, or the right refusal."""

from __future__ import annotations

import io
import unicodedata
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.accounts.names import TONES
from learning.classrooms.rosters import Known, Unreadable, key_of, preview, propose_nickname, read_file, read_text


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


TWO = ["Nguyễn Đức Minh", "Trần Thị Hòa"]
QUOTED = '"Full name","Group"\n"Nguyễn Đức Minh","1"\n"Trần Thị Hòa","2"\n'
VI = "Họ và tên\nNguyễn Đức Minh\nTrần Thị Hòa\n"
TABLE = "STT;Họ và tên;Tổ\n1;Nguyễn Đức Minh;Tổ 1\n2;Trần Thị Hòa;Tổ 2\n"
KOLIBRI = """Database ID,Username,Password,Full name,User type,Identifier,Birth year,Gender
,minh,*,Nguyễn Đức Minh,LEARNER,,,
,hoa,*,Trần Thị Hòa,LEARNER,,,
"""
MOODLE = """username,firstname,lastname,email
minh,Đức Minh,Nguyễn,a@example.com
hoa,Thị Hòa,Trần,b@example.com
"""


def windows_1258(text: str) -> bytes:
    """Vietnamese as old Windows programs write it: the tone as a mark of its own."""
    parts = []
    for char in text:
        letter, tone = unicodedata.normalize("NFD", char), ""
        for mark in TONES[1:]:
            if mark in letter:
                letter, tone = letter.replace(mark, ""), mark
        parts.append(unicodedata.normalize("NFC", letter) + tone)
    return "".join(parts).encode("cp1258")


READABLE = {
    "utf-8": VI.encode(),
    "utf-8 with mark": VI.encode("utf-8-sig"),
    "utf-16": VI.encode("utf-16"),
    "utf-16 little": VI.encode("utf-16-le"),
    "utf-16 big with mark": b"\xfe\xff" + VI.encode("utf-16-be"),
    "windows-1258": windows_1258(VI),
    "decomposed": unicodedata.normalize("NFD", VI).encode(),
    "semicolons": TABLE.encode(),
    "commas": TABLE.replace(";", ",").encode(),
    "tabs": TABLE.replace(";", "\t").encode(),
    "windows lines": TABLE.replace("\n", "\r\n").encode(),
    "old mac lines": "\r".join(TWO).encode(),
    "quotes": QUOTED.encode(),
    "two columns": "Họ đệm,Tên\nNguyễn Đức,Minh\nTrần Thị,Hòa\n".encode(),
    "english headings": "No.,Full name,Gender\n1,Nguyễn Đức Minh,M\n2,Trần Thị Hòa,F\n".encode(),
    "kolibri": KOLIBRI.encode(),
    "moodle": MOODLE.encode(),
    "no headings": "1,Nguyễn Đức Minh\n2,Trần Thị Hòa\n".encode(),
    "blank lines": "\n\nNguyễn Đức Minh\n\n\nTrần Thị Hòa\n\n".encode(),
    "spaces": "  Nguyễn   Đức  Minh \n\tTrần Thị Hòa\u00a0\n".encode(),
    "excel": workbook(["STT", "Họ và tên", "Tổ"], [1, TWO[0], "1"], [2, TWO[1], "2"]),
    "excel without headings": workbook([TWO[0]], [TWO[1]]),
}


@pytest.mark.parametrize("name", READABLE)
def test_roster_gives_its_two_pupils(name: str) -> None:
    entries = read_file(READABLE[name])
    assert [entry.fault for entry in entries] == [None, None]
    assert [entry.name for entry in entries] == TWO


REFUSED = {
    "nothing": (b"", "empty"),
    "only blank lines": (b"\n\n \n", "empty"),
    "only headings": ("Họ và tên\n".encode(), "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 200, "not-text"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old-excel"),
    "a broken workbook": (b"PK\x03\x04broken", "broken-workbook"),
    "another zip": (b"PK\x03\x04" + b"\0" * 40, "broken-workbook"),
    "no name column": (b"email,password\na@example.com,x\n", "no-name-column"),
    "only numbers": (b"1,2,3\n4,5,6\n", "no-name-column"),
    "too many rows": (b"Minh\n" * 2001, "too-many"),
    "too large": (b"Minh Anh\n" * 200_000, "too-large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_file_that_is_no_roster_is_refused_with_its_reason(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(Unreadable) as refusal:
        read_file(content)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("=HYPERLINK(1)", "not-a-name"),
        ("@cmd", "not-a-name"),
        ("+84 90", "not-a-name"),
        ("<script>", "not-a-name"),
        ("Minh 2014", "not-a-name"),
        ("M" * 61, "too-long"),
    ],
)
def test_row_that_is_no_name_is_refused_and_the_others_stay(cell: str, fault: str) -> None:
    entries = read_text(f"{TWO[0]}\n{cell}\n{TWO[1]}")
    assert [entry.fault for entry in entries] == [None, fault, None]


@pytest.mark.parametrize(
    "name", ["H'Linh Niê", "H’Linh Niê", "Vàng A Sính", "Thạch Thị Sóc Kha", "Nguyễn Hoàng Bảo Ngọc Minh Anh", "Từ"]
)
def test_names_from_across_the_country_are_names(name: str) -> None:
    assert read_text(name)[0].fault is None


def test_two_thousand_rows_are_read() -> None:
    assert len(read_text("\n".join(["Nguyễn Minh Anh"] * 2000))) == 2000


def test_pupils_of_one_name_get_different_nicknames() -> None:
    rows = preview(read_text("Lê Thị Hoa\nTrần Thị Hòa\nPhạm Hóa\nLê Thị Hoa"), [], most=60).rows
    assert len({key_of(row.nickname) for row in rows}) == 4
    assert rows[0].nickname == "Hoa"


def test_same_roster_twice_changes_nothing() -> None:
    entries = read_text("Lê Thị Hoa\nLê Thị Hoa\nTrần Thị Hòa")
    first = preview(entries, [], most=60).rows
    known = [Known(str(n), row.name, row.nickname, row.group) for n, row in enumerate(first)]
    assert {row.fate for row in preview(entries, known, most=60).rows} == {"same"}


def test_class_that_is_full_refuses_the_rest() -> None:
    rows = preview(read_text("An Bình\nChi Dung\nEm Giang"), [], most=2).rows
    assert [row.fate for row in rows] == ["new", "new", "refused"]


def test_another_group_is_a_change() -> None:
    known = [Known("1", "An Bình", "Bình", "1")]
    assert preview(read_text("full name,group\nAn Bình,2"), known, most=60).rows[0].fate == "changed"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_file_crashes_the_reader(content: bytes) -> None:
    with suppress(Unreadable):
        assert read_file(content)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Lê Hoa", "Lê Hòa", "Hóa", "Nguyễn An", "An", "Ân"]), min_size=1, max_size=30))
def test_nicknames_of_a_class_are_unique_whatever_the_names(names: list[str]) -> None:
    rows = preview(read_text("\n".join(names)), [], most=400).rows
    assert len({key_of(row.nickname) for row in rows}) == len(rows)


def test_proposed_nickname_uses_more_of_the_name_before_a_number() -> None:
    assert propose_nickname("Lê Thị Hoa", {"hoa"}) == "Thị Hoa"
    assert propose_nickname("Hoa", {"hoa"}) == "Hoa 2"
