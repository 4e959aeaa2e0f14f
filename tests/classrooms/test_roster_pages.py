"""From a file to a class: the preview says what will be, nothing is stored before it, and then just what it showed."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from learning.classrooms.models import Classroom, Pupil
from tests.builders import rows
from tests.cast import Person
from tests.classrooms.test_rosters import EXPECTED, FOLDER
from tests.client import Page

LETTERS = "ABCDEFGHIKLMNOPQRSTUVXY"


def uploads(teacher: Person, classroom: Classroom, content: bytes, name: str = "lop.csv", **fields: str) -> Page:
    teacher.opens(f"/vi/classrooms/{classroom.id}/roster")
    return teacher.submits({"file": [(io.BytesIO(content), name)], **fields}, form="/roster")  # type: ignore[dict-item]


def uploads_much(teacher: Person, classroom: Classroom, content: bytes) -> Page:
    """The same, written out by hand: werkzeug's client would leave a temporary file open behind it."""
    url = f"/vi/classrooms/{classroom.id}/roster"
    parts = {"csrf_token": teacher.token(), "file": FileStorage(io.BytesIO(content), "lop.csv")}
    boundary, body = encode_multipart(parts)
    deeds = teacher.app.extensions["witness"].begin()
    answer = teacher.browser.post(url, data=body, content_type=f"multipart/form-data; boundary={boundary}")
    return Page(url, answer, deeds)


def names(count: int) -> list[str]:
    """So many different names."""
    return [f"Nguyễn {a}{b.lower()} {c}inh" for a in LETTERS for b in LETTERS for c in LETTERS][:count]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_file_gets_its_preview_or_its_reason_and_nothing_is_stored(
    app: Flask, co_hoa: Person, class_6a: Classroom, name: str
) -> None:
    page = uploads(co_hoa, class_6a, (FOLDER / name).read_bytes(), name)
    if "unreadable" in EXPECTED[name]:
        assert page.status == 422
        assert page.complaints
    else:
        assert page.status == 200
        for pupil in EXPECTED[name].get("pupils", []):
            assert pupil.split(" = ")[0].split(" / ")[0] in page.main
        for column in EXPECTED[name].get("not_kept", []):
            assert column in page.main
    assert len(rows(app, Pupil)) == 5


@pytest.mark.storage
def test_sixty_pupils_come_in_one_step_and_the_same_file_again_changes_nothing(
    app: Flask, co_hoa: Person, empty_class: Classroom
) -> None:
    file = "\n".join(
        ["Họ và tên,Ngày sinh,Tổ", *(f"{name},1/2/2014,Tổ {n % 4 + 1}" for n, name in enumerate(names(60)))]
    )
    page = uploads(co_hoa, empty_class, file.encode())
    assert "60" in page.main
    assert "Ngày sinh" in page.main
    page = co_hoa.submits(form="/pupils")
    assert "6B" in page.h1
    stored = rows(app, Pupil, classroom_id=empty_class.id)
    assert len(stored) == 60
    assert {pupil.group for pupil in stored} == {"Tổ 1", "Tổ 2", "Tổ 3", "Tổ 4"}
    page = uploads(co_hoa, empty_class, file.encode())
    assert not [form for form in page.forms if form.action.endswith("/pupils") and form.buttons]


@pytest.mark.storage
def test_what_the_preview_showed_is_what_is_stored(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    uploads(co_hoa, class_6a, (FOLDER / "duplicates.csv").read_bytes())
    co_hoa.submits(form="/pupils")
    stored = {pupil.nickname: pupil.group for pupil in rows(app, Pupil)}
    assert stored["Thị Hoa"] == "Tổ 1"  # she was there, and has a group now
    assert stored["Lê Thị Hoa"] == "Tổ 2"
    assert len(stored) == 5 + 3


def test_file_of_ten_megabytes_is_refused_in_words_beside_the_field(co_hoa: Person, class_6a: Classroom) -> None:
    page = uploads_much(co_hoa, class_6a, b"Minh Anh\n" * 1_150_000)
    assert page.status == 422
    assert page.complaints == ["Tệp lớn quá: tối đa một megabyte. Chỉ giữ cột họ tên và bỏ hình ảnh."]


def test_file_beyond_all_measure_is_refused(co_hoa: Person, class_6a: Classroom) -> None:
    assert uploads_much(co_hoa, class_6a, b"Minh Anh\n" * 1_500_000).status == 413


def test_two_thousand_rows_are_shown_and_as_many_stored_as_the_class_holds(
    app: Flask, co_hoa: Person, empty_class: Classroom
) -> None:
    page = uploads(co_hoa, empty_class, "\n".join(names(2000)).encode())
    assert page.status == 200
    assert "60" in page.main
    assert "1940" in page.main
    co_hoa.submits(form="/pupils")
    assert len(rows(app, Pupil, classroom_id=empty_class.id)) == 60


def test_names_and_a_file_at_once_are_refused_and_the_names_stay(co_hoa: Person, class_6a: Classroom) -> None:
    page = uploads(co_hoa, class_6a, b"Minh Anh", names="Lê Thị Hoa")
    assert page.status == 422
    assert "Lê Thị Hoa" in page.main


def test_list_whose_rows_are_all_refused_can_not_be_stored(co_hoa: Person, class_6a: Classroom) -> None:
    page = uploads(co_hoa, class_6a, (FOLDER / "tcvn3.csv").read_bytes())
    assert "TCVN3" in page.main
    assert not [form for form in page.forms if form.action.endswith("/pupils") and form.buttons]


def test_pupils_who_change_groups_are_counted_afterwards(co_hoa: Person, class_6a: Classroom) -> None:
    uploads(co_hoa, class_6a, "Họ và tên,Tổ\nLê Thị Hoa,2\nNgười Mới,2".encode())
    page = co_hoa.submits(form="/pupils")
    assert "Đã thêm 1 học sinh. 1 em đổi tổ." in page.main


@pytest.fixture
def empty_class(app: Flask, co_hoa: Person) -> Classroom:
    """6B, which nobody is in."""
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "6B", "band": "11-14"}, form="/classrooms/")
    room: Classroom = rows(app, Classroom, name="6B")[0]
    return room
