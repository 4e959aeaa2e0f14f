"""What the teachers of the demo school give: the course of the age week by week, and something extra to some."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from learning import clock
from learning.catalogue import Catalogue, Course, Module
from learning.classrooms import assigning, classes
from learning.classrooms.assigning import Dates, Target
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.models import Classroom

FIRST_DAY, LAST_DAY = 28, 4
"""When the first and the last module are given, in days before the end of the four weeks."""
DAYS_FOR_A_MODULE = 7


@dataclass(frozen=True)
class Task:
    """A module that some of a class have to do, from a day on."""

    module: Module
    target: Target
    starts_on: date

    def is_for(self, pupil: Enrolled) -> bool:
        """True if this pupil has to do it."""
        if self.target.learner_id is not None:
            return self.target.learner_id == pupil.learner_id
        return self.target.group in (None, pupil.group)


def give(
    classroom: Classroom,
    course: Course,
    pupils: Sequence[Enrolled],
    teacher_id: UUID,
    catalogue: Catalogue,
    until: datetime,
) -> list[Task]:
    """Assign it all, as on the days on which it begins; the earliest first."""
    last = clock.local_date(until)
    modules = [*course.required, *(module for module in course.modules if module.is_sensitive)]
    gap = (FIRST_DAY - LAST_DAY) / max(1, len(modules) - 1)
    tasks = [Task(module, Target(), last - timedelta(FIRST_DAY - round(gap * n))) for n, module in enumerate(modules)]
    tasks += _extra(classroom, modules, pupils, catalogue, last)
    return [task for task in tasks if _assign(classroom, task, teacher_id)]


def _extra(
    classroom: Classroom, modules: Sequence[Module], pupils: Sequence[Enrolled], catalogue: Catalogue, last: date
) -> list[Task]:
    """One more module for a group, another for one pupil, where the catalogue has them for this age."""
    more = [
        module
        for module in catalogue.modules.values()
        if classroom.band in module.about.bands and module not in modules and not module.is_sensitive
    ]
    targets = [Target(group=pupils[0].group), Target(learner_id=pupils[-1].learner_id)]
    return [Task(module, target, last - timedelta(10)) for module, target in zip(more, targets, strict=False)]


def _assign(classroom: Classroom, task: Task, teacher_id: UUID) -> bool:
    """Give it, unless this teacher may not. A review date that has lapsed since is no reason: the school is played."""
    today = min(task.starts_on, task.module.about.review.review_by)
    standing = classes.standing_of(classroom)
    if assigning.obstacles([task.module], standing, teacher_id, today):
        return False
    assigning.assign(
        classroom,
        [task.module],
        task.target,
        Dates(task.starts_on, task.starts_on + timedelta(DAYS_FOR_A_MODULE)),
        standing=standing,
        teacher_id=teacher_id,
        now=clock.midday(task.starts_on),
        today=today,
    )
    return True
