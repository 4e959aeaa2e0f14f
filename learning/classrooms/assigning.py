"""Assigning: modules to a class, a group or one pupil, with dates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, or_, select

from learning import audit, progress
from learning.catalogue import Catalogue, Module
from learning.classrooms.classes import Standing
from learning.classrooms.models import Assignment, Classroom, Pupil
from learning.db import db

GATE = "teacher-safeguarding"
"""M30: who has completed it may assign `sensitive` modules."""


class MayNotAssign(Exception):
    """Which module cannot be assigned, and why, as a message key: `gate`, `unvouched` or `review`."""

    def __init__(self, module: Module, reason: str) -> None:
        super().__init__(f"{module.id}: {reason}")
        self.module = module
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """To whom: everybody, a group, or one pupil."""

    group: str | None = None
    learner_id: UUID | None = None


@dataclass(frozen=True)
class Dates:
    """From the first day to the last; without a last day it stays open."""

    starts_on: date
    due_on: date | None = None


@dataclass(frozen=True)
class Given:
    """An assignment as a pupil sees it."""

    module: Module
    classroom_name: str
    due_on: date | None


def obstacles(modules: Iterable[Module], standing: Standing, teacher_id: UUID, today: date) -> Mapping[str, str]:
    """By module, why this teacher may not assign it to a class of this standing; one query at most."""
    found: dict[str, str] = {}
    sensitive = []
    for module in modules:
        if not module.may_be_assigned(today):
            found[module.id] = "review"
        elif module.is_sensitive:
            sensitive.append(module.id)
    if sensitive and not standing.is_vouched:
        return found | dict.fromkeys(sensitive, "unvouched")
    if sensitive and progress.modules_reached(teacher_id, [GATE]).get(GATE, progress.NOTHING).done_at is None:
        return found | dict.fromkeys(sensitive, "gate")
    return found


def assign(
    classroom: Classroom,
    modules: Iterable[Module],
    target: Target,
    dates: Dates,
    *,
    standing: Standing,
    teacher_id: UUID,
    now: datetime,
    today: date,
) -> None:
    """Give modules. Raises MayNotAssign before anything is written. The same again replaces the dates."""
    modules = list(modules)
    found = obstacles(modules, standing, teacher_id, today)
    for module in modules:
        if module.id in found:
            raise MayNotAssign(module, found[module.id])
    for module in modules:
        _give(classroom, module.id, target, dates, now)
    db.session.flush()
    audit.record("assignment:give", classroom.id, actor_id=teacher_id, now=now, modules=[m.id for m in modules])


def _give(classroom: Classroom, module_id: str, target: Target, dates: Dates, now: datetime) -> None:
    db.session.execute(
        delete(Assignment).where(
            Assignment.classroom_id == classroom.id,
            Assignment.module_id == module_id,
            Assignment.group.is_(None) if target.group is None else Assignment.group == target.group,
            Assignment.learner_id.is_(None)
            if target.learner_id is None
            else Assignment.learner_id == target.learner_id,
        )
    )
    db.session.add(
        Assignment(
            classroom_id=classroom.id,
            module_id=module_id,
            group=target.group,
            learner_id=target.learner_id,
            starts_on=dates.starts_on,
            due_on=dates.due_on,
            created_at=now,
        )
    )


def withdraw(classroom: Classroom, assignment_id: UUID, *, teacher_id: UUID, now: datetime) -> None:
    """Take an assignment back; what pupils have done stays. An unknown one changes nothing."""
    taken = delete(Assignment).where(Assignment.id == assignment_id, Assignment.classroom_id == classroom.id)
    module_id = db.session.scalar(taken.returning(Assignment.module_id))
    if module_id is not None:
        audit.record("assignment:withdraw", classroom.id, actor_id=teacher_id, now=now, modules=[module_id])


def copy_to(
    source: Classroom,
    target: Classroom,
    catalogue: Catalogue,
    *,
    standing: Standing,
    teacher_id: UUID,
    now: datetime,
    today: date,
) -> int:
    """Give another class what this one has as a whole class; how many were copied.

    `standing` is that of the class that gets them: what may not be assigned there is left out.
    """
    there = {row.module_id for row in assignments_of(target) if not _is_narrow(row)}
    wanted = [row for row in assignments_of(source) if not _is_narrow(row) and row.module_id not in there]
    modules = [catalogue.modules[row.module_id] for row in wanted if row.module_id in catalogue.modules]
    refused = obstacles(modules, standing, teacher_id, today)
    allowed = {module.id for module in modules if module.id not in refused}
    copied = [row for row in wanted if row.module_id in allowed]
    for row in copied:
        _give(target, row.module_id, Target(), Dates(row.starts_on, row.due_on), now)
    db.session.flush()
    audit.record("assignment:copy", target.id, actor_id=teacher_id, now=now, source=str(source.id))
    return len(copied)


def _is_narrow(assignment: Assignment) -> bool:
    """True if it is for a part of the class only."""
    return assignment.group is not None or assignment.learner_id is not None


def assignments_of(classroom: Classroom) -> list[Assignment]:
    """Everything given to a class, its groups and its pupils; one query."""
    query = select(Assignment).where(Assignment.classroom_id == classroom.id).order_by(Assignment.created_at)
    return list(db.session.scalars(query))


def is_for(assignment: Assignment, pupil_id: UUID, group: str | None) -> bool:
    """True if an assignment reaches a pupil: late joiners included."""
    if assignment.learner_id is not None:
        return assignment.learner_id == pupil_id
    return assignment.group is None or assignment.group == group


def counting_for(
    assignments: Iterable[Assignment], pupil_id: UUID, group: str | None, today: date
) -> dict[str, Assignment]:
    """By module, the assignment whose dates count for a pupil: the pupil's own before the group's before the class's.

    So a teacher gives one pupil more time by one assignment more. What has not begun yet does not count.
    """
    found: dict[str, Assignment] = {}
    for assignment in assignments:
        if assignment.starts_on > today or not is_for(assignment, pupil_id, group):
            continue
        other = found.get(assignment.module_id)
        if other is None or _narrowness(assignment) >= _narrowness(other):
            found[assignment.module_id] = assignment
    return found


def _narrowness(assignment: Assignment) -> int:
    return 2 if assignment.learner_id is not None else 1 if assignment.group is not None else 0


def given_to(learner_id: UUID, catalogue: Catalogue, today: date) -> Sequence[Given]:
    """What a pupil's teachers have given and that has begun, the nearest due date first; one query."""
    query = (
        select(Assignment, Classroom.name, Pupil.group)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .join(Pupil, (Pupil.classroom_id == Assignment.classroom_id) & (Pupil.learner_id == learner_id))
        .where(Assignment.starts_on <= today, Classroom.archived_at.is_(None))
        .where(or_(Assignment.learner_id.is_(None), Assignment.learner_id == learner_id))
        .where(or_(Assignment.group.is_(None), Assignment.group == Pupil.group))
        .order_by(Assignment.created_at)
    )
    by_class: dict[tuple[UUID, str, str | None], list[Assignment]] = {}
    for assignment, name, group in db.session.execute(query):
        by_class.setdefault((assignment.classroom_id, name, group), []).append(assignment)
    found: dict[str, Given] = {}
    for (_classroom_id, name, group), assignments in by_class.items():
        for module_id, assignment in counting_for(assignments, learner_id, group, today).items():
            module, other = catalogue.modules.get(module_id), found.get(module_id)
            if module is not None and (other is None or _sooner(assignment.due_on, other.due_on)):
                found[module_id] = Given(module, name, assignment.due_on)
    return sorted(found.values(), key=lambda given: (given.due_on is None, given.due_on or date.max))


def _sooner(one: date | None, other: date | None) -> bool:
    return one is not None and (other is None or one < other)
