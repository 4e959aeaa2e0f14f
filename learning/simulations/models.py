"""Tables of the simulations room."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from learning.db import Base


class ScenarioVersion(Base):
    """A scenario as it was when it was first run; never changed, so that an old run can always be replayed."""

    __tablename__ = "scenario_version"

    version: Mapped[str] = mapped_column(primary_key=True)
    body: Mapped[dict[str, Any]]


class SimulationRun(Base):
    """One time through a scenario."""

    __tablename__ = "simulation_run"
    __table_args__ = (Index("ix_simulation_run_learner_scenario", "learner_id", "scenario_id", "started_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"))
    module_id: Mapped[str]
    scenario_id: Mapped[str]
    version: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    ending: Mapped[str | None]
    noticed_step: Mapped[int | None]
    """The step at which the learner first said "this seems wrong", from 1; None if never."""


class SimulationStep(Base):
    """A choice in a run: at most one a step, never changed."""

    __tablename__ = "simulation_step"

    run_id: Mapped[UUID] = mapped_column(ForeignKey("simulation_run.id", ondelete="CASCADE"), primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    """From 1."""
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), index=True)
    choice: Mapped[str]
    chosen_at: Mapped[datetime]
