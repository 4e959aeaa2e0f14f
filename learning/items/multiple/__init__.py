"""Several right answers: choose all that fit."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learning.items import reading
from learning.items.base import ItemBase, Mark, Slip, Text
from learning.items.marking import balanced
from learning.items.options import Option, need_distinct_ids

SHUFFLES = True


class Item(ItemBase):
    """A question with options, at least one right and at least one wrong."""

    kind: Literal["multiple"]
    prompt: Text
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=6)]

    @model_validator(mode="after")
    def _right_and_wrong(self) -> Self:
        need_distinct_ids(self.options)
        if len({option.right for option in self.options}) != 2:
            raise ValueError("mark at least one option `right: true` and leave at least one wrong")
        return self


def parts(item: Item) -> list[str]:
    """The ids whose order is drawn for each attempt."""
    return [option.id for option in item.options]


def read(item: Item, form: reading.Form) -> list[str]:
    """The ids of the chosen options."""
    return reading.some_of(form, parts(item))


def mark(item: Item, choice: list[str]) -> Mark:
    """The mean of "chose what is right" and "left what is wrong": choosing everything earns a half."""
    return balanced(chosen=set(choice), right={o.id for o in item.options if o.right}, offered=set(parts(item)))


def slips(item: Item, choice: list[str]) -> list[Slip]:
    """The wrong options that were chosen, and the right ones that were left out."""
    wrong = [o for o in item.options if o.id in choice and not o.right]
    left_out = [o for o in item.options if o.right and o.id not in choice]
    return [Slip(key=o.id, taken=o.text, why=o.why) for o in wrong] + [
        Slip(key=o.id, instead_of=o.text, why=o.why) for o in left_out
    ]
