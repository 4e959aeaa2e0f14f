"""Drawing papers: which items, in which order, with which order of options. Pure: the generator is an argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from learning.catalogue.versions import version_of
from learning.items import kind_of
from learning.items.base import ItemBase

QUIZ_SIZE = 8


@dataclass(frozen=True)
class CheckSize:
    """How many items of each sort a final check has."""

    each_pole: int
    knowledge: int

    @property
    def total(self) -> int:
        """All items of the paper."""
        return 2 * self.each_pole + self.knowledge


def check_size(band: str) -> CheckSize:
    """10 genuine + 10 scam + 6 knowledge items; 6 + 6 + 6 for the youngest."""
    return CheckSize(6, 6) if band == "6-10" else CheckSize(10, 6)


def draw_quiz(bank: Sequence[ItemBase], seen: Mapping[str, int], rng: Random, size: int = QUIZ_SIZE) -> list[ItemBase]:
    """`size` items, least seen first; half of the judged stimuli are genuine, the other kinds are mixed."""
    judged = [item for item in bank if item.kind == "judge"]
    others = [item for item in bank if item.kind != "judge"]
    wanted = min(len(judged), round(size * len(judged) / len(bank)) if bank else 0)
    wanted = max(wanted - wanted % 2, size - len(others))
    drawn = _poles(judged, wanted // 2, seen, rng)
    drawn += _varied(others, size - len(drawn), seen, rng)
    rest = [item for item in judged if item not in drawn]  # a bank with few of a pole or of the other kinds
    drawn += _least_seen(rest, size - len(drawn), seen, rng)
    rng.shuffle(drawn)
    return drawn


def draw_check(bank: Sequence[ItemBase], seen: Mapping[str, int], rng: Random, size: CheckSize) -> list[ItemBase]:
    """A final check's paper: both poles in equal number, and knowledge items; unseen ones while the bank lasts."""
    judged = [item for item in bank if item.kind == "judge"]
    others = [item for item in bank if item.kind != "judge"]
    drawn = _poles(judged, size.each_pole, seen, rng) + _least_seen(others, size.knowledge, seen, rng)
    rng.shuffle(drawn)
    return drawn


def paper_of(drawn: Sequence[ItemBase], rng: Random) -> list[dict[str, Any]]:
    """The drawn items as an attempt stores them: id, version, and the order of the parts."""
    return [{"item": item.id, "version": version_of(item), "order": _order(item, rng)} for item in drawn]


def _order(item: ItemBase, rng: Random) -> list[str]:
    kind = kind_of(item)
    parts = kind.parts(item)
    if kind.shuffles:
        rng.shuffle(parts)
    if item.kind == "order" and parts == kind.parts(item):
        parts = parts[1:] + parts[:1]  # never shown already solved
    return parts


def _poles(judged: Sequence[Any], each: int, seen: Mapping[str, int], rng: Random) -> list[ItemBase]:
    trustworthy = [item for item in judged if item.is_trustworthy]
    doubtful = [item for item in judged if not item.is_trustworthy]
    return _least_seen(trustworthy, each, seen, rng) + _least_seen(doubtful, each, seen, rng)


def _least_seen(items: Sequence[ItemBase], count: int, seen: Mapping[str, int], rng: Random) -> list[ItemBase]:
    shuffled = rng.sample(list(items), len(items))
    return sorted(shuffled, key=lambda item: seen.get(item.id, 0))[:count]


def _varied(items: Sequence[ItemBase], count: int, seen: Mapping[str, int], rng: Random) -> list[ItemBase]:
    """The least seen, and among those seen equally often kinds that the paper does not have yet."""
    pool = rng.sample(list(items), len(items))
    drawn: list[ItemBase] = []
    while pool and len(drawn) < count:
        kinds = [item.kind for item in drawn]
        best = min(pool, key=lambda item: (seen.get(item.id, 0), kinds.count(item.kind)))
        pool.remove(best)
        drawn.append(best)
    return drawn
