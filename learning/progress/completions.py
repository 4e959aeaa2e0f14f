"""Completions: raised, never lowered, whatever comes in whatever order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import select

from learning.catalogue import Course
from learning.db import db, raise_to
from learning.progress.models import CourseCompletion, ModuleCompletion
from learning.quiz import Sitting, scoring

State = Literal["not-started", "in-progress", "done"]


@dataclass(frozen=True)
class Reached:
    """What a learner has reached in a module or in a course's final check."""

    screen: int = 0
    best_share: float | None = None
    done_at: datetime | None = None

    @property
    def state(self) -> State:
        """The cell of this module, before anything about assignments."""
        if self.done_at is not None:
            return "done"
        return "in-progress" if self.screen or self.best_share is not None else "not-started"


NOTHING = Reached()


def reach_screen(learner_id: UUID, module_id: str, screen: int) -> None:
    """Note that a screen of the lesson is done."""
    key = {"learner_id": learner_id, "module_id": module_id}
    raise_to(ModuleCompletion, key, {"screen": screen})


def finish(sitting: Sitting, *, now: datetime) -> None:
    """Raise the completion by what a finished attempt is worth; a practice is worth nothing."""
    attempt = sitting.attempt
    share = (attempt.score or 0.0) / sitting.size
    values: dict[str, Any] = {"best_share": share}
    if attempt.kind == "quiz":
        if share >= scoring.QUIZ_PASSES - scoring.TOLERANCE:
            values["completed_at"] = now
        key = {"learner_id": attempt.learner_id, "module_id": attempt.subject_id}
        raise_to(ModuleCompletion, key, {"screen": 0, **values}, first=("completed_at",))
    elif attempt.kind == "check":
        if scoring.check_result(sitting.answered()).is_passed:
            values["passed_at"] = now
        key = {"learner_id": attempt.learner_id, "course_id": attempt.subject_id}
        raise_to(CourseCompletion, key, values, first=("passed_at",))


def modules_reached(learner_id: UUID, module_ids: Iterable[str] | None = None) -> Mapping[str, Reached]:
    """What the learner has reached in these modules, or in all; one query."""
    query = select(ModuleCompletion).where(ModuleCompletion.learner_id == learner_id)
    if module_ids is not None:
        query = query.where(ModuleCompletion.module_id.in_(list(module_ids)))
    return {row.module_id: Reached(row.screen, row.best_share, row.completed_at) for row in db.session.scalars(query)}


def reached_by(learner_ids: Sequence[UUID], module_ids: Sequence[str]) -> Mapping[tuple[UUID, str], Reached]:
    """What these learners have reached in these modules, by learner and module; one query."""
    table = ModuleCompletion.__table__.c  # rows without objects: a class has a thousand of them
    query = select(table.learner_id, table.module_id, table.screen, table.best_share, table.completed_at).where(
        table.learner_id.in_(learner_ids), table.module_id.in_(module_ids)
    )
    return {(learner, module): Reached(*reached) for learner, module, *reached in db.session.execute(query)}


def checks_reached(learner_id: UUID) -> Mapping[str, Reached]:
    """What the learner has reached in final checks, by course; one query."""
    rows = db.session.scalars(select(CourseCompletion).where(CourseCompletion.learner_id == learner_id))
    return {row.course_id: Reached(0, row.best_share, row.passed_at) for row in rows}


def may_sit_check(course: Course, modules: Mapping[str, Reached]) -> bool:
    """True once every module that the certificate asks for is done."""
    return all(modules.get(module.id, NOTHING).done_at is not None for module in course.required)


def is_earned(course: Course, modules: Mapping[str, Reached], checks: Mapping[str, Reached]) -> bool:
    """True once the modules are done and the final check is passed: what a certificate stands for."""
    return may_sit_check(course, modules) and checks.get(course.id, NOTHING).done_at is not None
