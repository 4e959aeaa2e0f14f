"""One right answer among two to five."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learning.items import reading
from learning.items.base import ItemBase, Mark, Slip, Text
from learning.items.options import Option, need_distinct_ids

SHUFFLES = True


class Item(ItemBase):
    """A question with options, exactly one of them right."""

    kind: Literal["single"]
    prompt: Text
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=5)]

    @model_validator(mode="after")
    def _one_right(self) -> Self:
        need_distinct_ids(self.options)
        if sum(option.right for option in self.options) != 1:
            raise ValueError("mark exactly one option `right: true`")
        return self


def parts(item: Item) -> list[str]:
    """The ids whose order is drawn for each attempt."""
    return [option.id for option in item.options]


def read(item: Item, form: reading.Form) -> str:
    """The chosen option's id."""
    return reading.one_of(form, parts(item))


def mark(item: Item, choice: str) -> Mark:
    """1 for the right option, else 0."""
    right = next(option.id for option in item.options if option.right)
    return Mark(share=float(choice == right))


def slips(item: Item, choice: str) -> list[Slip]:
    """The wrong option that was chosen."""
    right = next(option for option in item.options if option.right)
    return [
        Slip(key=option.id, taken=option.text, instead_of=right.text, why=option.why)
        for option in item.options
        if option.id == choice and not option.right
    ]
