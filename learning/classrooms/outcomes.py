"""What raised hands add up to: by item, and for a whole class. Pure, from counts alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from learning import items
from learning.catalogue import Module
from learning.items.base import ItemBase, Text
from learning.quiz.discernment import Discernment, Tally, discernment

KINDS = frozenset({"single", "truefalse", "judge"})
"""What one raised hand, or one tick on paper, can answer."""
FEWEST = 10
"""Under so many hands nothing is said of the class as a whole: it would be said of a few."""
CLEAR, SPLIT = 0.8, 0.4
Talk = Literal["clear", "split", "tempting", "doubted"]


def askable(module: Module) -> list[ItemBase]:
    """The items of a module that can be asked like this, but for those kept unseen for day 28."""
    return [item for item in module.bank("form") if item.kind in KINDS]


@dataclass(frozen=True)
class Part:
    """One thing to raise a hand for."""

    id: str
    letter: str
    why: Text
    is_right: bool
    hands: int


@dataclass(frozen=True)
class Show:
    """An item with its parts in the order shown, and how many hands each got."""

    item: Any
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """All hands raised; they need not be as many as the class has pupils."""
        return sum(part.hands for part in self.parts)

    @property
    def right(self) -> Part:
        """The right part."""
        return next(part for part in self.parts if part.is_right)

    @property
    def share(self) -> float:
        """Of all hands, how many were raised for the right part; 0 if nobody raised one."""
        return self.right.hands / self.total if self.total else 0.0

    @property
    def talk(self) -> Talk:
        """What to talk about now. A genuine thing that was doubted is as well worth a talk as a scam that tempted."""
        if self.share >= CLEAR:
            return "clear"
        if self.item.kind == "judge" and self.item.is_trustworthy:
            return "doubted"
        return "split" if self.share >= SPLIT else "tempting"


def show_of(item: ItemBase, order: Sequence[str], hands: Mapping[str, int]) -> Show:
    """The item as it is shown; a part without a count has none."""
    return Show(
        item,
        tuple(
            Part(part, letter, why_of(item, part), items.mark(item, part).is_right, hands.get(part, 0))
            for letter, part in zip("ABCDE", order, strict=False)
        ),
    )


def why_of(item: Any, part: str) -> Text:
    """The reason that the item gives for one of its parts."""
    if item.kind == "judge":
        reason: Text = item.why.trust if part == items.kind_of(item).parts(item)[0] else item.why.doubt
    elif item.kind == "truefalse":
        reason = item.why_true if part == "true" else item.why_false
    else:
        reason = next(option.why for option in item.options if option.id == part)
    return reason


@dataclass(frozen=True)
class Outcome:
    """The counted items of a round, by position."""

    shows: Mapping[int, Show]

    @property
    def hardest(self) -> int | None:
        """The position of the item that the fewest hands got right; None if all were clear, or nothing is counted."""
        hard = [(show.share, position) for position, show in self.shows.items() if show.total and show.talk != "clear"]
        return min(hard)[1] if hard else None

    @property
    def tally(self) -> Tally:
        """Every hand raised on a stimulus to judge is one verdict, whatever the names of the poles."""
        judged = [show for show in self.shows.values() if show.item.kind == "judge"]
        genuine = [show for show in judged if show.item.is_trustworthy]
        scams = [show for show in judged if not show.item.is_trustworthy]
        return Tally(
            scams=sum(show.total for show in scams),
            caught=sum(show.right.hands for show in scams),
            genuine=sum(show.total for show in genuine),
            doubted=sum(show.total - show.right.hands for show in genuine),
        )

    @property
    def poles(self) -> str | None:
        """The pair of poles that was judged, if any was."""
        return next((show.item.poles for show in self.shows.values() if show.item.kind == "judge"), None)

    @property
    def discernment(self) -> Discernment | None:
        """Of the class as a whole; None if too few raised a hand, or only one pole was seen."""
        tally = self.tally
        most = max((show.total for show in self.shows.values()), default=0)
        return discernment(tally) if most >= FEWEST and tally.scams and tally.genuine else None
