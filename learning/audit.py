"""The audit log: who did what to whose record, and when. Same transaction as the deed; no names, no addresses."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base, db


class AuditEntry(Base):
    """One deed."""

    __tablename__ = "audit"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[UUID | None]
    """The learner who did it; None for the operator's command line. No foreign key: the log outlives accounts."""
    action: Mapped[str]
    """As `subject:verb`, such as `certificate:revoke`."""
    subject_id: Mapped[str]
    details: Mapped[dict[str, Any]]


def record(action: str, subject_id: object, *, actor_id: UUID | None, now: datetime, **details: Any) -> None:
    """Add an entry to the present transaction."""
    entry = AuditEntry(at=now, actor_id=actor_id, action=action, subject_id=str(subject_id), details=details)
    db.session.add(entry)
    db.session.flush()
