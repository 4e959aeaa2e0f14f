"""What is given to whom, until when, and by whom it may be given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from learning import clock
from learning.accounts.models import Learner
from learning.audit import AuditEntry
from learning.classrooms.assigning import counting_for
from learning.classrooms.models import Assignment, Classroom, Pupil
from tests.builders import complete, rows
from tests.cast import Person

TODAY = date(2026, 11, 26)


def given(module_id: str = "demo", **more: object) -> Assignment:
    values = {"group": None, "learner_id": None, "starts_on": TODAY, "due_on": None, **more}
    return Assignment(id=uuid4(), classroom_id=uuid4(), module_id=module_id, **values)


def test_pupils_own_dates_count_before_the_groups_and_the_classes() -> None:
    minh = uuid4()
    own, groups, everybodys = given(learner_id=minh), given(group="1"), given()
    for order in ([own, groups, everybodys], [everybodys, groups, own], [groups, own, everybodys]):
        assert counting_for(order, minh, "1", TODAY) == {"demo": own}
        assert counting_for(order, uuid4(), "1", TODAY) == {"demo": groups}
        assert counting_for(order, uuid4(), None, TODAY) == {"demo": everybodys}


def test_what_has_not_begun_does_not_count_yet() -> None:
    later = given(starts_on=TODAY + timedelta(days=1))
    assert counting_for([later], uuid4(), None, TODAY) == {}
    assert counting_for([later], uuid4(), None, TODAY + timedelta(days=1)) == {"demo": later}


def assigns(teacher: Person, classroom: Classroom, modules: list[str], **more: str) -> int:
    """The status of the answer."""
    teacher.opens(f"/vi/classrooms/{classroom.id}/assignments")
    page = teacher.submits({"modules": modules, "target": "class", **more}, form="/assignments")
    return page.status


@pytest.mark.storage
def test_one_pupil_gets_more_time_than_the_class(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    yesterday, tomorrow = (clock.today() + timedelta(days=n) for n in (-1, 1))
    assigns(co_hoa, class_6a, ["demo"], starts_on=str(yesterday), due_on=str(yesterday))
    target = f"pupil:{pupil_of('Minh').learner_id}"
    assigns(co_hoa, class_6a, ["demo"], target=target, starts_on=str(yesterday), due_on=str(tomorrow))
    assert co_hoa.opens(f"/vi/classrooms/{class_6a.id}").main.count("quá hạn") >= 4
    own = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils/{pupil_of('Minh').learner_id}")
    assert "quá hạn" not in own.main


@pytest.mark.storage
def test_assignment_taken_back_is_gone_and_the_learning_stays(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    assigns(co_hoa, class_6a, ["demo"])
    complete(app, pupil_of("Minh").learner_id, "demo-course", check=False)
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/assignments")
    co_hoa.submits(form="/withdrawal")
    assert rows(app, Assignment) == []
    minh = Person(app, rows(app, Learner, id=pupil_of("Minh").learner_id)[0])
    assert minh.opens("/vi/my-learning").with_class("mark--done")
    assert "assignment:withdraw" in {row.action for row in rows(app, AuditEntry)}


@pytest.mark.storage
def test_stranger_takes_no_assignment_back(app: Flask, co_hoa: Person, co_lan: Person, class_6a: Classroom) -> None:
    assigns(co_hoa, class_6a, ["demo"])
    [row] = rows(app, Assignment)
    co_lan.opens("/vi/classrooms/")
    co_lan.submits({"name": "6B", "band": "11-14"}, form="/classrooms/")
    own = next(c for c in rows(app, Classroom) if c.name == "6B")
    co_lan.posts(f"/vi/classrooms/{own.id}/assignments/{row.id}/withdrawal")
    assert len(rows(app, Assignment)) == 1


@pytest.mark.storage
def test_other_dates_replace_the_old_ones(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    assigns(co_hoa, class_6a, ["demo"])
    page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/assignments")
    link = next(target for target in page.targets if "module=demo" in target)
    co_hoa.opens(link.split("#")[0])
    until = str(clock.today() + timedelta(days=7))
    co_hoa.submits({"due_on": until}, form="/assignments")
    assert [str(row.due_on) for row in rows(app, Assignment)] == [until]
