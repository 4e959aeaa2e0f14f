"""Who teaches a class: together, one after another, and never nobody."""

from __future__ import annotations

import pytest
from flask import Flask

from learning.audit import AuditEntry
from learning.classrooms.models import Classroom, Invitation, Teaching
from tests.builders import rows
from tests.cast import Person

pytestmark = pytest.mark.storage


def link_from(teacher: Person, classroom: Classroom) -> str:
    """A new link for a second teacher, without the host."""
    teacher.opens(f"/vi/classrooms/{classroom.id}/teachers")
    page = teacher.submits(form="/teachers")
    word = next(word for word in page.main.split() if "/classrooms/join/" in word)
    return word[word.index("/vi/") :]


def test_second_teacher_joins_by_a_link_that_works_once(
    app: Flask, co_hoa: Person, co_lan: Person, class_6a: Classroom
) -> None:
    link = link_from(co_hoa, class_6a)
    co_lan.opens(link)
    assert co_lan.submits(form=link).h1 == "6A"
    assert co_lan.posts(link).status == 410
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/leaving")
    assert co_hoa.opens(f"/vi/classrooms/{class_6a.id}").status == 404


def test_link_that_was_stopped_lets_nobody_in(app: Flask, co_hoa: Person, co_lan: Person, class_6a: Classroom) -> None:
    link = link_from(co_hoa, class_6a)
    assert co_hoa.submits(form="/withdrawal").status == 200
    assert rows(app, Invitation) == []
    assert co_lan.posts(link).status == 410


def test_teachers_page_names_all_and_says_which_one_is_me(co_hoa: Person, co_lan: Person, class_6a: Classroom) -> None:
    co_lan.posts(link_from(co_hoa, class_6a))
    page = co_lan.opens(f"/vi/classrooms/{class_6a.id}/teachers").main
    assert "Phạm Thị Hoa" in page
    assert "Vũ Thị Lan (chính thầy cô)" in page


def test_last_teacher_cannot_simply_leave(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/leaving")
    assert len(rows(app, Teaching)) == 1


def test_archived_class_lets_nobody_in_and_opens_again(
    app: Flask, co_hoa: Person, class_6a: Classroom, visitor: Person
) -> None:
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}")
    co_hoa.submits(form="/archive")
    assert visitor.opens(f"/vi/class/{class_6a.code}").status == 404
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}")
    co_hoa.submits(form="/restoration")
    assert visitor.opens(f"/vi/class/{class_6a.code}").status == 200
    assert {row.action for row in rows(app, AuditEntry)} >= {"classroom:archive", "classroom:restore"}


def test_closing_the_code_twice_closes_it(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    for _ in range(2):
        co_hoa.posts(f"/vi/classrooms/{class_6a.id}/code")
    assert not rows(app, Classroom)[0].code_is_open
    for _ in range(2):
        co_hoa.posts(f"/vi/classrooms/{class_6a.id}/code", {"is_open": "y"})
    assert rows(app, Classroom)[0].code_is_open
