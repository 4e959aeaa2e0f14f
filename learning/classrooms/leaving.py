"""Leaving a classroom, coming back, moving to another: what was learned stays the pupil's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, select, update

from learning import audit
from learning.accounts.models import Learner
from learning.classrooms import bundles
from learning.classrooms.classes import count_pupils, standing_of
from learning.classrooms.models import Card, Classroom, FormerPupil, Pupil
from learning.classrooms.rosters import key_of, propose_nickname
from learning.db import db, insert_once

KEPT_FOR = timedelta(days=90)
"""How long somebody who was taken out can be taken back."""


class ClassFull(Exception):
    """The class holds no more pupils."""


@dataclass(frozen=True)
class Former:
    """Somebody who was in a classroom."""

    learner_id: UUID
    name: str
    nickname: str
    left_at: datetime


def remove(classroom: Classroom, pupil: Pupil, *, actor_id: UUID, now: datetime) -> None:
    """Take a pupil out, by the teacher or by the pupil: card and place go; what was learned stays."""
    _take_out(classroom, pupil, now)
    db.session.execute(delete(Card).where(Card.learner_id == pupil.learner_id, Card.classroom_id == classroom.id))
    _settle_card(pupil.learner_id)
    audit.record("pupil:leave", pupil.learner_id, actor_id=actor_id, now=now, classroom=str(classroom.id))


def take_back(classroom: Classroom, learner_id: UUID, *, actor_id: UUID, now: datetime) -> bool:
    """Let somebody who has left come in again; False if nobody such is known. Raises ClassFull."""
    former = db.session.get(FormerPupil, (classroom.id, learner_id))
    if former is None:
        return False
    learner = db.session.get_one(Learner, learner_id)
    place(classroom, learner, nickname=former.nickname, group=former.group, now=now)
    learner.has_card = learner.has_card or learner.login is None
    audit.record("pupil:return", learner_id, actor_id=actor_id, now=now, classroom=str(classroom.id))
    return True


def move(source: Classroom, target: Classroom, pupil: Pupil, *, actor_id: UUID, now: datetime) -> None:
    """From one class to another; the card goes along and still works. Raises ClassFull before anything is written."""
    learner = db.session.get_one(Learner, pupil.learner_id)
    place(target, learner, nickname=pupil.nickname, group=None, now=now)
    _take_out(source, pupil, now)
    db.session.execute(
        update(Card)
        .where(Card.learner_id == pupil.learner_id, Card.classroom_id == source.id)
        .values(classroom_id=target.id)
    )
    audit.record(
        "pupil:move", pupil.learner_id, actor_id=actor_id, now=now, classroom=str(source.id), to=str(target.id)
    )


def place(classroom: Classroom, learner: Learner, *, nickname: str | None, group: str | None, now: datetime) -> None:
    """Give somebody a place in a class, under the wished nickname if it is free there. Again is the same as once.

    Raises ClassFull before anything is written.
    """
    if db.session.get(Pupil, (classroom.id, learner.id)) is not None:
        return
    if count_pupils(classroom) >= standing_of(classroom).most_pupils:
        raise ClassFull
    taken = set(db.session.scalars(select(Pupil.nickname_key).where(Pupil.classroom_id == classroom.id)))
    if nickname is None or key_of(nickname) in taken:
        nickname = propose_nickname(learner.name or "", taken)
    db.session.add(
        Pupil(
            classroom_id=classroom.id,
            learner_id=learner.id,
            nickname=nickname,
            nickname_key=key_of(nickname),
            group=group,
            joined_at=now,
        )
    )
    db.session.execute(
        delete(FormerPupil).where(FormerPupil.classroom_id == classroom.id, FormerPupil.learner_id == learner.id)
    )
    db.session.flush()


def former_pupils(classroom: Classroom) -> Sequence[Former]:
    """Who has left and can still come back, the last to leave first; one query."""
    query = (
        select(FormerPupil, Learner.name)
        .join(Learner, Learner.id == FormerPupil.learner_id)
        .where(FormerPupil.classroom_id == classroom.id)
        .order_by(FormerPupil.left_at.desc())
    )
    return [
        Former(former.learner_id, name or "", former.nickname, former.left_at)
        for former, name in db.session.execute(query)
    ]


def purge(now: datetime) -> None:
    """Forget who left long ago."""
    db.session.execute(delete(FormerPupil).where(FormerPupil.left_at < now - KEPT_FOR))


def _take_out(classroom: Classroom, pupil: Pupil, now: datetime) -> None:
    kept = {"nickname": pupil.nickname, "group": pupil.group, "left_at": now}
    insert_once(FormerPupil, {"classroom_id": classroom.id, "learner_id": pupil.learner_id, **kept})
    db.session.execute(delete(Pupil).where(Pupil.classroom_id == classroom.id, Pupil.learner_id == pupil.learner_id))
    bundles.discard([classroom.id])


def _settle_card(learner_id: UUID) -> None:
    """Without a class there is no card."""
    db.session.execute(
        update(Learner)
        .where(Learner.id == learner_id, ~exists().where(Pupil.learner_id == learner_id))
        .values(has_card=False)
    )
