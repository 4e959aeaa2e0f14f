"""Files in a ZIP: names that every system can unpack."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.classrooms.packing import file_names, zipped


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Hòa", "Kỹ năng số 11–14"), "hoa-ky-nang-so-11-14.pdf"),
        (("H’Linh Niê", "Bản lĩnh số"), "h-linh-nie-ban-linh-so.pdf"),
        (("../../etc/passwd", "x"), "etc-passwd-x.pdf"),
        (("C:\\Windows\\con", "."), "c-windows-con.pdf"),
        (("=HYPERLINK()", "\x00\n"), "hyperlink.pdf"),
        (("明", "💥"), "x.pdf"),
        (("a" * 300, "b"), "a" * 40 + "-b.pdf"),
    ],
)
def test_nothing_of_a_name_survives_that_means_something_in_a_path(parts: tuple[str, str], name: str) -> None:
    assert list(file_names([parts], ".pdf")) == [name]


def test_names_that_would_be_alike_are_numbered() -> None:
    same = [("Hoa", "A"), ("Hòa", "Á"), ("HOA", "a 2"), ("hoa", "a")]
    assert list(file_names(same, ".pdf")) == ["hoa-a.pdf", "hoa-a-2.pdf", "hoa-a-2-2.pdf", "hoa-a-3.pdf"]


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), max_size=20))
def test_names_are_plain_and_no_two_are_alike_even_without_capitals(parts: list[tuple[str, str]]) -> None:
    names = list(file_names(parts, ".pdf"))
    assert len({name.casefold() for name in names}) == len(parts)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.pdf", name) and len(name) < 100 for name in names)


def test_same_files_on_the_same_day_give_the_same_bytes() -> None:
    files = [("a.pdf", b"one" * 99), ("xin-doc.txt", "chữ".encode())]
    made = zipped(files, date(2026, 11, 26))
    assert made == zipped(files, date(2026, 11, 26))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert [(entry.filename, archive.read(entry)) for entry in archive.infolist()] == files
