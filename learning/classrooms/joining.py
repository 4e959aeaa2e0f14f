"""Coming into a class of one's own accord: the learner asks, a teacher of the class says yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from learning import audit
from learning.accounts.models import Learner
from learning.classrooms import leaving
from learning.classrooms.classes import teaches
from learning.classrooms.models import Classroom, JoinRequest, Pupil
from learning.db import db, insert_once


@dataclass(frozen=True)
class Asking:
    """Somebody who asks to come in."""

    learner_id: UUID
    name: str
    asked_at: datetime


def ask(classroom: Classroom, learner: Learner, *, now: datetime) -> bool:
    """Ask to come into a class. False if the learner is in it, or teaches it, already. Again is the same as once."""
    if db.session.get(Pupil, (classroom.id, learner.id)) is not None or teaches(learner.id, classroom.id):
        return False
    if insert_once(JoinRequest, {"classroom_id": classroom.id, "learner_id": learner.id, "asked_at": now}):
        audit.record("pupil:ask", classroom.id, actor_id=learner.id, now=now)
    return True


def asking(classroom: Classroom) -> Sequence[Asking]:
    """Who asks to come in, the first first; one query."""
    query = (
        select(JoinRequest.learner_id, Learner.name, JoinRequest.asked_at)
        .join(Learner, Learner.id == JoinRequest.learner_id)
        .where(JoinRequest.classroom_id == classroom.id)
        .order_by(JoinRequest.asked_at)
    )
    return [Asking(learner_id, name or "", asked_at) for learner_id, name, asked_at in db.session.execute(query)]


def accept(classroom: Classroom, learner_id: UUID, *, actor_id: UUID, now: datetime) -> bool:
    """Let somebody in who asks; False if nobody such asks any more. Raises leaving.ClassFull."""
    if not _take(classroom, learner_id):
        return False
    leaving.place(classroom, db.session.get_one(Learner, learner_id), nickname=None, group=None, now=now)
    audit.record("pupil:accept", learner_id, actor_id=actor_id, now=now, classroom=str(classroom.id))
    return True


def decline(classroom: Classroom, learner_id: UUID, *, actor_id: UUID, now: datetime) -> None:
    """Say no; the learner is told nothing but that the request has gone."""
    if _take(classroom, learner_id):
        audit.record("pupil:decline", learner_id, actor_id=actor_id, now=now, classroom=str(classroom.id))


def _take(classroom: Classroom, learner_id: UUID) -> bool:
    request = delete(JoinRequest).where(JoinRequest.classroom_id == classroom.id, JoinRequest.learner_id == learner_id)
    return db.session.scalar(request.returning(JoinRequest.learner_id)) is not None
