"""Tables of the quiz room."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base


class ItemVersion(Base):
    """An item as it was when it was first drawn; never changed, so that an old attempt always shows it as it was."""

    __tablename__ = "item_version"

    version: Mapped[str] = mapped_column(primary_key=True)
    """Hash of the content (catalogue/versions.py)."""
    item_id: Mapped[str] = mapped_column(index=True)
    body: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class Attempt(Base):
    """One sitting of a paper."""

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("kind IN ('practice', 'quiz', 'check', 'recheck')", name="kind"),
        Index("ix_attempt_learner_subject", "learner_id", "kind", "subject_id", "started_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    kind: Mapped[str]
    subject_id: Mapped[str]
    """The module, or of a final check the course."""
    paper: Mapped[list[Any]]
    """The items drawn, in order: `{item, version, order}` each; position 1 is the first."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    score: Mapped[float | None]
    """Sum of the shares of all responses, from 0 to the paper's size; set when the last one is in."""


class Response(Base):
    """What a learner answered to one item of a paper: at most one, never changed."""

    __tablename__ = "response"
    __table_args__ = (Index("ix_response_learner_item", "learner_id", "item_id"),)

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    """Place in this paper, from 1. Not the item: the order is drawn per attempt."""
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    item_id: Mapped[str]
    version: Mapped[str]
    choice: Mapped[Any] = mapped_column(JSON().with_variant(JSONB(), "postgresql"))
    share: Mapped[float]
    """How right it is, from 0 to 1, as marked when it came in."""
    answered_at: Mapped[datetime]
