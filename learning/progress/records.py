"""The progress room's part of a learner's record: completions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from learning.accounts.models import Learner
from learning.db import db, raise_to
from learning.progress.completions import checks_reached, modules_reached
from learning.progress.models import CourseCompletion, ModuleCompletion


class ProgressRecords:
    """Keeper of completions."""

    tables = ("module_completion", "course_completion")

    def merge(self, guest_id: UUID, account: Learner, now: datetime) -> None:
        """Of what both have reached, the account keeps the further."""
        for module in db.session.scalars(select(ModuleCompletion).where(ModuleCompletion.learner_id == guest_id)):
            reached = {"screen": module.screen, "best_share": module.best_share, "completed_at": module.completed_at}
            key = {"learner_id": account.id, "module_id": module.module_id}
            raise_to(ModuleCompletion, key, _known(reached), first=("completed_at",))
        for course in db.session.scalars(select(CourseCompletion).where(CourseCompletion.learner_id == guest_id)):
            reached = {"best_share": course.best_share, "passed_at": course.passed_at}
            key = {"learner_id": account.id, "course_id": course.course_id}
            raise_to(CourseCompletion, key, _known(reached), first=("passed_at",))
        self.erase(guest_id, now)

    def settle(self, account: Learner, now: datetime) -> None:
        """Nothing waits here."""

    def export(self, learner_id: UUID) -> dict[str, Any]:
        """Every completion."""
        return {
            "modules": [{"module": key, **vars(reached)} for key, reached in modules_reached(learner_id).items()],
            "courses": [{"course": key, **vars(reached)} for key, reached in checks_reached(learner_id).items()],
        }

    def erase(self, learner_id: UUID, now: datetime) -> None:
        """Delete them."""
        for table in (ModuleCompletion, CourseCompletion):
            db.session.execute(delete(table).where(table.learner_id == learner_id))


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in values.items() if value is not None}
