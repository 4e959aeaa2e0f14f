"""A statement that is true or false."""

from __future__ import annotations

from typing import Literal

from learning.items import reading
from learning.items.base import ItemBase, Mark, Slip, Text

SHUFFLES = False
PARTS = ["true", "false"]


class Item(ItemBase):
    """A statement, whether it is true, and what to say of either answer."""

    kind: Literal["truefalse"]
    prompt: Text
    """The statement itself."""
    answer: bool
    why_true: Text
    """Shown with the answer "true": why it is right, or why it tempts."""
    why_false: Text


def parts(item: Item) -> list[str]:
    """Nothing is shuffled: true stands first, always."""
    return list(PARTS)


def read(item: Item, form: reading.Form) -> str:
    """`true` or `false`."""
    return reading.one_of(form, PARTS)


def mark(item: Item, choice: str) -> Mark:
    """1 if the answer is the statement's, else 0."""
    return Mark(share=float((choice == "true") == item.answer))


def slips(item: Item, choice: str) -> list[Slip]:
    """The wrong one of the two."""
    why = item.why_true if choice == "true" else item.why_false
    return [] if mark(item, choice).is_right else [Slip(key=choice, why=why)]
