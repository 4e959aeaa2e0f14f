"""Rosters: the right rows, or the right refusal. The corpus is the folder rosters/, what it gives is expected.yaml."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.classrooms.rosters import (
    Known,
    Planned,
    Preview,
    Roster,
    Unreadable,
    key_of,
    preview,
    propose_nickname,
    read_file,
    read_text,
)

FOLDER = Path(__file__).parent / "rosters"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((FOLDER / "expected.yaml").read_text("utf-8"))
READABLE = sorted(name for name, expected in EXPECTED.items() if "unreadable" not in expected)


def read(name: str) -> Roster:
    return read_file((FOLDER / name).read_bytes())


def shown(roster: Roster, known: list[Known] | None = None) -> Preview:
    """The preview for class 6A."""
    return preview(roster, known or [], most=60, room="6A")


def after(shown: Preview) -> list[Known]:
    """The class once the preview has been confirmed."""
    return [Known(str(row.line), row.name, row.nickname, row.group) for row in shown.of_fate("new")]


def described(row: Planned) -> str:
    nickname = "" if row.nickname == row.name.split()[-1] else f" = {row.nickname}"
    return f"{row.name}{nickname}" + (f" / {row.group}" if row.group else "")


def outcome(name: str) -> dict[str, Any]:
    try:
        roster = read(name)
    except Unreadable as refusal:
        return {"unreadable": refusal.reason}
    rows = shown(roster)
    found = {
        "pupils": [described(row) for row in rows.of_fate("new")],
        "refused": {row.line: row.reason for row in rows.of_fate("refused")},
        "not_kept": list(roster.not_kept),
        "other_sheets": list(roster.other_sheets),
    }
    return {key: value for key, value in found.items() if value}


def test_every_file_of_the_corpus_has_its_outcome() -> None:
    assert set(EXPECTED) == {path.name for path in FOLDER.iterdir()} - {"expected.yaml"}
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_file_gives_the_right_rows_or_the_right_refusal(name: str) -> None:
    assert outcome(name) == EXPECTED[name]


@pytest.mark.parametrize("name", READABLE)
def test_same_file_twice_changes_nothing(name: str) -> None:
    first = shown(read(name))
    again = shown(read(name), after(first))
    assert again.count("new") == again.count("changed") == 0
    assert again.count("same") == first.count("new")


@pytest.mark.parametrize("name", READABLE)
def test_nicknames_of_a_file_are_unique_without_capitals_spaces_and_accents(name: str) -> None:
    rows = shown(read(name)).of_fate("new")
    assert len({key_of(row.nickname) for row in rows}) == len(rows)


# What is too large for a folder


def zip_of(unpacked: int) -> bytes:
    """A workbook of little weight that unpacks to `unpacked` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * unpacked)
    return out.getvalue()


def test_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = zip_of(60_000_000)
    assert len(bomb) < 1_000_000
    assert refusal_of(bomb) == "too-large"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Nguy\xe1\xbb\x85n An\n" * 800_000, "too-large"),  # 10 MB
        (b"Minh Anh\n" * 2001, "too-many"),
        (b"STT,H\xe1\xbb\x8d v\xc3\xa0 t\xc3\xaan\n" + b"1,Minh Anh\n" * 2001, "too-many"),
        (b"Minh Anh\n" * 60_000, "too-many"),
    ],
)
def test_file_over_the_limit_is_refused(content: bytes, reason: str) -> None:
    assert refusal_of(content) == reason


def refusal_of(content: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        read_file(content)
    return refusal.value.reason


def test_two_thousand_rows_below_a_title_are_read_to_the_last() -> None:
    names = "\n".join(f"{n},Nguyễn Minh Anh" for n in range(1, 2001))
    entries = read_text(f"DANH SÁCH HỌC SINH,\n\nSTT,Họ và tên\n{names}").entries
    assert len(entries) == 2000
    assert {entry.fault for entry in entries} == {None}


# Whatever comes


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_file_crashes_the_reader(content: bytes) -> None:
    with suppress(Unreadable):
        assert len(read_file(content))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.text("AaĐđÔộ1='\"(.\u0301", max_size=6), max_size=4), min_size=1, max_size=6))
def test_no_table_crashes_the_reader(rows: list[list[str]]) -> None:
    with suppress(Unreadable):
        assert shown(read_text("\n".join(";".join(row) for row in rows))).rows


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_damaged_workbook_crashes_the_reader(data: st.DataObject) -> None:
    content = bytearray((FOLDER / "workbook.xlsx").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Unreadable):
        assert len(read_file(bytes(content)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Lê Hoa", "Lê Hòa", "Hóa", "Nguyễn An", "An", "Ân"]), min_size=1, max_size=30))
def test_nicknames_of_a_class_are_unique_whatever_the_names(names: list[str]) -> None:
    rows = preview(read_text("\n".join(names)), [], most=400).rows
    assert len({key_of(row.nickname) for row in rows}) == len(rows)


# What a row becomes


def test_pupil_is_recognised_whatever_capitals_and_apostrophes() -> None:
    known = [Known("1", "H'Hen Niê Kdăm", "Hen", "1")]
    assert [row.fate for row in preview(read_text("h’hen NIÊ kdăm"), known, most=60).rows] == ["same"]


def test_pupils_of_one_name_are_told_apart_by_their_groups_when_they_come_again() -> None:
    known = [Known("1", "Lê Thị Hoa", "Lê Thị Hoa", "Tổ 2"), Known("2", "Lê Thị Hoa", "Thị Hoa", "Tổ 1")]
    rows = preview(read_text("Họ và tên,Tổ\nLê Thị Hoa,Tổ 1\nLê Thị Hoa,Tổ 2"), known, most=60).rows
    assert [(row.fate, row.of) for row in rows] == [("same", "2"), ("same", "1")]


def test_namesakes_are_pointed_out() -> None:
    rows = preview(read_text("Lê Hoa\nLê An\nLê Hoa"), [Known("1", "Lê An", "An", None)], most=60).rows
    assert [row.reason for row in rows] == [None, None, "namesake"]
    assert preview(read_text("Lê An\nLê An"), [Known("1", "Lê An", "An", None)], most=60).rows[1].reason == "namesake"


def test_class_that_is_full_refuses_the_rest() -> None:
    rows = preview(read_text("An Bình\nChi Dung\nEm Giang"), [], most=2).rows
    assert [row.fate for row in rows] == ["new", "new", "refused"]


def test_another_group_is_a_change() -> None:
    known = [Known("1", "An Bình", "Bình", "1")]
    assert preview(read_text("full name,group\nAn Bình,2"), known, most=60).rows[0].fate == "changed"


def test_class_that_no_row_names_takes_them_all() -> None:
    rows = preview(read_text("Lớp,Họ và tên\n6.1,An Bình\n6.2,Chi Dung"), [], most=60, room="Khối 6").rows
    assert [row.fate for row in rows] == ["new", "new"]


def test_proposed_nickname_uses_more_of_the_name_before_a_number() -> None:
    assert propose_nickname("Lê Thị Hoa", {"hoa"}) == "Thị Hoa"
    assert propose_nickname("Hoa", {"hoa"}) == "Hoa 2"
