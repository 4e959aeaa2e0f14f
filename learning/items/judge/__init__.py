"""A stimulus to judge: genuine or scam, healthy or worrying, suitable or not."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import model_validator

from learning.items import reading
from learning.items.base import ItemBase, Mark, Slip, Strict, Text
from learning.items.stimulus import Stimulus

SHUFFLES = False
POLES = {
    "genuine-scam": ("genuine", "scam"),
    "healthy-worrying": ("healthy", "worrying"),
    "suitable-unsuitable": ("suitable", "unsuitable"),
    "helps-not": ("helps", "not"),
}
"""Each pair of poles: first the one to trust, then the one to doubt."""

Pole = Literal["genuine", "scam", "healthy", "worrying", "suitable", "unsuitable", "helps", "not"]


class Why(Strict):
    """What to say of either verdict: of the right one why, of the wrong one why it tempts and what it costs."""

    trust: Text
    doubt: Text


class Item(ItemBase):
    """A stimulus, the truth about it, and what to say of either verdict."""

    kind: Literal["judge"]
    prompt: Text | None = None
    """A question of its own; without one the page asks after the poles ("Genuine or a scam?")."""
    poles: Literal["genuine-scam", "healthy-worrying", "suitable-unsuitable", "helps-not"] = "genuine-scam"
    stimulus: Stimulus
    truth: Pole
    why: Why

    @model_validator(mode="after")
    def _truth_is_a_pole(self) -> Self:
        if self.truth not in self.pole_names:
            raise ValueError(f"`truth` must be one of {', '.join(self.pole_names)}")
        return self

    @property
    def is_trustworthy(self) -> bool:
        """True if the first pole is right: genuine, healthy, suitable, helps."""
        return self.truth == self.pole_names[0]

    @property
    def pole_names(self) -> tuple[str, str]:
        """The pole to trust, then the one to doubt."""
        return POLES[self.poles]


def parts(item: Item) -> list[str]:
    """The two poles, the trusting one first, always: a fixed place asks for no re-reading."""
    return list(item.pole_names)


def read(item: Item, form: reading.Form) -> str:
    """The chosen pole."""
    return reading.one_of(form, parts(item))


def mark(item: Item, choice: str) -> Mark:
    """1 for the right pole, else 0."""
    return Mark(share=float(choice == item.truth))


def slips(item: Item, choice: str) -> list[Slip]:
    """The wrong pole."""
    why = item.why.doubt if item.is_trustworthy else item.why.trust
    return [] if choice == item.truth else [Slip(key=choice, why=why)]
