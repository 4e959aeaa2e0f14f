"""Tables of the certificates room."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base


class Certificate(Base):
    """Proof that a course was completed, frozen as it was issued."""

    __tablename__ = "certificate"
    __table_args__ = (UniqueConstraint("learner_id", "course_id", "issue"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    code: Mapped[str] = mapped_column(unique=True)
    """80 random bits in sixteen letters and digits (certificates/codes.py)."""
    learner_id: Mapped[UUID | None] = mapped_column(ForeignKey("learner.id", ondelete="SET NULL"))
    course_id: Mapped[str]
    issue: Mapped[int]
    """1 for the first certificate of this course; a replacement counts on. With learner and course it is unique, so
    that two submissions at once issue one certificate."""
    course_version: Mapped[int]
    course_title: Mapped[dict[str, Any]]
    modules: Mapped[list[Any]]
    """The titles of the modules, in both languages, as they were."""
    holder_name: Mapped[str]
    """Emptied when the holder deletes the account."""
    holder_band: Mapped[str]
    shows_name: Mapped[bool] = mapped_column(default=True)
    """Of an adult: False once the holder has closed the name on the public page. A minor's shows initials always."""
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_because: Mapped[str | None]
    replaced_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("certificate.id", ondelete="SET NULL"))
