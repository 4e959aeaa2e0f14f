"""What the teacher's pages show, as finished values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from learning import progress
from learning.catalogue import Catalogue, Module
from learning.classrooms import assigning, enrolment
from learning.classrooms.classes import Colleague, Standing, colleagues, count_invitations, standing_of, taught_by
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.matrix import Cell, Due, Matrix, matrix_of
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
    modules = _modules([given for given in assignments if given.starts_on <= today], catalogue)
    due: dict[tuple[UUID, str], Due] = {}
    for pupil in pupils:
        for module_id, given in assigning.counting_for(assignments, pupil.learner_id, pupil.group, today).items():
            due[pupil.learner_id, module_id] = Due(given.due_on)
    reached = progress.reached_by([pupil.learner_id for pupil in pupils], [module.id for module in modules])
    matrix = matrix_of(pupils, modules, due, reached, today)
    standing = standing_of(classroom)
    return ClassPage(classroom, standing, pupils, matrix, assignments, next_steps(matrix))


def _modules(assignments: list[Assignment], catalogue: Catalogue) -> list[Module]:
    ids = dict.fromkeys(assignment.module_id for assignment in assignments)
    return [catalogue.modules[module_id] for module_id in ids if module_id in catalogue.modules]


@dataclass(frozen=True)
class PupilPage:
    """One pupil: how far in what was assigned, and the card."""

    classroom: Classroom
    pupil: Enrolled
    lines: list[tuple[Module, Cell, date | None]]
    """What the pupil has to do, how far it is, and until when."""


def pupil_page(classroom: Classroom, pupil_id: UUID, catalogue: Catalogue, today: date) -> PupilPage | None:
    """Three queries; None for somebody else's pupil."""
    pupil = enrolment.pupil_of(classroom, pupil_id)
    if pupil is None:
        return None
    given = assigning.counting_for(assigning.assignments_of(classroom), pupil_id, pupil.group, today)
    modules = _modules(list(given.values()), catalogue)
    due = {(pupil_id, module.id): Due(given[module.id].due_on) for module in modules}
    reached = progress.reached_by([pupil_id], [module.id for module in modules])
    [row] = matrix_of([pupil], modules, due, reached, today).rows
    lines = [(module, cell, given[module.id].due_on) for module, cell in zip(modules, row.cells, strict=True)]
    return PupilPage(classroom, pupil, lines)


@dataclass(frozen=True)
class TeachersPage:
    """Who teaches a class."""

    classroom: Classroom
    colleagues: list[Colleague]
    invitations: int
    """How many links to join still work."""
    my_id: UUID

    @property
    def may_leave(self) -> bool:
        """False for the only teacher."""
        return len(self.colleagues) > 1


def teachers_page(classroom: Classroom, teacher_id: UUID, now: datetime) -> TeachersPage:
    """Two queries."""
    return TeachersPage(classroom, colleagues(classroom), count_invitations(classroom, now), teacher_id)


@dataclass(frozen=True)
class Door:
    """A class as somebody sees it who asks to come in."""

    name: str
    code: str
    teachers: list[str]
    is_vouched: bool


def door(classroom: Classroom) -> Door:
    """Two queries."""
    names = [colleague.name for colleague in colleagues(classroom)]
    return Door(classroom.name, classroom.code, names, standing_of(classroom).is_vouched)
