"""Classes: making one, who teaches it, how many pupils it holds, its end."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ScalarSelect, delete, func, select

from learning import audit
from learning.accounts.models import Grant, Learner
from learning.accounts.names import search_key
from learning.classrooms.models import Classroom, Invitation, JoinRequest, Pupil, Teaching
from learning.db import db, insert_once

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_DIGITS = "23456789"
MOST_PUPILS_UNVOUCHED = 60
MOST_PUPILS = 400
INVITATION_LASTS = timedelta(days=7)


@dataclass(frozen=True)
class Standing:
    """What a classroom may do, by whether a school or staff has vouched for one of its teachers."""

    is_vouched: bool
    asking: int = 0
    """How many learners ask to come in."""

    @property
    def most_pupils(self) -> int:
        """How many pupils it holds."""
        return MOST_PUPILS if self.is_vouched else MOST_PUPILS_UNVOUCHED


class OnlyTeacher(Exception):
    """A classroom keeps at least one teacher: hand it over or archive it first."""


def new_code() -> str:
    """Three letters and three digits without look-alikes, such as `SEN482`."""
    letters = "".join(secrets.choice(CODE_LETTERS) for _ in range(3))
    return letters + "".join(secrets.choice(CODE_DIGITS) for _ in range(3))


def create(teacher: Learner, name: str, band: str, *, now: datetime) -> Classroom:
    """A new classroom with its first teacher; its code is free."""
    classroom_id = uuid4()
    values = {"id": classroom_id, "name": name, "band": band, "code_is_open": True, "created_at": now}
    while not insert_once(Classroom, {**values, "code": new_code()}):
        pass  # the code was taken: draw another
    db.session.add(Teaching(classroom_id=classroom_id, learner_id=teacher.id, since=now))
    db.session.flush()
    audit.record("classroom:create", classroom_id, actor_id=teacher.id, now=now)
    return db.session.get_one(Classroom, classroom_id)


def taught_by(learner_id: UUID) -> list[Classroom]:
    """The classrooms somebody teaches, those in use first, then by name: 6A before 10A, on every database."""
    query = (
        select(Classroom).join(Teaching, Teaching.classroom_id == Classroom.id).where(Teaching.learner_id == learner_id)
    )
    return sorted(db.session.scalars(query), key=lambda room: (room.archived_at is not None, _in_order(room.name)))


def classroom_of(learner_id: UUID, classroom_id: UUID) -> Classroom | None:
    """The classroom, if this person teaches it; for everybody else it does not exist."""
    query = (
        select(Classroom)
        .join(Teaching, Teaching.classroom_id == Classroom.id)
        .where(Teaching.learner_id == learner_id, Classroom.id == classroom_id)
    )
    return db.session.scalar(query)


def standing_of(classroom: Classroom) -> Standing:
    """Whether somebody has vouched for one of its teachers, and who waits at its door; one query."""
    vouched, asking = db.session.execute(select(*standing_columns(classroom.id))).one()
    return Standing(is_vouched=bool(vouched), asking=asking)


def standing_columns(classroom_id: Any) -> tuple[ScalarSelect[int], ScalarSelect[int]]:
    """The same as two columns of a query: how many have vouched, and how many wait."""
    vouched = (
        select(func.count())
        .select_from(Teaching)
        .join(Grant, Grant.learner_id == Teaching.learner_id)
        .where(Teaching.classroom_id == classroom_id, Grant.kind == "vouched")
    )
    asking = select(func.count()).select_from(JoinRequest).where(JoinRequest.classroom_id == classroom_id)
    return vouched.scalar_subquery(), asking.scalar_subquery()


def vouch(teacher: Learner, *, now: datetime) -> None:
    """Vouch for a teacher, as a school or staff does; again is the same as once."""
    insert_once(Grant, {"learner_id": teacher.id, "kind": "vouched", "granted_at": now})
    audit.record("teacher:vouch", teacher.id, actor_id=None, now=now)


def unvouch(teacher: Learner, *, now: datetime) -> None:
    """Take the trust back: nothing sensitive is assigned from now on, and no more pupils than anywhere come in."""
    db.session.execute(delete(Grant).where(Grant.learner_id == teacher.id, Grant.kind == "vouched"))
    audit.record("teacher:unvouch", teacher.id, actor_id=None, now=now)


def count_pupils(classroom: Classroom) -> int:
    """How many pupils it has now."""
    return db.session.scalar(select(func.count()).where(Pupil.classroom_id == classroom.id)) or 0


def invite(classroom: Classroom, *, actor_id: UUID, now: datetime) -> str:
    """A one-use token by which a second teacher joins within a week."""
    token = secrets.token_urlsafe(16)
    db.session.add(Invitation(token_hash=_hash(token), classroom_id=classroom.id, ends_at=now + INVITATION_LASTS))
    db.session.flush()
    audit.record("classroom:invite", classroom.id, actor_id=actor_id, now=now)
    return token


def accept(token: str, learner: Learner, *, now: datetime) -> Classroom | None:
    """Join as a teacher; the token works once. None if it is unknown, used or too old."""
    invitation = db.session.scalar(
        select(Invitation).where(Invitation.token_hash == _hash(token), Invitation.ends_at > now).with_for_update()
    )
    if invitation is None:
        return None
    db.session.execute(delete(Invitation).where(Invitation.token_hash == invitation.token_hash))
    values = {"classroom_id": invitation.classroom_id, "learner_id": learner.id, "since": now}
    insert_once(Teaching, values)
    audit.record("classroom:join", invitation.classroom_id, actor_id=learner.id, now=now)
    return db.session.get(Classroom, invitation.classroom_id)


def teaches(learner_id: UUID, classroom_id: UUID) -> bool:
    """True if somebody is a teacher of a classroom."""
    return db.session.get(Teaching, (classroom_id, learner_id)) is not None


@dataclass(frozen=True)
class Colleague:
    """A teacher of a classroom."""

    learner_id: UUID
    name: str
    since: datetime


def colleagues(classroom: Classroom) -> list[Colleague]:
    """Its teachers, the first first; one query."""
    query = (
        select(Teaching.learner_id, Learner.name, Teaching.since)
        .join(Learner, Learner.id == Teaching.learner_id)
        .where(Teaching.classroom_id == classroom.id)
        .order_by(Teaching.since)
    )
    return [Colleague(learner_id, name or "", since) for learner_id, name, since in db.session.execute(query)]


def count_invitations(classroom: Classroom, now: datetime) -> int:
    """How many links to join as a teacher still work."""
    query = select(func.count()).where(Invitation.classroom_id == classroom.id, Invitation.ends_at > now)
    return db.session.scalar(query) or 0


def withdraw_invitations(classroom: Classroom, *, actor_id: UUID, now: datetime) -> None:
    """Let no link to join as a teacher work any more."""
    db.session.execute(delete(Invitation).where(Invitation.classroom_id == classroom.id))
    audit.record("classroom:uninvite", classroom.id, actor_id=actor_id, now=now)


def leave(classroom: Classroom, learner_id: UUID, *, now: datetime) -> None:
    """Stop teaching it; access ends with the next request. Raises OnlyTeacher for the last one."""
    db.session.execute(
        select(Classroom.id).where(Classroom.id == classroom.id).with_for_update()
    )  # one leaves at a time
    others = select(func.count()).where(Teaching.classroom_id == classroom.id, Teaching.learner_id != learner_id)
    if not db.session.scalar(others):
        raise OnlyTeacher
    db.session.execute(delete(Teaching).where(Teaching.classroom_id == classroom.id, Teaching.learner_id == learner_id))
    audit.record("classroom:leave", classroom.id, actor_id=learner_id, now=now)


def open_code(classroom: Classroom, is_open: bool, *, actor_id: UUID, now: datetime) -> None:
    """Let the class code lead to the class, or to nothing."""
    classroom.code_is_open = is_open
    audit.record("classroom:open-code" if is_open else "classroom:close-code", classroom.id, actor_id=actor_id, now=now)


def archive(classroom: Classroom, *, actor_id: UUID, now: datetime) -> None:
    """Close it: nobody signs in with its cards any more; the pupils keep what they have reached."""
    classroom.archived_at = classroom.archived_at or now
    audit.record("classroom:archive", classroom.id, actor_id=actor_id, now=now)


def restore(classroom: Classroom, *, actor_id: UUID, now: datetime) -> None:
    """Open an archived class again: its cards and its code work as before."""
    classroom.archived_at = None
    audit.record("classroom:restore", classroom.id, actor_id=actor_id, now=now)


def _in_order(name: str) -> list[tuple[int, str]]:
    """A key in which numbers count as numbers and letters without their marks."""
    return [(int(digits or -1), search_key(letters)) for digits, letters in re.findall(r"([0-9]*)([^0-9]*)", name)]


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
