"""What a teacher does with a class, and what nobody else can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from learning import clock
from learning.accounts.models import Learner
from learning.audit import AuditEntry
from learning.classrooms.models import Assignment, Classroom, Pupil
from tests.builders import complete, new_learner, rows
from tests.cast import Person
from tests.client import Reader

pytestmark = pytest.mark.storage


def test_pasted_names_become_pupils_after_the_preview(app: Flask, class_6a: Classroom) -> None:
    assert len(rows(app, Pupil)) == 5
    assert {row.action for row in rows(app, AuditEntry)} >= {"classroom:create", "pupil:enrol"}


def test_preview_stores_nothing(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/roster")
    page = co_hoa.submits({"names": "Người Mới"}, form="/roster")
    assert "Người Mới" in page.main
    assert len(rows(app, Pupil)) == 5


def test_same_roster_again_changes_nothing(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    before = {(p.learner_id, p.nickname) for p in rows(app, Pupil)}
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils", {"roster": "Nguyễn Đức Minh\nTrần Thị Hòa"})
    assert {(p.learner_id, p.nickname) for p in rows(app, Pupil)} == before


def test_sixty_pupils_come_in_one_step_and_no_more_without_a_voucher(
    app: Flask, co_hoa: Person, class_6a: Classroom
) -> None:
    letters = "ABCDEFGHIKLMNOPQRSTUVXY"
    names = "\n".join(f"Nguyễn {a}{b.lower()}a" for a in letters for b in letters[:3])
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils", {"roster": names})
    assert len(rows(app, Pupil)) == 60


@pytest.mark.parametrize("path", ["", "/roster", "/assignments", "/teachers", "/progress.csv", "/progress.xlsx"])
def test_teacher_of_another_class_finds_no_such_classroom(co_lan: Person, class_6a: Classroom, path: str) -> None:
    assert co_lan.opens(f"/vi/classrooms/{class_6a.id}{path}").status == 404


@pytest.mark.parametrize("path", ["/pupils", "/cards.pdf", "/code", "/leaving", "/archive", "/assignments/copy"])
def test_stranger_changes_nothing_in_a_classroom(co_lan: Person, class_6a: Classroom, path: str) -> None:
    assert co_lan.posts(f"/vi/classrooms/{class_6a.id}{path}").status == 404


def test_teaching_needs_a_confirmed_address(app: Flask, minh: Person, visitor: Reader) -> None:
    unconfirmed = Person(app, new_learner(app, name="Ai Đó", login="ai@example.com", band="adult"))
    assert unconfirmed.opens("/vi/classrooms/").status == 403
    assert minh.opens("/vi/classrooms/").status == 403
    assert "/sign-in" in visitor.opens("/vi/classrooms/").url


def assign(teacher: Person, classroom: Classroom, **more: str) -> None:
    teacher.opens(f"/vi/classrooms/{classroom.id}/assignments")
    teacher.submits({"modules": ["demo"], "target": "class", **more}, form="/assignments")


def test_assigned_module_stands_first_for_its_pupils_late_joiners_included(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    assign(co_hoa, class_6a)
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils", {"roster": "Đến Sau"})
    late = Person(app, rows(app, Learner, id=pupil_of("Sau").learner_id)[0])
    assert late.opens("/vi/my-learning").text.count("6A") >= 1
    assert "/vi/modules/demo" in late.opens("/vi/my-learning").targets


def test_matrix_counts_done_and_overdue(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assign(co_hoa, class_6a, starts_on=yesterday, due_on=yesterday)
    complete(app, pupil_of("Minh").learner_id, "demo-course", check=False)
    page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}")
    assert page.with_class("state--done")
    assert page.main.count("quá hạn") >= 4


def test_copy_gives_another_class_the_same(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    assign(co_hoa, class_6a)
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "6C", "band": "11-14"}, form="/classrooms/")
    other = next(c for c in rows(app, Classroom) if c.name == "6C")
    for _ in range(2):
        co_hoa.posts(f"/vi/classrooms/{class_6a.id}/assignments/copy", {"other": str(other.id)})
    assert len(rows(app, Assignment, classroom_id=other.id)) == 1


def test_command_vouches_for_a_teacher(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    assert co_hoa.opens(f"/vi/classrooms/{class_6a.id}").with_class("notice--nghe")
    done = app.test_cli_runner().invoke(args=["teacher", "vouch", co_hoa.login])
    assert done.exit_code == 0, done.output
    assert not co_hoa.opens(f"/vi/classrooms/{class_6a.id}").with_class("notice--nghe")
    app.test_cli_runner().invoke(args=["teacher", "unvouch", co_hoa.login])
    assert co_hoa.opens(f"/vi/classrooms/{class_6a.id}").with_class("notice--nghe")


def test_command_says_that_there_is_no_such_teacher(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["teacher", "vouch", "nobody@example.com"])
    assert done.exit_code == 1
    assert "no account" in done.output
