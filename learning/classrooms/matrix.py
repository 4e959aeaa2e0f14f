"""The matrix of a class: pupils × modules, and what to do next. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from learning.catalogue import Module
from learning.classrooms.enrolment import Enrolled
from learning.progress import NOTHING, Reached

State = Literal["not-assigned", "not-started", "in-progress", "done", "review-due"]
FAILED_BELOW = 0.5
"""A best quiz below this share, with the module not done, asks for help."""


@dataclass(frozen=True)
class Cell:
    """One pupil in one module."""

    state: State
    is_overdue: bool = False
    needs_help: bool = False
    best_share: float | None = None
    """None for `light` and `sensitive` modules, of which adults see done or not done."""


@dataclass(frozen=True)
class Row:
    """A pupil's line."""

    pupil: Enrolled
    cells: tuple[Cell, ...]

    @property
    def attention(self) -> int:
        """How much this pupil needs somebody: help counts more than lateness."""
        return sum(2 * cell.needs_help + cell.is_overdue for cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """A class at a glance."""

    modules: tuple[Module, ...]
    rows: tuple[Row, ...]

    def done_in(self, index: int) -> int:
        """How many pupils have done a module."""
        return sum(row.cells[index].state in ("done", "review-due") for row in self.rows)

    def assigned_in(self, index: int) -> int:
        """How many pupils have a module to do."""
        return sum(row.cells[index].state != "not-assigned" for row in self.rows)


@dataclass(frozen=True)
class Due:
    """That a pupil has a module, and until when."""

    due_on: date | None


def matrix_of(
    pupils: Sequence[Enrolled],
    modules: Sequence[Module],
    due: Mapping[tuple[UUID, str], Due],
    reached: Mapping[tuple[UUID, str], Reached],
    today: date,
) -> Matrix:
    """The matrix; pupils in the order given (the Vietnamese one)."""
    return Matrix(
        tuple(modules),
        tuple(
            Row(
                pupil,
                tuple(
                    _cell(
                        module,
                        due.get((pupil.learner_id, module.id)),
                        reached.get((pupil.learner_id, module.id), NOTHING),
                        today,
                    )
                    for module in modules
                ),
            )
            for pupil in pupils
        ),
    )


def _cell(module: Module, due: Due | None, reached: Reached, today: date) -> Cell:
    if due is None:
        return Cell("not-assigned")
    is_open = module.about.sensitivity == "none"
    if reached.done_at is not None:
        return Cell("done", best_share=reached.best_share if is_open else None)
    overdue = due.due_on is not None and due.due_on < today
    if not is_open:
        return Cell("not-started", is_overdue=overdue)
    return Cell(
        reached.state,
        is_overdue=overdue,
        needs_help=reached.best_share is not None and reached.best_share < FAILED_BELOW,
        best_share=reached.best_share,
    )
