"""Pairs to match."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learning.items import reading
from learning.items.base import Id, ItemBase, Mark, Slip, Strict, Text
from learning.items.options import need_distinct_ids

SHUFFLES = True


class Pair(Strict):
    """What stands on the left, what belongs to it, and why."""

    id: Id
    left: Text
    right: Text
    why: Text


class Item(ItemBase):
    """Pairs whose right sides are offered to every left side."""

    kind: Literal["match"]
    prompt: Text
    pairs: Annotated[tuple[Pair, ...], Field(min_length=3, max_length=6)]

    @model_validator(mode="after")
    def _distinct(self) -> Self:
        need_distinct_ids(self.pairs)
        for language in ("vi", "en"):
            rights = [pair.right.in_(language).casefold() for pair in self.pairs]
            if len(set(rights)) != len(rights):
                raise ValueError(f"two pairs have the same right side in `{language}`: nobody could tell them apart")
        return self


def parts(item: Item) -> list[str]:
    """The pair ids; an attempt shows the right sides in a drawn order, the left sides as written."""
    return [pair.id for pair in item.pairs]


def read(item: Item, form: reading.Form) -> dict[str, str]:
    """For each pair the id of the pair whose right side was chosen."""
    return reading.each_of(form, parts(item), parts(item))


def mark(item: Item, choice: dict[str, str]) -> Mark:
    """The share of left sides with their own right side."""
    return Mark(share=sum(choice[pair] == pair for pair in parts(item)) / len(item.pairs))


def slips(item: Item, choice: dict[str, str]) -> list[Slip]:
    """The left sides that got another one's right side."""
    rights = {pair.id: pair.right for pair in item.pairs}
    return [
        Slip(
            key=f"{pair.id}>{choice[pair.id]}",
            taken=rights[choice[pair.id]],
            instead_of=pair.right,
            beside=pair.left,
            why=pair.why,
        )
        for pair in item.pairs
        if choice[pair.id] != pair.id
    ]
