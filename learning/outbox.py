"""The outbox: work for later (a mail, a large export) as a row written in the same transaction as its cause.

`flask worker` does the work (learning/ops/worker.py). A row is claimed, done and marked; a failure is tried again, so
that doing it twice must be the same as doing it once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base, db


class OutboxRow(Base):
    """One piece of work."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "done_at", "due_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    """How often it was begun. Waiting for a mail server does not count."""
    done_at: Mapped[datetime | None]
    """Set when the work is done, or given up after the last try; the payload is emptied then."""
    failed: Mapped[bool] = mapped_column(default=False)


def put(kind: str, payload: dict[str, Any], now: datetime) -> None:
    """Add work to the present transaction."""
    db.session.add(OutboxRow(kind=kind, payload=payload, created_at=now, due_at=now))
    db.session.flush()
