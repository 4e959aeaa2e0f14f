"""The simulations room's part of a learner's record: runs and their steps."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from learning.accounts.models import Learner
from learning.db import db
from learning.simulations.models import SimulationRun, SimulationStep


class SimulationRecords:
    """Keeper of runs and steps."""

    tables = ("simulation_run", "simulation_step")

    def merge(self, guest_id: UUID, account: Learner, now: datetime) -> None:
        """Runs and their steps become the account's."""
        for table in (SimulationRun, SimulationStep):
            db.session.execute(update(table).where(table.learner_id == guest_id).values(learner_id=account.id))

    def settle(self, account: Learner, now: datetime) -> None:
        """Nothing waits here."""

    def export(self, learner_id: UUID) -> dict[str, Any]:
        """Every run with its choices."""
        choices: dict[UUID, list[str]] = {}
        steps = select(SimulationStep).where(SimulationStep.learner_id == learner_id).order_by(SimulationStep.step)
        for step in db.session.scalars(steps):
            choices.setdefault(step.run_id, []).append(step.choice)
        runs = select(SimulationRun).where(SimulationRun.learner_id == learner_id).order_by(SimulationRun.started_at)
        return {
            "simulations": [
                {
                    "scenario": run.scenario_id,
                    "started_at": run.started_at,
                    "finished_at": run.finished_at,
                    "ending": run.ending,
                    "noticed_step": run.noticed_step,
                    "choices": choices.get(run.id, []),
                }
                for run in db.session.scalars(runs)
            ]
        }

    def erase(self, learner_id: UUID, now: datetime) -> None:
        """Delete the steps, then the runs."""
        for table in (SimulationStep, SimulationRun):
            db.session.execute(delete(table).where(table.learner_id == learner_id))
