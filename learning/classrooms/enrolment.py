"""Enrolment: pupils come into a classroom by a roster, and leave it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select

from learning import audit
from learning.accounts import identity
from learning.accounts.models import Grant, Learner
from learning.classrooms import cards, rosters
from learning.classrooms.classes import standing_of
from learning.classrooms.models import Card, Classroom, Pupil, Teaching
from learning.classrooms.rosters import Entry, Known, Planned, Preview
from learning.db import db


@dataclass(frozen=True)
class Enrolled:
    """A pupil of a classroom, as pages and cards show one."""

    learner_id: UUID
    name: str
    nickname: str
    group: str | None
    is_locked: bool
    sort_key: str


def pupils_of(classroom: Classroom) -> list[Enrolled]:
    """The pupils in Vietnamese order of their names; one query."""
    query = (
        select(Pupil, Learner.name, Learner.name_sort, Card.locked_at)
        .join(Learner, Learner.id == Pupil.learner_id)
        .outerjoin(Card, (Card.learner_id == Pupil.learner_id) & (Card.classroom_id == Pupil.classroom_id))
        .where(Pupil.classroom_id == classroom.id)
        .order_by(Learner.name_sort, Pupil.nickname_key)
    )
    return [
        Enrolled(pupil.learner_id, name or "", pupil.nickname, pupil.group, locked_at is not None, sort or "")
        for pupil, name, sort, locked_at in db.session.execute(query)
    ]


@dataclass(frozen=True)
class Attended:
    """A class as its pupil sees it."""

    classroom_id: UUID
    name: str
    is_vouched: bool


def classes_of(learner_id: UUID) -> list[Attended]:
    """The classes a pupil is in; one query."""
    is_vouched = (
        exists()
        .where(Teaching.classroom_id == Classroom.id, Grant.learner_id == Teaching.learner_id, Grant.kind == "vouched")
        .correlate(Classroom)
    )
    query = (
        select(Classroom.id, Classroom.name, is_vouched)
        .join(Pupil, Pupil.classroom_id == Classroom.id)
        .where(Pupil.learner_id == learner_id, Classroom.archived_at.is_(None))
    )
    return [Attended(classroom_id, name, bool(vouched)) for classroom_id, name, vouched in db.session.execute(query)]


def preview(classroom: Classroom, entries: Sequence[Entry]) -> Preview:
    """What a roster would do to a classroom; nothing is stored."""
    known = [Known(str(p.learner_id), p.name, p.nickname, p.group) for p in pupils_of(classroom)]
    return rosters.preview(entries, known, most=standing_of(classroom).most_pupils)


def enrol(classroom: Classroom, entries: Sequence[Entry], *, actor_id: UUID, now: datetime) -> int:
    """Do what the preview showed: new pupils, changed groups. The same roster again changes nothing.

    Returns how many pupils are new. Their cards are made when the teacher prints them.
    """
    shown = preview(classroom, entries)
    for row in shown.rows:
        if row.fate == "changed" and row.of is not None:
            pupil = db.session.get_one(Pupil, (classroom.id, UUID(row.of)))
            pupil.group = row.group
            audit.record("pupil:change", row.of, actor_id=actor_id, now=now, classroom=str(classroom.id))
        elif row.fate == "new":
            _add(classroom, row, actor_id, now)
    db.session.flush()
    return shown.count("new")


def _add(classroom: Classroom, row: Planned, actor_id: UUID, now: datetime) -> None:
    learner = identity.new_guest(band=classroom.band, audience="student", language="vi", now=now)
    identity.rename(learner, row.name)
    learner.has_card = True
    db.session.add(
        Pupil(
            classroom_id=classroom.id,
            learner_id=learner.id,
            nickname=row.nickname,
            nickname_key=rosters.key_of(row.nickname),
            group=row.group,
            joined_at=now,
        )
    )
    audit.record("pupil:enrol", learner.id, actor_id=actor_id, now=now, classroom=str(classroom.id))


def remove(classroom: Classroom, learner_id: UUID, *, actor_id: UUID, now: datetime) -> None:
    """Take a pupil out of the class, by the teacher or by the pupil: card and place go, what was learned stays."""
    db.session.execute(delete(Card).where(Card.learner_id == learner_id, Card.classroom_id == classroom.id))
    db.session.execute(delete(Pupil).where(Pupil.learner_id == learner_id, Pupil.classroom_id == classroom.id))
    learner = db.session.get(Learner, learner_id)
    is_elsewhere = select(Pupil.classroom_id).where(Pupil.learner_id == learner_id).limit(1)
    if learner is not None and db.session.scalar(is_elsewhere) is None:
        learner.has_card = False
    audit.record("pupil:leave", learner_id, actor_id=actor_id, now=now, classroom=str(classroom.id))


def issue_cards(
    classroom: Classroom, learner_ids: Sequence[UUID] | None, *, actor_id: UUID, now: datetime
) -> list[tuple[Enrolled, cards.Secret]]:
    """New cards for these pupils, or for all; the old ones die at once."""
    chosen = [p for p in pupils_of(classroom) if learner_ids is None or p.learner_id in learner_ids]
    issued = [(pupil, cards.issue(pupil.learner_id, classroom.id, now=now)) for pupil in chosen]
    audit.record("card:issue", classroom.id, actor_id=actor_id, now=now, cards=len(issued))
    return issued
