"""Cards: how a pupil without e-mail signs in.

The QR code holds 128 random bits, of which only a hash is stored. Without a camera a pupil gives the class code, a name
and a row of pictures. Names forgive capitals, spaces and missing diacritics; secrets do not. Five failures lock the
pupil's card, and nobody else's: with 12 ^ 3 rows of pictures that is 0.3 % of the space. Only pupils have cards.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, literal, or_, select, update

from learning import audit
from learning.accounts import passwords
from learning.accounts.models import Learner
from learning.classrooms.models import Card, Classroom, Pupil, Teaching
from learning.classrooms.rosters import key_of
from learning.db import db

PICTURES = (
    "sun", "moon", "star", "tree-pine", "fish", "bird", "cat", "sailboat", "umbrella", "apple", "leaf", "house",
)  # fmt: skip
"""Lucide icons; each is a symbol of static/img/pictures.svg and a file in pictures_svg/."""
PICTURES_A_ROW = 3
FAILURES_ALLOWED = 5


@dataclass(frozen=True)
class Secret:
    """What is printed on a card, known only until it is printed, and the hash by which its pictures are stored."""

    token: str
    pictures: tuple[str, ...]
    pictures_hash: str


@dataclass(frozen=True)
class Try:
    """A try at a card's pictures that has been counted: what is needed to check it without the database."""

    learner_id: UUID | None
    """None if the class has nobody of this name."""
    pictures_hash: str | None
    is_last: bool
    """True of the try that has locked the card, unless it fits."""

    def fits(self, pictures: Sequence[str]) -> bool:
        """True if this is the row on the card.

        Takes some 30 ms, for an unknown name as well: call it between two transactions, not in one.
        """
        return passwords.is_right(self.pictures_hash, _row(pictures))


class Locked(Exception):
    """Too many failures: the teacher has to unlock the card."""


def draw() -> Secret:
    """The secret of a new card. Takes some 30 ms: draw a class's before the transaction that issues them."""
    pictures = tuple(secrets.choice(PICTURES) for _ in range(PICTURES_A_ROW))
    return Secret(secrets.token_urlsafe(16), pictures, passwords.hash_password(_row(pictures)))


def issue(learner_id: UUID, classroom_id: UUID, secret: Secret, *, now: datetime) -> None:
    """A new card; the old one dies at once. Of its secret only the hashes are stored."""
    card = db.session.get(Card, learner_id) or Card(learner_id=learner_id)
    card.classroom_id = classroom_id
    card.token_hash = _token_hash(secret.token)
    card.pictures_hash = secret.pictures_hash
    card.failures, card.locked_at, card.issued_at = 0, None, now
    db.session.add(card)
    db.session.flush()


def unlock(card: Card, *, actor_id: UUID, now: datetime) -> None:
    """Let a pupil try again; the card and its pictures stay as they are."""
    card.failures, card.locked_at = 0, None
    audit.record("card:unlock", card.learner_id, actor_id=actor_id, now=now)


def pupil_by_token(token: str) -> Learner | None:
    """The pupil of a QR code, or None if the card is unknown, replaced, locked or of a closed class."""
    query = (
        select(Learner)
        .join(Card, Card.learner_id == Learner.id)
        .join(Classroom, Classroom.id == Card.classroom_id)
        .where(Card.token_hash == _token_hash(token), Card.locked_at.is_(None), Classroom.archived_at.is_(None))
        .where(_is_pupil_of(Card.classroom_id), ~_teaches(Learner.id))
    )
    return db.session.scalar(query)


def classroom_by_code(code: str) -> Classroom | None:
    """The class of a code that is open; the code says which class and nothing more."""
    query = select(Classroom).where(
        Classroom.code == code.strip().upper(), Classroom.code_is_open.is_(True), Classroom.archived_at.is_(None)
    )
    return db.session.scalar(query)


def begin_try(classroom: Classroom, name: str, *, now: datetime) -> Try:
    """Count a try at the pictures of the pupil of this name. Raises Locked once that card is locked.

    It is counted before it is looked at, and the fifth locks the card at once: of tries at the same time no more are
    ever looked at than of tries one after another.
    """
    pupil = select(Pupil.learner_id).where(Pupil.classroom_id == classroom.id, Pupil.nickname_key == key_of(name))
    card = Card.learner_id.in_(pupil) & (Card.classroom_id == classroom.id)
    counted = Card.failures + 1
    locks = case((counted >= FAILURES_ALLOWED, literal(now, Card.locked_at.type)), else_=None)
    try_at = (
        update(Card)
        .where(card, Card.locked_at.is_(None))
        .values(failures=counted, locked_at=locks)
        .returning(Card.learner_id, Card.pictures_hash, Card.failures)
        .execution_options(synchronize_session=False)
    )
    found = db.session.execute(try_at).one_or_none()
    if found is not None:
        return Try(found.learner_id, found.pictures_hash, found.failures >= FAILURES_ALLOWED)
    if db.session.scalar(select(exists().where(card))):
        raise Locked
    return Try(None, None, is_last=False)


def admit(tried: Try) -> Learner | None:
    """The pupil of a try that fits, earlier failures forgotten; None if this is a teacher or no longer the card.

    Raises Locked if other tries have locked the card meanwhile: a right row comes too late then.
    """
    if db.session.scalar(select(_teaches(tried.learner_id))):
        return None
    is_same = (Card.learner_id == tried.learner_id) & (Card.pictures_hash == tried.pictures_hash)
    forgive = (
        update(Card)
        .where(is_same, or_(Card.locked_at.is_(None), literal(tried.is_last)))
        .values(failures=0, locked_at=None)
        .execution_options(synchronize_session=False)
    )
    if db.session.execute(forgive).rowcount:  # type: ignore[attr-defined]
        return db.session.get(Learner, tried.learner_id)
    if db.session.scalar(select(exists().where(is_same))):
        raise Locked
    return None


def _row(pictures: Sequence[str]) -> str:
    return "/".join(pictures)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_pupil_of(classroom_id: Any) -> ColumnElement[bool]:
    return exists().where(Pupil.learner_id == Learner.id, Pupil.classroom_id == classroom_id)


def _teaches(learner_id: Any) -> ColumnElement[bool]:
    return exists().where(Teaching.learner_id == learner_id)
