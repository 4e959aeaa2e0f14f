"""Award: who has earned a certificate gets exactly one."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update

from learning import audit, progress
from learning.accounts.models import Learner
from learning.catalogue import Course
from learning.certificates.codes import new_code
from learning.certificates.models import Certificate
from learning.db import db, insert_once

VALID_FOR = timedelta(days=2 * 365)
"""Scams change: after two years the course is taken anew (docs/decisions/0006-certificates.md)."""


def issue_if_earned(learner: Learner, course: Course, *, now: datetime, anew: bool = False) -> None:
    """Issue the certificate of `course` if everything for it is there and none has been issued.

    A guest gets none: it waits until the guest has become an account with a name. With `anew` (the final check has just
    been passed again) a certificate that has expired is followed by a new one.
    """
    if learner.is_guest or not learner.name:
        return
    if not progress.is_earned(course, progress.modules_reached(learner.id), progress.checks_reached(learner.id)):
        return
    newest = _newest(learner.id, course.id)
    if newest is None:
        _issue(learner, course, 1, now)
    elif anew and newest.expires_at <= now and newest.revoked_at is None:
        _issue(learner, course, newest.issue + 1, now)


def replace(certificate: Certificate, learner: Learner, course: Course, *, now: datetime) -> None:
    """Issue the certificate anew under the holder's present name; the old one says that it was replaced."""
    if certificate.revoked_at is not None or certificate.replaced_by_id is not None:
        return
    newest = _newest(learner.id, course.id)
    replacement_id = _issue(learner, course, newest.issue + 1 if newest else 1, now)
    if replacement_id is not None:
        db.session.execute(
            update(Certificate).where(Certificate.id == certificate.id).values(replaced_by_id=replacement_id)
        )
        audit.record("certificate:replace", certificate.id, actor_id=learner.id, now=now)


def revoke(certificate: Certificate, because: str, *, actor_id: UUID | None, now: datetime) -> None:
    """Take a certificate back; its page says so from now on."""
    if certificate.revoked_at is None:
        certificate.revoked_at = now
        certificate.revoked_because = because
        audit.record("certificate:revoke", certificate.id, actor_id=actor_id, now=now, because=because)


def _newest(learner_id: UUID, course_id: str) -> Certificate | None:
    query = select(Certificate).where(Certificate.learner_id == learner_id, Certificate.course_id == course_id)
    return db.session.scalar(query.order_by(Certificate.issue.desc()).limit(1))


def _issue(learner: Learner, course: Course, issue: int, now: datetime) -> UUID | None:
    certificate_id = uuid4()
    is_new = insert_once(
        Certificate,
        {
            "id": certificate_id,
            "code": new_code(),
            "learner_id": learner.id,
            "course_id": course.id,
            "issue": issue,
            "course_version": course.about.version,
            "course_title": course.title.model_dump(),
            "modules": [module.title.model_dump() for module in course.required],
            "holder_name": learner.name,
            "holder_band": learner.band or "",
            "shows_name": True,
            "issued_at": now,
            "expires_at": now + VALID_FOR,
        },
    )
    return certificate_id if is_new else None
