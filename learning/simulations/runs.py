"""Runs: a learner's way through a scenario, kept step by step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select, update

from learning.catalogue import Catalogue, Module
from learning.catalogue.scenario import Scenario, version_of_scenario
from learning.db import db, insert_once
from learning.simulations.models import ScenarioVersion, SimulationRun, SimulationStep
from learning.simulations.path import Path, follow


@dataclass
class Run:
    """A run with its scenario and the path so far."""

    row: SimulationRun
    scenario: Scenario
    choices: list[str]

    @property
    def id(self) -> UUID:
        """The run's id."""
        return self.row.id

    @property
    def path(self) -> Path:
        """Where the choices so far have led."""
        return follow(self.scenario, self.choices)


def begin(learner_id: UUID, module: Module, scenario: Scenario, *, now: datetime) -> Run:
    """A new run; the scenario's version is stored if it is not yet."""
    version = version_of_scenario(scenario)
    insert_once(ScenarioVersion, {"version": version, "body": scenario.model_dump(mode="json", by_alias=True)})
    row = SimulationRun(
        id=uuid4(),
        learner_id=learner_id,
        module_id=module.id,
        scenario_id=scenario.id,
        version=version,
        started_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return Run(row, scenario, [])


def open_run(learner_id: UUID, scenario_id: str, catalogue: Catalogue) -> Run | None:
    """The run that the learner left unfinished, to go on with."""
    row = db.session.scalar(
        select(SimulationRun)
        .where(SimulationRun.learner_id == learner_id, SimulationRun.scenario_id == scenario_id)
        .where(SimulationRun.finished_at.is_(None))
        .order_by(SimulationRun.started_at.desc())
        .limit(1)
    )
    return _with_steps(row, catalogue) if row else None


def run_of(learner_id: UUID, run_id: UUID, catalogue: Catalogue, *, lock: bool = False) -> Run | None:
    """The learner's own run, or None: a stranger's does not exist. With `lock` nobody else chooses meanwhile."""
    query = select(SimulationRun).where(SimulationRun.id == run_id, SimulationRun.learner_id == learner_id)
    row = db.session.scalar(query.with_for_update() if lock else query)
    return _with_steps(row, catalogue) if row else None


def choose(run: Run, step: int, choice_id: str, *, now: datetime) -> bool:
    """Take a choice at the present step; True if it counts.

    A choice that the scene does not offer, one at another step, and one that was taken before change nothing.
    """
    if step != run.path.step or not run.path.offers(choice_id):
        return False
    values = {
        "run_id": run.id,
        "step": step,
        "learner_id": run.row.learner_id,
        "choice": choice_id,
        "chosen_at": now,
    }
    if not insert_once(SimulationStep, values):
        return False
    run.choices.append(choice_id)
    ending = run.path.ending
    if ending is not None:
        run.row.finished_at = now
        run.row.ending = ending.id
        db.session.flush()
    return True


def notice(run: Run, step: int) -> None:
    """Note at which step the learner first said that something seems wrong; later ones change nothing."""
    if step != run.path.step or run.path.ending is not None:
        return
    db.session.execute(
        update(SimulationRun)
        .where(SimulationRun.id == run.id, SimulationRun.noticed_step.is_(None))
        .values(noticed_step=step)
    )


def _with_steps(row: SimulationRun, catalogue: Catalogue) -> Run:
    query = select(SimulationStep.choice).where(SimulationStep.run_id == row.id).order_by(SimulationStep.step)
    return Run(row, _scenario(row, catalogue), list(db.session.scalars(query)))


def _scenario(row: SimulationRun, catalogue: Catalogue) -> Scenario:
    """The scenario as it was: from the catalogue while it is current, from the database once it was edited."""
    module = catalogue.modules.get(row.module_id)
    current = module.scenarios.get(row.scenario_id) if module else None
    if current is not None and version_of_scenario(current) == row.version:
        return current
    return Scenario.model_validate(db.session.get_one(ScenarioVersion, row.version).body)
