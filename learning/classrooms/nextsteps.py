"""What a teacher should do next: at most three sentences, ordered by need. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from learning.catalogue import Module
from learning.classrooms.matrix import Cell, Matrix

Kind = Literal["no-pupils", "nothing-assigned", "locked", "help", "overdue", "not-begun", "all-done"]
MOST = 3


@dataclass(frozen=True)
class NextStep:
    """One thing to do; the page puts it into words."""

    kind: Kind
    count: int = 0
    module: Module | None = None
    names: tuple[str, ...] = ()


def next_steps(matrix: Matrix) -> list[NextStep]:
    """The most needed first: an empty class, locked cards, nothing given; then help, lateness, not begun."""
    if not matrix.rows:
        return [NextStep("no-pupils")]
    steps: list[NextStep] = []
    locked = [row.pupil.nickname for row in matrix.rows if row.pupil.is_locked]
    if locked:
        steps.append(NextStep("locked", len(locked), names=tuple(locked[:5])))
    if not matrix.modules:
        return [*steps, NextStep("nothing-assigned")][:MOST]
    steps += _in_modules(matrix, "help") + _in_modules(matrix, "overdue") + _in_modules(matrix, "not-begun")
    if not steps:
        steps.append(NextStep("all-done"))
    return steps[:MOST]


def _in_modules(matrix: Matrix, kind: Kind) -> list[NextStep]:
    found = []
    for n, module in enumerate(matrix.modules):
        names = [row.pupil.nickname for row in matrix.rows if _counts(row.cells[n], kind)]
        if names:
            found.append(NextStep(kind, len(names), module, tuple(names[:5])))
    return sorted(found, key=lambda step: -step.count)


def _counts(cell: Cell, kind: Kind) -> bool:
    if kind == "help":
        return cell.needs_help
    if kind == "overdue":
        return cell.is_overdue and not cell.needs_help
    return cell.state == "not-started" and not cell.is_overdue
