"""The classrooms room's part of a learner's record: places in classes, cards, teaching."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from learning.accounts.models import Learner
from learning.classrooms import bundles
from learning.classrooms.models import Assignment, Card, Classroom, FormerPupil, JoinRequest, Pupil, Teaching
from learning.db import db


class ClassroomRecords:
    """Keeper of pupils' places, cards, personal assignments and teaching."""

    tables = ("pupil", "former_pupil", "join_request", "card", "assignment", "teaching")

    def merge(self, guest_id: UUID, account: Learner, now: datetime) -> None:
        """A guest is in no class."""

    def settle(self, account: Learner, now: datetime) -> None:
        """Nothing waits here."""

    def export(self, learner_id: UUID) -> dict[str, Any]:
        """The classes somebody attends or teaches."""
        attended = (
            select(Classroom.name, Pupil.nickname, Pupil.group, Pupil.joined_at)
            .join(Pupil, Pupil.classroom_id == Classroom.id)
            .where(Pupil.learner_id == learner_id)
        )
        taught = (
            select(Classroom.name, Teaching.since)
            .join(Teaching, Teaching.classroom_id == Classroom.id)
            .where(Teaching.learner_id == learner_id)
        )
        return {
            "classes_attended": [dict(row._mapping) for row in db.session.execute(attended)],
            "classes_taught": [dict(row._mapping) for row in db.session.execute(taught)],
        }

    def erase(self, learner_id: UUID, now: datetime) -> None:
        """Delete the rows, and the files with this name in them; a class without a teacher is archived by itself."""
        attended = list(db.session.scalars(select(Pupil.classroom_id).where(Pupil.learner_id == learner_id)))
        bundles.discard(attended)
        taught = list(db.session.scalars(select(Teaching.classroom_id).where(Teaching.learner_id == learner_id)))
        for table in (Card, Assignment, FormerPupil, JoinRequest, Pupil, Teaching):
            db.session.execute(delete(table).where(table.learner_id == learner_id))
        for classroom_id in taught:
            if db.session.scalar(select(Teaching.learner_id).where(Teaching.classroom_id == classroom_id)) is None:
                db.session.get_one(Classroom, classroom_id).archived_at = now
        db.session.flush()
