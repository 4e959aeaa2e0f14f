"""Verification: what anyone may know about a code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from learning.accounts.models import ADULT_BANDS
from learning.accounts.names import initials
from learning.certificates import codes
from learning.certificates.models import Certificate
from learning.db import db
from learning.items.base import Text

Verdict = Literal["valid", "expired", "revoked", "replaced", "unknown"]


@dataclass(frozen=True)
class Proof:
    """What the public page of a code says."""

    code: str
    verdict: Verdict
    holder: str = ""
    """An adult's name, a minor's initials, or nothing if the holder has closed or deleted it."""
    course_title: Text | None = None
    course_version: int | None = None
    modules: tuple[Text, ...] = ()
    issued_at: datetime | None = None
    expires_at: datetime | None = None


def verdict_on(certificate: Certificate, now: datetime) -> Verdict:
    """What has become of a certificate: taken back, replaced, expired, or still valid."""
    if certificate.revoked_at is not None:
        return "revoked"
    if certificate.replaced_by_id is not None:
        return "replaced"
    return "expired" if certificate.expires_at <= now else "valid"


def public_name(certificate: Certificate) -> str:
    """The holder as strangers may see them: minors by initials, adults by name unless they closed it."""
    if certificate.holder_band not in ADULT_BANDS:
        return initials(certificate.holder_name)
    return certificate.holder_name if certificate.shows_name else initials(certificate.holder_name)


def proof_of(typed: str, now: datetime) -> Proof:
    """The public truth about a code; known and unknown codes take the same path: one query by the code."""
    code = codes.typed(typed)
    certificate = db.session.scalar(select(Certificate).where(Certificate.code == code))
    if certificate is None:
        return Proof(code=codes.shown(code) if len(code) == codes.LENGTH else typed[:40], verdict="unknown")
    return Proof(
        code=codes.shown(code),
        verdict=verdict_on(certificate, now),
        holder=public_name(certificate),
        course_title=Text.model_validate(certificate.course_title),
        course_version=certificate.course_version,
        modules=tuple(Text.model_validate(title) for title in certificate.modules),
        issued_at=certificate.issued_at,
        expires_at=certificate.expires_at,
    )


def certificate_of(learner_id: UUID, code: str) -> Certificate | None:
    """The learner's own certificate with this code, or None: a stranger's does not exist here."""
    query = select(Certificate).where(Certificate.code == codes.typed(code), Certificate.learner_id == learner_id)
    return db.session.scalar(query)


@dataclass(frozen=True)
class Held:
    """A certificate as its holder's pages list it."""

    code: str
    course_id: str
    course_title: Text
    holder_name: str
    is_minor: bool
    shows_name: bool
    verdict: Verdict
    issued_at: datetime


def valid_of(learner_ids: Sequence[UUID], now: datetime) -> dict[UUID, list[Held]]:
    """The certificates of these learners that are valid now, by learner, the oldest first; one query."""
    query = (
        select(Certificate)
        .where(Certificate.learner_id.in_(learner_ids))
        .where(Certificate.revoked_at.is_(None), Certificate.replaced_by_id.is_(None), Certificate.expires_at > now)
        .order_by(Certificate.issued_at, Certificate.code)
    )
    found: dict[UUID, list[Held]] = {}
    for row in db.session.scalars(query):
        if row.learner_id is not None:
            found.setdefault(row.learner_id, []).append(_held(row, now))
    return found


def held_by(learner_id: UUID, now: datetime) -> list[Held]:
    """All certificates of a learner, the newest first; one query."""
    query = select(Certificate).where(Certificate.learner_id == learner_id).order_by(Certificate.issued_at.desc())
    return [_held(row, now) for row in db.session.scalars(query)]


def _held(row: Certificate, now: datetime) -> Held:
    return Held(
        code=codes.shown(row.code),
        course_id=row.course_id,
        course_title=Text.model_validate(row.course_title),
        holder_name=row.holder_name,
        is_minor=row.holder_band not in ADULT_BANDS,
        shows_name=row.shows_name,
        verdict=verdict_on(row, now),
        issued_at=row.issued_at,
    )
