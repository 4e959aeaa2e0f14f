"""What a class found hard in a module: its questions one by one, and how well it tells real from fake. Pure.

Counted is the first response of each pupil to each item in attempts of the kind `quiz`: what was known before the
explanation was read. Practice, final checks and later tries are left out. Nobody is named, and what fewer than three
pupils have answered is not shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean
from typing import Any, Literal
from uuid import UUID

from learning.items import slips
from learning.items.base import Slip
from learning.quiz.discernment import Tally, discernment, in_round_numbers
from learning.quiz.scoring import Answered, First, tally

FEWEST_ANSWERS = 3
"""An item answered by fewer is not shown: its figures would be somebody's."""
FEWEST_FOR_SEPARATION = 30
"""Below this a correlation says more about chance than about the item (its standard error is about 1/√n: 0.18)."""
FEWEST_OTHERS = 3
"""Other items that somebody must have answered before their mean says how well they do."""
SEPARATES_FROM = 0.3
FEWEST_PUPILS = 10
"""A class's discernment is hidden below this many pupils."""
GOOD_FROM = 0.7
"""Of either pole, the share that counts as good: what the final check asks for as well."""

Separation = Literal["sharp", "contrary"]
Advice = Literal["good", "doubting", "trusting", "weak"]


@dataclass(frozen=True)
class ItemAnalysis:
    """How a class did in one item."""

    item: Any
    answered: int
    facility: float
    slip: Slip | None
    """What was most often got wrong; None if everybody was wholly right."""
    slipped: int
    """How many pupils slipped in this way."""
    separation: Separation | None


@dataclass(frozen=True)
class ClassDiscernment:
    """How a class told one pair of poles apart."""

    poles: str
    pupils: int
    verdicts: Tally | None
    """None below ten pupils."""

    @property
    def advice(self) -> Advice | None:
        """What to do about it, in a word."""
        return advice(self.verdicts) if self.verdicts else None

    @property
    def caught_of_ten(self) -> int:
        """Of ten scams, how many were called one."""
        return in_round_numbers(self.verdicts.caught, self.verdicts.scams, 10) if self.verdicts else 0

    @property
    def trusted_of_ten(self) -> int:
        """Of ten genuine ones, how many were trusted."""
        return in_round_numbers(self.verdicts.trusted, self.verdicts.genuine, 10) if self.verdicts else 0


@dataclass(frozen=True)
class Analysis:
    """A module's questions in a class."""

    items: tuple[ItemAnalysis, ...]
    """The hardest first."""
    pupils: int
    """How many have answered anything."""
    held_back: int
    """Items that fewer than three have answered."""
    outdated: int
    """First responses to an earlier wording of an item: they say nothing of the present one."""
    discernments: tuple[ClassDiscernment, ...]


def analyse(firsts: Sequence[First], versions: Mapping[str, Any]) -> Analysis:
    """The analysis of one module's first responses; `versions` are the present items by their version."""
    present = [first for first in firsts if first.version in versions]
    by_item: dict[str, list[First]] = {}
    for first in present:
        by_item.setdefault(first.version, []).append(first)
    shown = {version: given for version, given in by_item.items() if len(given) >= FEWEST_ANSWERS}
    items = [_item(versions[version], given, present) for version, given in shown.items()]
    return Analysis(
        items=tuple(sorted(items, key=lambda it: (it.facility, -it.answered, it.item.id))),
        pupils=len({first.learner_id for first in present}),
        held_back=len(by_item) - len(shown),
        outdated=len(firsts) - len(present),
        discernments=discernments(present, versions),
    )


def _item(item: Any, given: Sequence[First], everything: Sequence[First]) -> ItemAnalysis:
    slip, slipped = commonest_slip(item, given)
    facility_ = facility([first.share for first in given])
    return ItemAnalysis(item, len(given), facility_, slip, slipped, separation(item.id, everything))


def facility(shares: Sequence[float]) -> float:
    """How easy an item is: the mean of what it earned, from 0 (nobody anything) to 1 (everybody everything).

    For items that are right or wrong this is the difficulty index p, the proportion of right answers; partly right
    answers count in part, as the mean over the most that could be earned. Crocker, L. & Algina, J. (1986).
    Introduction to Classical and Modern Test Theory, chapter 14.
    """
    return fmean(shares)


def commonest_slip(item: Any, given: Iterable[First]) -> tuple[Slip | None, int]:
    """What most pupils got wrong and how many; among equals the first by its key. (None, 0) if nobody did."""
    found: dict[str, Slip] = {}
    counts: Counter[str] = Counter()
    for first in given:
        for slip in slips(item, first.choice):
            found.setdefault(slip.key, slip)
            counts[slip.key] += 1
    if not counts:
        return None, 0
    key, count = min(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return found[key], count


def separation(item_id: str, everything: Iterable[First]) -> Separation | None:
    """Whether an item separates those who do well in the rest of the module, in a word; None if it cannot be said.

    Behind it is the item–rest correlation: the item itself is left out of the mean it is compared with. Henrysson, S.
    (1963). Correction of item-total correlations in item analysis. Psychometrika 28, 211-218. From 0.3 on an item is
    taken to separate well (Ebel, R. L., 1965. Measuring Educational Achievement); below 0 those who do well elsewhere
    stumble here, which mostly means that the question is unclear or its key wrong. What lies between goes unsaid.
    """
    own: dict[UUID, float] = {}
    others: dict[UUID, list[float]] = {}
    for first in everything:
        if first.item_id == item_id:
            own[first.learner_id] = first.share
        else:
            others.setdefault(first.learner_id, []).append(first.share)
    both = [(share, fmean(others[who])) for who, share in own.items() if len(others.get(who, ())) >= FEWEST_OTHERS]
    if len(both) < FEWEST_FOR_SEPARATION:
        return None
    try:
        value = correlation(*zip(*both, strict=True))
    except StatisticsError:  # everybody the same: nothing varies
        return None
    if value < 0:
        return "contrary"
    return "sharp" if value >= SEPARATES_FROM else None


def discernments(firsts: Iterable[First], versions: Mapping[str, Any]) -> tuple[ClassDiscernment, ...]:
    """How the class told apart each pair of poles that it judged; without figures below ten pupils."""
    judged: dict[str, list[First]] = {}
    for first in firsts:
        item = versions[first.version]
        if item.kind == "judge":
            judged.setdefault(item.poles, []).append(first)
    told = (_discernment(poles, given, versions) for poles, given in judged.items())
    return tuple(one for one in told if one is not None)


def _discernment(poles: str, given: Sequence[First], versions: Mapping[str, Any]) -> ClassDiscernment | None:
    """None while only one of the two poles has been judged: nothing has been told apart."""
    pupils = len({first.learner_id for first in given})
    verdicts = tally([Answered(versions[first.version], first.choice, first.share) for first in given])
    if not verdicts.scams or not verdicts.genuine:
        return None
    return ClassDiscernment(poles, pupils, verdicts if pupils >= FEWEST_PUPILS else None)


def advice(verdicts: Tally) -> Advice:
    """What a class needs, by its lean: `good` only if both poles are; calling everything a scam is never good."""
    catches = verdicts.caught / verdicts.scams >= GOOD_FROM
    trusts = verdicts.trusted / verdicts.genuine >= GOOD_FROM
    if catches and trusts:
        return "good"
    leaning = discernment(verdicts).leaning
    if leaning != "balanced":
        return leaning
    if catches or trusts:
        return "doubting" if catches else "trusting"
    return "weak"
