"""Scoring: what the responses of a finished attempt add up to. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from learning.items.base import Choice, ItemBase
from learning.quiz.discernment import Tally

QUIZ_PASSES = 0.7
CHECK_PASSES = 0.8
CHECK_PASSES_EACH_POLE = 0.7
HALF = 0.5
"""What earns less counts as missed: guessing, or marking everything, earns a half."""
TOLERANCE = 1e-9
"""Shares are sums of fractions; a share that equals the bar must not miss it by rounding."""


@dataclass(frozen=True)
class Answered:
    """An item and what was answered to it."""

    item: ItemBase
    choice: Choice
    share: float


class First(NamedTuple):
    """Somebody's first response to an item in the quizzes of a module."""

    learner_id: UUID
    module_id: str
    item_id: str
    version: str
    """Of the item as it was then."""
    choice: Choice
    share: float


class Missed(NamedTuple):
    """What somebody's first responses missed."""

    learner_id: UUID
    items: Sequence[str]
    """The ids of the items that earned less than half."""
    told: Sequence[tuple[str, Choice]] = ()
    """Of the items that were asked for and not wholly right: the id and what was answered."""


@dataclass(frozen=True)
class CheckResult:
    """How a final check went, and what each of its conditions says."""

    share: float
    """Of all items, from 0 to 1."""
    caught_share: float
    """Of the scams, how many were recognised."""
    trusted_share: float
    """Of the genuine ones, how many were trusted."""

    @property
    def enough_overall(self) -> bool:
        """80 % of everything."""
        return self.share >= CHECK_PASSES - TOLERANCE

    @property
    def enough_caught(self) -> bool:
        """70 % of the scams."""
        return self.caught_share >= CHECK_PASSES_EACH_POLE - TOLERANCE

    @property
    def enough_trusted(self) -> bool:
        """70 % of the genuine ones."""
        return self.trusted_share >= CHECK_PASSES_EACH_POLE - TOLERANCE

    @property
    def is_passed(self) -> bool:
        """All three: who calls everything a scam, or nothing, never passes."""
        return self.enough_overall and self.enough_caught and self.enough_trusted


def score(answered: Sequence[Answered]) -> float:
    """Sum of the shares, from 0 to the number of answers."""
    return sum(answer.share for answer in answered)


def tally(answered: Sequence[Answered]) -> Tally:
    """The verdicts on judged stimuli, whatever the names of their poles."""
    judged: list[tuple[Any, bool]] = [(a.item, a.share == 1.0) for a in answered if a.item.kind == "judge"]
    return Tally(
        scams=sum(not item.is_trustworthy for item, _ in judged),
        caught=sum(right for item, right in judged if not item.is_trustworthy),
        genuine=sum(item.is_trustworthy for item, _ in judged),
        doubted=sum(not right for item, right in judged if item.is_trustworthy),
    )


def check_result(answered: Sequence[Answered]) -> CheckResult:
    """The result of a finished final check; an empty pole counts as nothing recognised."""
    verdicts = tally(answered)
    return CheckResult(
        share=score(answered) / len(answered) if answered else 0.0,
        caught_share=verdicts.caught / verdicts.scams if verdicts.scams else 0.0,
        trusted_share=verdicts.trusted / verdicts.genuine if verdicts.genuine else 0.0,
    )
