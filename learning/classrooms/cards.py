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

from sqlalchemy import ColumnElement, exists, select

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
    """What is printed on a card, known only at the moment of issuing."""

    token: str
    pictures: tuple[str, ...]


class Locked(Exception):
    """Too many failures: the teacher has to unlock the card."""


def issue(learner_id: UUID, classroom_id: UUID, *, now: datetime) -> Secret:
    """A new card; the old one dies at once. The secret is returned this once and stored only as hashes."""
    secret = Secret(secrets.token_urlsafe(16), tuple(secrets.choice(PICTURES) for _ in range(PICTURES_A_ROW)))
    card = db.session.get(Card, learner_id) or Card(learner_id=learner_id)
    card.classroom_id = classroom_id
    card.token_hash = _token_hash(secret.token)
    card.pictures_hash = passwords.hash_password(_row(secret.pictures))
    card.failures, card.locked_at, card.issued_at = 0, None, now
    db.session.add(card)
    db.session.flush()
    return secret


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


def pupil_by_pictures(classroom: Classroom, name: str, pictures: Sequence[str], *, now: datetime) -> Learner | None:
    """The pupil, or None if name or pictures are wrong. Raises Locked once this pupil's card is locked.

    A name that the class does not have takes as long as a wrong row of pictures.
    """
    card = db.session.scalar(
        select(Card)
        .join(Pupil, (Pupil.learner_id == Card.learner_id) & (Pupil.classroom_id == Card.classroom_id))
        .where(Card.classroom_id == classroom.id, Pupil.nickname_key == key_of(name))
        .with_for_update()
    )
    if card is not None and card.locked_at is not None:
        raise Locked
    right = passwords.is_right(card.pictures_hash if card else None, _row(pictures))
    if card is None:
        return None
    if not right:
        card.failures += 1
        if card.failures >= FAILURES_ALLOWED:
            card.locked_at = now
        return None
    card.failures = 0
    learner = db.session.get(Learner, card.learner_id)
    return None if learner is None or db.session.scalar(select(_teaches(learner.id))) else learner


def _row(pictures: Sequence[str]) -> str:
    return "/".join(pictures)


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_pupil_of(classroom_id: Any) -> ColumnElement[bool]:
    return exists().where(Pupil.learner_id == Learner.id, Pupil.classroom_id == classroom_id)


def _teaches(learner_id: Any) -> ColumnElement[bool]:
    return exists().where(Teaching.learner_id == learner_id)
