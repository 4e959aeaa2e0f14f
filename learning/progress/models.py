"""Tables of the progress room: what a learner has reached. Every column only ever rises."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base


class ModuleCompletion(Base):
    """How far a learner has come in a module."""

    __tablename__ = "module_completion"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True)
    module_id: Mapped[str] = mapped_column(primary_key=True)
    screen: Mapped[int] = mapped_column(default=0)
    """The furthest screen of the lesson that is done, from 1; 0 for none."""
    best_share: Mapped[float | None]
    """The best quiz so far, from 0 to 1."""
    completed_at: Mapped[datetime | None]
    """When a quiz first reached what the module asks for."""


class CourseCompletion(Base):
    """How far a learner has come in a course's final check."""

    __tablename__ = "course_completion"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[str] = mapped_column(primary_key=True)
    best_share: Mapped[float | None]
    passed_at: Mapped[datetime | None]
    """When the final check was first passed."""
