"""Tables of the classrooms room."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base, Key

MOST_HANDS = 400
"""As many as a class holds pupils."""


class Classroom(Base):
    """A group of pupils with one or more teachers."""

    __tablename__ = "classroom"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    """Six letters and digits on the board: says which class, and never lets anyone in by itself."""
    band: Mapped[str]
    """The age group of its pupils, stored on each pupil instead of a birthday."""
    code_is_open: Mapped[bool] = mapped_column(default=True)
    """False while the teacher has closed signing in with this code."""
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class Teaching(Base):
    """Somebody teaches a classroom; without this row there is no access, from the next request on."""

    __tablename__ = "teaching"

    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime]


class Invitation(Base):
    """A one-use code by which a second teacher joins a classroom."""

    __tablename__ = "classroom_invitation"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"))
    ends_at: Mapped[datetime]


class Pupil(Base):
    """A learner's place in a classroom."""

    __tablename__ = "pupil"
    __table_args__ = (UniqueConstraint("classroom_id", "nickname_key"),)

    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True, index=True)
    nickname: Mapped[str]
    """What the pupil types to sign in, printed on the card."""
    nickname_key: Mapped[Key]
    """The nickname without capitals, spaces and diacritics: unique in the class (Hoa, Hòa and Hóa would be one)."""
    group: Mapped[str | None]
    joined_at: Mapped[datetime]


class FormerPupil(Base):
    """Somebody who left a classroom or was taken out: kept for a while, so that a slip of the finger can be mended.

    While it stands, a pupil who has no other way to sign in is not tidied away (ops/worker.py).
    """

    __tablename__ = "former_pupil"

    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True, index=True)
    nickname: Mapped[str]
    group: Mapped[str | None]
    left_at: Mapped[datetime]


class JoinRequest(Base):
    """A learner asks to come into a classroom; a teacher of it says yes or no. The class code alone lets nobody in."""

    __tablename__ = "join_request"

    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), primary_key=True)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True, index=True)
    asked_at: Mapped[datetime]


class Card(Base):
    """How a pupil without e-mail signs in: a QR token, or a row of pictures. A new card replaces the row."""

    __tablename__ = "card"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True)
    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256 of the 128 random bits in the QR code."""
    pictures_hash: Mapped[str]
    """argon2id of the ordered picture ids."""
    failures: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]
    """Set after too many failures; only the teacher unlocks."""
    issued_at: Mapped[datetime]


class Assignment(Base):
    """A module given to a class, a group of it or one pupil, with dates. Late joiners have it by themselves."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint("due_on IS NULL OR starts_on <= due_on", name="dates"),
        Index("ix_assignment_classroom_module", "classroom_id", "module_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"))
    module_id: Mapped[str]
    group: Mapped[str | None]
    """Only this group; None for the whole class, or for one pupil."""
    learner_id: Mapped[UUID | None] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    """Only this pupil."""
    starts_on: Mapped[date]
    due_on: Mapped[date | None]
    created_at: Mapped[datetime]


class HandsRound(Base):
    """A show of hands: items on the projector, drawn for a class. Nothing in it says anything of any pupil."""

    __tablename__ = "hands_round"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    classroom_id: Mapped[UUID] = mapped_column(ForeignKey("classroom.id", ondelete="CASCADE"), index=True)
    module_id: Mapped[str]
    paper: Mapped[list[Any]]
    """As of an attempt: `{item, version, order}` each."""
    started_at: Mapped[datetime]


class HandsCount(Base):
    """How many raised a hand for one part of one item. A row of its own, so that two tabs at once lose nothing."""

    __tablename__ = "hands_count"
    __table_args__ = (CheckConstraint(f"hands BETWEEN 0 AND {MOST_HANDS}", name="hands"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("hands_round.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """Place in the round's paper, from 1."""
    part: Mapped[str] = mapped_column(primary_key=True)
    """An option's id, `true` or `false`, or a pole."""
    hands: Mapped[int]
