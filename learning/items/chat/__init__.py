"""A thread in which the learner taps the lines that are red flags."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learning.items import reading
from learning.items.base import Id, ItemBase, Mark, Slip, Strict, Text
from learning.items.marking import balanced
from learning.items.options import need_distinct_ids

SHUFFLES = False


class Line(Strict):
    """One message of the thread, and why it is a red flag or not."""

    id: Id
    who: Annotated[str, Field(pattern="^(other|me)$")] = Field(alias="from")
    text: Text
    flag: bool = False
    technique: Id | None = None
    """The technique a red flag uses; the explanation names it."""
    why: Text


class Item(ItemBase):
    """A thread of at most twelve lines, at most eight of them the attacker's (content principle P8)."""

    kind: Literal["chat"]
    prompt: Text
    name: Text
    """Whom the thread is with, as the messenger shows it."""
    lines: Annotated[tuple[Line, ...], Field(min_length=4, max_length=12)]

    @model_validator(mode="after")
    def _flags(self) -> Self:
        need_distinct_ids(self.lines)
        if any(line.flag and line.who == "me" for line in self.lines):
            raise ValueError("only the other side's lines can be red flags: never mark the person addressed")
        if len({line.flag for line in self.lines if line.who == "other"}) != 2:
            raise ValueError("the other side needs at least one line with `flag: true` and one without")
        if sum(line.who == "other" for line in self.lines) > 8:
            raise ValueError("at most eight lines may come from the other side: shorten the thread")
        return self


def parts(item: Item) -> list[str]:
    """The line ids, never shuffled: a thread has its order."""
    return [line.id for line in item.lines]


def tappable(item: Item) -> list[str]:
    """The ids of the lines that can be tapped: the other side's."""
    return [line.id for line in item.lines if line.who == "other"]


def read(item: Item, form: reading.Form) -> list[str]:
    """The ids of the tapped lines."""
    return reading.some_of(form, tappable(item))


def mark(item: Item, choice: list[str]) -> Mark:
    """The mean of "red flags tapped" and "safe lines left alone": tapping everything earns a half."""
    red_flags = {line.id for line in item.lines if line.flag}
    return balanced(chosen=set(choice), right=red_flags, offered=set(tappable(item)))


def slips(item: Item, choice: list[str]) -> list[Slip]:
    """The ordinary lines that were tapped, and the red flags that were not."""
    doubted = [line for line in item.lines if line.id in choice and not line.flag]
    missed = [line for line in item.lines if line.flag and line.id not in choice]
    return [Slip(key=line.id, taken=line.text, why=line.why) for line in doubted] + [
        Slip(key=line.id, instead_of=line.text, why=line.why) for line in missed
    ]
