"""What the page for assigning shows, as finished values: what may be given, to whom, and what has been given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from learning.catalogue import Catalogue, Course, Module
from learning.classrooms import assigning, enrolment
from learning.classrooms.classes import Standing, taught_by
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.models import Assignment, Classroom
from learning.classrooms.overview import Taught

WHOLE_COURSE = "course:"
"""Before the id of a course among the modules that were chosen: all of its modules."""


@dataclass(frozen=True)
class GivenRow:
    """Something given already."""

    id: UUID
    module: Module
    group: str | None
    pupil_name: str | None
    """Both None: the whole class has it."""
    target: str
    """As the form has it: `class`, `group:…` or `pupil:…`."""
    starts_on: date
    due_on: date | None


@dataclass(frozen=True)
class AssignPage:
    """Everything that can be chosen, and everything that has been."""

    classroom: Classroom
    standing: Standing
    courses: Sequence[Course]
    """Those for the class's age first; courses for teachers are not for pupils."""
    obstacles: Mapping[str, str]
    """By module, why this teacher may not assign it here (assigning.obstacles)."""
    pupils: Sequence[Enrolled]
    groups: Sequence[str]
    given: Sequence[GivenRow]
    others: Sequence[Classroom]
    """The teacher's other classes, to copy to."""

    def chosen(self, values: Sequence[str]) -> list[Module]:
        """The modules behind what was ticked, each once. Of a whole course, those that may be assigned."""
        found: dict[str, Module] = {}
        for course in self.courses:
            is_whole = WHOLE_COURSE + course.id in values
            for module in course.modules:
                if module.id in values or (is_whole and module.id not in self.obstacles):
                    found[module.id] = module
        return list(found.values())


def assign_page(own: Taught, catalogue: Catalogue, teacher_id: UUID, today: date) -> AssignPage:
    """Three queries, whatever the size of the class."""
    classroom, pupils = own.classroom, enrolment.pupils_of(own.classroom)
    courses = _for_pupils(catalogue, classroom.band)
    modules = {module.id: module for course in courses for module in course.modules}
    names = {pupil.learner_id: pupil.name for pupil in pupils}
    return AssignPage(
        classroom=classroom,
        standing=own.standing,
        courses=courses,
        obstacles=assigning.obstacles(modules.values(), own.standing, teacher_id, today),
        pupils=pupils,
        groups=sorted({pupil.group for pupil in pupils if pupil.group}),
        given=[
            _given_row(row, catalogue.modules[row.module_id], names)
            for row in own.assignments
            if row.module_id in catalogue.modules and (row.learner_id is None or row.learner_id in names)
        ],
        others=[other for other in taught_by(teacher_id) if other.id != classroom.id and other.archived_at is None],
    )


def _for_pupils(catalogue: Catalogue, band: str) -> list[Course]:
    courses = [course for course in catalogue.courses.values() if course.about.audience != "teacher"]
    return sorted(courses, key=lambda course: (course.about.band != band, course.about.audience != "student"))


def _given_row(row: Assignment, module: Module, names: Mapping[UUID, str]) -> GivenRow:
    target = f"group:{row.group}" if row.group else "class"
    name = None
    if row.learner_id is not None:
        target, name = f"pupil:{row.learner_id}", names.get(row.learner_id)
    return GivenRow(row.id, module, row.group, name, target, row.starts_on, row.due_on)
