"""What the teacher's pages show, as finished values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from learning import progress
from learning.catalogue import Catalogue, Module
from learning.classrooms import assigning, enrolment
from learning.classrooms.classes import Standing, standing_of, taught_by
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.matrix import Due, Matrix, matrix_of
from learning.classrooms.models import Assignment, Classroom, Pupil
from learning.classrooms.nextsteps import NextStep, next_steps
from learning.db import db


@dataclass(frozen=True)
class ClassroomCard:
    """A classroom in the list."""

    id: UUID
    name: str
    code: str
    pupils: int
    is_archived: bool


def my_classrooms(teacher_id: UUID) -> list[ClassroomCard]:
    """The classrooms somebody teaches; two queries."""
    classrooms = taught_by(teacher_id)
    query = (
        select(Pupil.classroom_id, func.count())
        .where(Pupil.classroom_id.in_([classroom.id for classroom in classrooms]))
        .group_by(Pupil.classroom_id)
    )
    counts = {classroom_id: count for classroom_id, count in db.session.execute(query)}  # noqa: C416  (typed rows)
    return [ClassroomCard(c.id, c.name, c.code, counts.get(c.id, 0), c.archived_at is not None) for c in classrooms]


@dataclass(frozen=True)
class ClassPage:
    """A class: who needs help first, then everybody."""

    classroom: Classroom
    standing: Standing
    pupils: list[Enrolled]
    matrix: Matrix
    assignments: list[Assignment]
    steps: list[NextStep]

    @property
    def by_need(self) -> list[int]:
        """Indices of the matrix' rows, those who need attention first."""
        return sorted(range(len(self.matrix.rows)), key=lambda n: -self.matrix.rows[n].attention)


def class_page(classroom: Classroom, catalogue: Catalogue, today: date) -> ClassPage:
    """Four queries, whatever the size of the class."""
    pupils = enrolment.pupils_of(classroom)
    assignments = assigning.assignments_of(classroom)
    modules = _modules(assignments, catalogue)
    due: dict[tuple[UUID, str], Due] = {}
    for assignment in assignments:
        for pupil in pupils:
            if assigning.is_for(assignment, pupil.learner_id, pupil.group):
                due[pupil.learner_id, assignment.module_id] = Due(assignment.due_on)
    reached = progress.reached_by([pupil.learner_id for pupil in pupils], [module.id for module in modules])
    matrix = matrix_of(pupils, modules, due, reached, today)
    standing = standing_of(classroom)
    return ClassPage(classroom, standing, pupils, matrix, assignments, next_steps(matrix))


def _modules(assignments: list[Assignment], catalogue: Catalogue) -> list[Module]:
    ids = dict.fromkeys(assignment.module_id for assignment in assignments)
    return [catalogue.modules[module_id] for module_id in ids if module_id in catalogue.modules]
