"""Assigning: modules to a class, a group or one pupil, with dates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """Why a module cannot be assigned, as a message key: `gate`, `unvouched` or `review`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """To whom: everybody, a group, or one pupil."""

    group: str | None = None
    learner_id: UUID | None = None


@dataclass(frozen=True)
class Given:
    """An assignment as a pupil sees it."""

    module: Module
    classroom_name: str
    due_on: date | None


def obstacle(module: Module, standing: Standing, teacher_id: UUID, today: date) -> str | None:
    """Why this teacher may not assign this module here, or None."""
    if not module.may_be_assigned(today):
        return "review"
    if not module.is_sensitive:
        return None
    if not standing.is_vouched:
        return "unvouched"
    gate = progress.modules_reached(teacher_id, [GATE]).get(GATE, progress.NOTHING)
    return None if gate.done_at is not None else "gate"


def assign(
    classroom: Classroom,
    modules: Iterable[Module],
    target: Target,
    starts_on: date,
    due_on: date | None,
    *,
    standing: Standing,
    teacher_id: UUID,
    now: datetime,
    today: date,
) -> None:
    """Give modules. Raises MayNotAssign, and then nothing is given. The same again replaces the dates."""
    modules = list(modules)
    for module in modules:
        reason = obstacle(module, standing, teacher_id, today)
        if reason is not None:
            raise MayNotAssign(reason)
    for module in modules:
        withdraw(classroom, module.id, target)
        db.session.add(
            Assignment(
                classroom_id=classroom.id,
                module_id=module.id,
                group=target.group,
                learner_id=target.learner_id,
                starts_on=starts_on,
                due_on=due_on,
                created_at=now,
            )
        )
    db.session.flush()
    audit.record("assignment:give", classroom.id, actor_id=teacher_id, now=now, modules=[m.id for m in modules])


def withdraw(classroom: Classroom, module_id: str, target: Target) -> None:
    """Take an assignment back; what pupils have done stays."""
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


def copy_to(source: Classroom, target: Classroom, *, teacher_id: UUID, now: datetime) -> int:
    """Give another class what this one has as a whole class; how many were copied."""
    there = {row.module_id for row in assignments_of(target) if row.group is None and row.learner_id is None}
    copied = 0
    for row in assignments_of(source):
        if row.group is None and row.learner_id is None and row.module_id not in there:
            db.session.add(
                Assignment(
                    classroom_id=target.id,
                    module_id=row.module_id,
                    starts_on=row.starts_on,
                    due_on=row.due_on,
                    created_at=now,
                )
            )
            copied += 1
    db.session.flush()
    audit.record("assignment:copy", target.id, actor_id=teacher_id, now=now, source=str(source.id))
    return copied


def assignments_of(classroom: Classroom) -> list[Assignment]:
    """Everything given to a class, its groups and its pupils; one query."""
    query = select(Assignment).where(Assignment.classroom_id == classroom.id).order_by(Assignment.created_at)
    return list(db.session.scalars(query))


def is_for(assignment: Assignment, pupil_id: UUID, group: str | None) -> bool:
    """True if an assignment reaches a pupil: late joiners included."""
    if assignment.learner_id is not None:
        return assignment.learner_id == pupil_id
    return assignment.group is None or assignment.group == group


def given_to(learner_id: UUID, catalogue: Catalogue, today: date) -> Sequence[Given]:
    """What a pupil's teachers have given and that has begun, the nearest due date first; one query."""
    query = (
        select(Assignment, Classroom.name)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .join(Pupil, (Pupil.classroom_id == Assignment.classroom_id) & (Pupil.learner_id == learner_id))
        .where(Assignment.starts_on <= today, Classroom.archived_at.is_(None))
        .where(or_(Assignment.learner_id.is_(None), Assignment.learner_id == learner_id))
        .where(or_(Assignment.group.is_(None), Assignment.group == Pupil.group))
    )
    found: dict[str, Given] = {}
    for assignment, name in db.session.execute(query):
        module = catalogue.modules.get(assignment.module_id)
        if module is None:
            continue
        other = found.get(module.id)
        if other is None or _sooner(assignment.due_on, other.due_on):
            found[module.id] = Given(module, name, assignment.due_on)
    return sorted(found.values(), key=lambda given: (given.due_on is None, given.due_on or date.max))


def _sooner(one: date | None, other: date | None) -> bool:
    return one is not None and (other is None or one < other)
