"""The certificates room's part of a learner's record."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from learning.accounts.models import Learner
from learning.catalogue import Catalogue
from learning.certificates import codes
from learning.certificates.award import issue_if_earned
from learning.certificates.models import Certificate
from learning.db import db


class CertificateRecords:
    """Keeper of certificates."""

    tables = ("certificate",)

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def merge(self, guest_id: UUID, account: Learner, now: datetime) -> None:
        """A guest has no certificates."""

    def settle(self, account: Learner, now: datetime) -> None:
        """Issue what a guest had earned before having a name."""
        for course in self.catalogue.courses.values():
            issue_if_earned(account, course, now=now)

    def export(self, learner_id: UUID) -> dict[str, Any]:
        """Every certificate."""
        rows = db.session.scalars(select(Certificate).where(Certificate.learner_id == learner_id))
        return {
            "certificates": [
                {
                    "code": codes.shown(row.code),
                    "course": row.course_id,
                    "holder_name": row.holder_name,
                    "issued_at": row.issued_at,
                    "expires_at": row.expires_at,
                    "revoked_at": row.revoked_at,
                }
                for row in rows
            ]
        }

    def erase(self, learner_id: UUID, now: datetime) -> None:
        """The code stays, so that a printed certificate gets an honest answer; the name goes."""
        for row in db.session.scalars(select(Certificate).where(Certificate.learner_id == learner_id)):
            row.holder_name = ""
            row.learner_id = None
            row.revoked_at = row.revoked_at or now
            row.revoked_because = row.revoked_because or "withdrawn by its holder"
        db.session.flush()
