"""Telling real from fake, measured by signal detection. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

Leaning = Literal["doubting", "balanced", "trusting"]
_z = NormalDist().inv_cdf
_MIDDLE_BAND = 0.4
"""|c| up to here counts as balanced: about one verdict in six leaning one way."""


@dataclass(frozen=True)
class Tally:
    """Verdicts on stimuli of both poles."""

    scams: int
    caught: int
    """Scams called a scam."""
    genuine: int
    doubted: int
    """Genuine ones called a scam."""

    @property
    def trusted(self) -> int:
        """Genuine ones called genuine."""
        return self.genuine - self.doubted


@dataclass(frozen=True)
class Discernment:
    """d′ (ability to tell apart; 0 is guessing) and c (leaning: below 0 to "scam", above 0 to "genuine")."""

    d: float
    c: float

    @property
    def leaning(self) -> Leaning:
        """The leaning in a word."""
        if self.c < -_MIDDLE_BAND:
            return "doubting"
        return "trusting" if self.c > _MIDDLE_BAND else "balanced"


def in_round_numbers(part: int, whole: int, out_of: int) -> int:
    """A share for words such as "of 10 … 7": all of `out_of` only if it was all, none only if it was none."""
    rounded = round(out_of * part / whole)
    return min(max(rounded, 1 if part else 0), out_of if part == whole else out_of - 1)


def discernment(tally: Tally) -> Discernment:
    """d′ and c with the log-linear correction, so that "all" and "none" stay finite.

    Hautus, M. J. (1995). Corrections for extreme proportions and their biasing effects on estimated values of d′.
    """
    hit = _z((tally.caught + 0.5) / (tally.scams + 1))
    alarm = _z((tally.doubted + 0.5) / (tally.genuine + 1))
    return Discernment(d=hit - alarm, c=-(hit + alarm) / 2)
