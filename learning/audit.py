"""The audit log: who did what to whose record, and when. Same transaction as the deed; no names, no addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base, db, insert_once

_LOOKS = UUID("5f6d8f52-6f0a-4b57-9c0e-6a1f6c2d7b31")
"""The name space of the ids of looks: drawn once, never changed."""


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


def record_look(action: str, subject_id: object, *, actor_id: UUID, now: datetime, **details: str) -> bool:
    """Add an entry that somebody has looked; the same look again within the hour (UTC) adds none. True if it is new.

    The id is made of what the entry says, so that two requests at once are one entry by its key, and the log stays
    readable: a teacher who reloads a page all morning stands in it once an hour.
    """
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    words = [action, str(subject_id), str(actor_id), hour.isoformat(), *(f"{k}={details[k]}" for k in sorted(details))]
    entry = {"id": uuid5(_LOOKS, "\n".join(words)), "at": now, "actor_id": actor_id, "action": action}
    return insert_once(AuditEntry, {**entry, "subject_id": str(subject_id), "details": details}) == 1
