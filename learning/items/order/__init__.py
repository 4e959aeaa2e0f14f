"""Steps to put in order."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learning.items import reading
from learning.items.base import Id, ItemBase, Mark, Slip, Strict, Text, Unanswered
from learning.items.options import need_distinct_ids

SHUFFLES = True


class Step(Strict):
    """One thing to do, and why it stands where it stands."""

    id: Id
    text: Text
    why: Text


class Item(ItemBase):
    """Steps, written in their right order."""

    kind: Literal["order"]
    prompt: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=3, max_length=6)]

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        need_distinct_ids(self.steps)
        return self


def parts(item: Item) -> list[str]:
    """The ids in their right order; an attempt shows them shuffled."""
    return [step.id for step in item.steps]


def read(item: Item, form: reading.Form) -> list[str]:
    """The step ids in the learner's order, from one place number a step (`choice-<step>`).

    Two steps on one place are an answer not yet finished, not a forged one.
    """
    places = reading.each_of(form, parts(item), [str(n + 1) for n in range(len(item.steps))])
    if len(set(places.values())) != len(places):
        raise Unanswered
    return sorted(places, key=lambda step: int(places[step]))


def mark(item: Item, choice: list[str]) -> Mark:
    """The share of pairs of steps that stand the right way round (Kendall's tau, scaled from 0 to 1)."""
    place = {step: n for n, step in enumerate(choice)}
    pairs = list(combinations(parts(item), 2))
    return Mark(share=sum(place[first] < place[second] for first, second in pairs) / len(pairs))


def slips(item: Item, choice: list[str]) -> list[Slip]:
    """The neighbours that were put the wrong way round: of every order but the right one there are some."""
    place = {step: n for n, step in enumerate(choice)}
    return [
        Slip(key=f"{second.id}<{first.id}", taken=second.text, beside=first.text, why=first.why)
        for first, second in pairwise(item.steps)
        if place[second.id] < place[first.id]
    ]
