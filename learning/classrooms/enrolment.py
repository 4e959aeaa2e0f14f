"""Enrolment: pupils come into a classroom by a roster, and leave it again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, select, union_all

from learning import audit
from learning.accounts import identity
from learning.accounts.models import Learner
from learning.classrooms import cards, rosters
from learning.classrooms.classes import standing_columns, standing_of
from learning.classrooms.models import Card, Classroom, JoinRequest, Pupil
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
    has_login: bool = False
    """True if there is a login of the pupil's own."""
    may_have_card: bool = True
    """False for who came with an account of their own: no teacher can make a way into it."""
    card_since: datetime | None = None
    """When the present card was made; None without one."""


def pupils_of(classroom: Classroom) -> list[Enrolled]:
    """The pupils in Vietnamese order of their names; one query."""
    query = _enrolled.where(Pupil.classroom_id == classroom.id).order_by(Learner.name_sort, Pupil.nickname_key)
    return [_as_enrolled(*row) for row in db.session.execute(query)]


def pupil_of(classroom: Classroom, learner_id: UUID) -> Enrolled | None:
    """One pupil of a classroom, or None: somebody else's pupil does not exist; one query."""
    query = _enrolled.where(Pupil.classroom_id == classroom.id, Pupil.learner_id == learner_id)
    row = db.session.execute(query).one_or_none()
    return None if row is None else _as_enrolled(*row)


_enrolled = (
    select(Pupil, Learner.name, Learner.name_sort, Learner.login, Learner.has_card, Card.locked_at, Card.issued_at)
    .join(Learner, Learner.id == Pupil.learner_id)
    .outerjoin(Card, (Card.learner_id == Pupil.learner_id) & (Card.classroom_id == Pupil.classroom_id))
)


def _as_enrolled(
    pupil: Pupil,
    name: str | None,
    sort_key: str | None,
    login: str | None,
    may_have_card: bool,
    locked_at: datetime | None,
    issued_at: datetime | None,
) -> Enrolled:
    return Enrolled(
        learner_id=pupil.learner_id,
        name=name or "",
        nickname=pupil.nickname,
        group=pupil.group,
        is_locked=locked_at is not None,
        sort_key=sort_key or "",
        has_login=login is not None,
        may_have_card=may_have_card,
        card_since=issued_at,
    )


@dataclass(frozen=True)
class Attended:
    """A class as its pupil sees it."""

    classroom_id: UUID
    name: str
    is_vouched: bool
    is_waiting: bool
    """True while no teacher has let the learner in."""


def classes_of(learner_id: UUID) -> list[Attended]:
    """The classes a pupil is in or has asked to come into; one query."""
    vouched_for, _asking = standing_columns(Classroom.id)
    is_in, waits = (
        select(Classroom.id, Classroom.name, vouched_for, literal(table is JoinRequest))
        .join(table, table.classroom_id == Classroom.id)
        .where(table.learner_id == learner_id, Classroom.archived_at.is_(None))
        for table in (Pupil, JoinRequest)
    )
    rows = db.session.execute(union_all(is_in, waits))
    return [Attended(classroom_id, name, bool(vouched), bool(waiting)) for classroom_id, name, vouched, waiting in rows]


def preview(classroom: Classroom, entries: Iterable[Entry]) -> Preview:
    """What a roster would do to a classroom; nothing is stored."""
    known = [Known(str(p.learner_id), p.name, p.nickname, p.group) for p in pupils_of(classroom)]
    return rosters.preview(entries, known, most=standing_of(classroom).most_pupils, room=classroom.name)


def enrol(classroom: Classroom, entries: Iterable[Entry], *, actor_id: UUID, now: datetime) -> Preview:
    """Do what the preview showed: new pupils, changed groups. The same roster again changes nothing.

    Returns what was done. Cards are made when the teacher prints them.
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
    return shown


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


class NicknameTaken(Exception):
    """Another pupil of the class has this nickname, or one that differs in capitals, spaces or diacritics only."""


def change(
    classroom: Classroom, pupil: Pupil, *, name: str, nickname: str, group: str | None, actor_id: UUID, now: datetime
) -> None:
    """Mend a pupil's name, nickname or group. Raises NicknameTaken.

    The name of somebody who has a login is their own: it stays as it is.
    """
    key = rosters.key_of(nickname)
    other = select(Pupil.learner_id).where(
        Pupil.classroom_id == classroom.id, Pupil.nickname_key == key, Pupil.learner_id != pupil.learner_id
    )
    if not key or db.session.scalar(other) is not None:
        raise NicknameTaken
    learner = db.session.get_one(Learner, pupil.learner_id)
    if learner.login is None:
        identity.rename(learner, name)
    pupil.nickname, pupil.nickname_key, pupil.group = nickname, key, group
    db.session.flush()
    audit.record("pupil:change", pupil.learner_id, actor_id=actor_id, now=now, classroom=str(classroom.id))


def issue_cards(
    classroom: Classroom, secrets: Mapping[UUID, cards.Secret], *, actor_id: UUID, now: datetime
) -> list[tuple[Enrolled, cards.Secret]]:
    """New cards for those of these who are still pupils and may have one; the old ones die at once."""
    pupils = [pupil for pupil in pupils_of(classroom) if pupil.may_have_card]
    issued = [(pupil, secrets[pupil.learner_id]) for pupil in pupils if pupil.learner_id in secrets]
    for pupil, secret in issued:
        cards.issue(pupil.learner_id, classroom.id, secret, now=now)
    audit.record("card:issue", classroom.id, actor_id=actor_id, now=now, cards=len(issued))
    return issued
