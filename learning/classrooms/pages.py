"""What the teacher's pages show, as finished values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from learning import progress
from learning.catalogue import Catalogue, Module
from learning.classrooms import assigning, enrolment
from learning.classrooms.classes import Colleague, Standing, colleagues, count_invitations, standing_of, taught_by
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.matrix import Cell, Due, matrix_of
from learning.classrooms.models import Assignment, Classroom, Pupil
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


def modules_of(assignments: Iterable[Assignment], catalogue: Catalogue) -> list[Module]:
    """The modules of these assignments that are taught today, each once."""
    ids = dict.fromkeys(assignment.module_id for assignment in assignments)
    return [catalogue.modules[module_id] for module_id in ids if module_id in catalogue.modules]


@dataclass(frozen=True)
class PupilsPage:
    """The pupils of a class with their cards."""

    classroom: Classroom
    standing: Standing
    pupils: list[Enrolled]

    @property
    def without_card(self) -> int:
        """How many have no card yet and could have one."""
        return sum(pupil.may_have_card and pupil.card_since is None for pupil in self.pupils)


def pupils_page(classroom: Classroom) -> PupilsPage:
    """Two queries, whatever the size of the class."""
    return PupilsPage(classroom, standing_of(classroom), enrolment.pupils_of(classroom))


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
    modules = modules_of(list(given.values()), catalogue)
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
