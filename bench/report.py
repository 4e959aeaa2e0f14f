"""Lines of the report: what was measured, what is allowed, and whether that is met."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["met", "NOT met"]
WIDTHS = (62, 26, 12)


@dataclass(frozen=True)
class Line:
    """One budget."""

    what: str
    measured: str
    budget: str
    verdict: Verdict
    notes: tuple[str, ...] = ()
    """Figures that explain the measured one; they are bound by nothing."""


def at_most(what: str, value: float, limit: float, *notes: str, unit: str = "", digits: int = 0) -> Line:
    """A budget from above."""
    return _line(what, value, f"≤ {limit:g}{unit}", value <= limit, notes, unit, digits)


def at_least(what: str, value: float, limit: float, *notes: str, unit: str = "", digits: int = 2) -> Line:
    """A budget from below."""
    return _line(what, value, f"≥ {limit:g}{unit}", value >= limit, notes, unit, digits)


def _line(what: str, value: float, budget: str, is_met: bool, notes: tuple[str, ...], unit: str, digits: int) -> Line:
    return Line(what, f"{value:.{digits}f}{unit}", budget, "met" if is_met else "NOT met", notes)


def show(title: str, lines: Sequence[Line]) -> None:
    """Print one section as a table, at once: the next section takes its time."""
    print(f"\n{title}")
    for line in lines:
        cells = (line.what, line.measured, line.budget)
        padded = "".join(_padded(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
        print(f"  {padded}{line.verdict}")
        for note in line.notes:
            print(f"      {note}")
    sys.stdout.flush()


def _padded(text: str, width: int) -> str:
    shown = sum(not unicodedata.combining(char) for char in text)
    return text + " " * max(1, width - shown)
