"""Answers to any item: all that could be answered, found by asking the item's kind, and one of them by lot. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations, permutations
from random import Random

from learning import items
from learning.items import kind_of
from learning.items.base import Choice, Forged, ItemBase, Unanswered
from learning.items.reading import FIELD, Form


@dataclass(frozen=True)
class Answers:
    """What can be answered to an item."""

    right: Choice
    wrong: tuple[Choice, ...]
    popularity: tuple[float, ...]
    """Of the wrong ones, summed up: some tempt more than others, and what is nearly right tempts most."""


def draw(item: ItemBase, advantage: float, rng: Random) -> Choice:
    """An answer by somebody whose ability is `advantage` above the item (in logits; 0 means right half the time)."""
    known = answers_to(item)
    if rng.random() < 1 / (1 + math.exp(-advantage)):
        return known.right
    return rng.choices(known.wrong, cum_weights=known.popularity)[0]


@cache
def answers_to(item: ItemBase) -> Answers:
    """All answers to an item, told apart by how they are marked."""
    marked = [(choice, items.mark(item, choice).share) for choice in _choices(item)]
    right = next(choice for choice, share in marked if share == 1.0)
    wrong = [(choice, share) for choice, share in marked if share < 1.0]
    taste = Random(item.id)
    weights = [(0.1 + share**2) * taste.expovariate(1) for _, share in wrong]
    return Answers(right, tuple(choice for choice, _ in wrong), tuple(accumulate(weights)))


def toughness(item: ItemBase) -> float:
    """How hard an item is, in logits: what its author says, and what no author foresees."""
    return 0.5 * (item.difficulty - 2) + Random(f"{item.id} is hard").gauss(0, 0.5)


def _choices(item: ItemBase) -> Iterator[Choice]:
    """Whatever the kind's own reading of a form accepts."""
    for form in _forms(item, kind_of(item).parts(item)):
        with suppress(Forged, Unanswered):
            yield kind_of(item).read(item, form)


def _forms(item: ItemBase, parts: Sequence[str]) -> Iterator[Form]:
    offered = [part for part in parts if _reads(item, {FIELD: [part]})]
    takes_several = len(offered) > 1 and _reads(item, {FIELD: offered[:2]})
    for size in range(1, (len(offered) if takes_several else 1) + 1):
        yield from ({FIELD: list(chosen)} for chosen in combinations(offered, size))
    if not offered:
        places = [str(number) for number in range(1, len(parts) + 1)]
        for values in (places, parts):
            for order in permutations(values):
                yield {f"{FIELD}-{part}": [value] for part, value in zip(parts, order, strict=True)}


def _reads(item: ItemBase, form: Form) -> bool:
    try:
        kind_of(item).read(item, form)
    except (Forged, Unanswered):
        return False
    return True
