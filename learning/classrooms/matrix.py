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
_BY_NEED: tuple[State, ...] = ("not-started", "in-progress", "review-due", "done", "not-assigned")
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

    @property
    def look(self) -> tuple[State, bool, bool]:
        """What is drawn of it: of a class's thousand cells not twenty look different."""
        return self.state, self.needs_help, self.is_overdue

    @property
    def is_done(self) -> bool:
        """True if the module was done once, whether or not it is due for review."""
        return self.state in ("done", "review-due")

    @property
    def urgency(self) -> int:
        """Where it stands in a column: who needs help, who is late, who has not begun … and at last who has no part."""
        if self.needs_help:
            return 0
        return 1 if self.is_overdue else 2 + _BY_NEED.index(self.state)


NOT_ASSIGNED = Cell("not-assigned")


@dataclass(frozen=True)
class Row:
    """A pupil's line."""

    pupil: Enrolled
    cells: tuple[Cell, ...]

    @property
    def attention(self) -> int:
        """How much this pupil needs somebody: help counts more than lateness."""
        return sum(2 * cell.needs_help + cell.is_overdue for cell in self.cells)

    @property
    def needs_somebody(self) -> bool:
        """True if somebody should sit down with this pupil: something is too hard, or nothing has been begun."""
        return self.is_untouched or any(cell.needs_help for cell in self.cells)

    @property
    def assigned(self) -> int:
        """How many modules this pupil has."""
        return sum(cell.state != "not-assigned" for cell in self.cells)

    @property
    def done(self) -> int:
        """How many of them are done."""
        return sum(cell.is_done for cell in self.cells)

    @property
    def is_untouched(self) -> bool:
        """True if this pupil has something to do and has begun nothing."""
        return {cell.state for cell in self.cells} - {"not-assigned"} == {"not-started"}


@dataclass(frozen=True)
class InWords:
    """The matrix without its table: what the summary above it says."""

    pupils: int
    finished: int
    with_something: int
    """How many pupils have anything to do."""
    not_begun: int
    need_help: tuple[str, ...]
    """Nicknames, in the Vietnamese order."""
    late: tuple[str, ...]


@dataclass(frozen=True)
class Matrix:
    """A class at a glance."""

    modules: tuple[Module, ...]
    rows: tuple[Row, ...]

    def sorted_by(self, column: str) -> tuple[Row, ...]:
        """The rows by `name` (as they are), by `need`, or by a module's id: who waits for it first. Else by need."""
        if column == "name":
            return self.rows
        ids = [module.id for module in self.modules]
        if column in ids:
            index = ids.index(column)
            return tuple(sorted(self.rows, key=lambda row: row.cells[index].urgency))
        return tuple(sorted(self.rows, key=lambda row: -row.attention))

    @property
    def looks(self) -> set[tuple[State, bool, bool]]:
        """Every look that a cell of it has."""
        return {cell.look for row in self.rows for cell in row.cells}

    @property
    def in_words(self) -> InWords:
        """The same at a glance."""
        with_something = [row for row in self.rows if row.assigned]
        return InWords(
            pupils=len(self.rows),
            finished=sum(row.done == row.assigned for row in with_something),
            with_something=len(with_something),
            not_begun=sum(row.is_untouched for row in with_something),
            need_help=tuple(row.pupil.nickname for row in self.rows if any(cell.needs_help for cell in row.cells)),
            late=tuple(row.pupil.nickname for row in self.rows if any(cell.is_overdue for cell in row.cells)),
        )

    def done_in(self, index: int) -> int:
        """How many pupils have done a module."""
        return sum(row.cells[index].is_done for row in self.rows)

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
    columns = [(module.id, module.shows_results) for module in modules]
    return Matrix(tuple(modules), tuple(_row(pupil, columns, due, reached, today) for pupil in pupils))


def _row(
    pupil: Enrolled,
    columns: Sequence[tuple[str, bool]],
    due: Mapping[tuple[UUID, str], Due],
    reached: Mapping[tuple[UUID, str], Reached],
    today: date,
) -> Row:
    own = pupil.learner_id
    cells = [
        _cell(due.get((own, module_id)), reached.get((own, module_id), NOTHING), today, is_open=is_open)
        for module_id, is_open in columns
    ]
    return Row(pupil, tuple(cells))


def _cell(due: Due | None, reached: Reached, today: date, *, is_open: bool) -> Cell:
    """One cell; of a module that is not open adults see done or not done."""
    if due is None:
        return NOT_ASSIGNED
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
