"""A show of hands: a few items on the projector, and how many raised a hand for each option. Counts only, no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select

from learning import quiz
from learning.catalogue import Catalogue, Module
from learning.classrooms.models import MOST_HANDS, Classroom, HandsCount, HandsRound
from learning.classrooms.outcomes import Outcome, Show, askable, show_of
from learning.db import db, insert_into
from learning.items.base import ItemBase
from learning.quiz import papers

SIZE = papers.CheckSize(each_pole=2, knowledge=2)
"""Six items, about twenty minutes with a class of 45; both poles alike, so that something can be said of both."""


class NotForAClass(Exception):
    """The module is `sensitive`: what somebody feels about it is not shown by raising a hand."""


@dataclass(frozen=True)
class Round:
    """A show of hands with its items, in the versions that were drawn, and the counts so far."""

    id: UUID
    module_id: str
    paper: Sequence[Mapping[str, Any]]
    items: Sequence[ItemBase]
    counts: Mapping[int, Mapping[str, int]]
    """By position, then by part."""
    started_at: datetime

    @property
    def size(self) -> int:
        """How many items it has."""
        return len(self.paper)

    @property
    def next_position(self) -> int | None:
        """The first item that is not counted yet; None if there is none."""
        return next((n for n in range(1, self.size + 1) if n not in self.counts), None)

    def has(self, position: int) -> bool:
        """True if it has an item at this position."""
        return 1 <= position <= self.size

    def show(self, position: int) -> Show:
        """The item at `position`, from 1, with its parts in the order drawn and the hands raised so far."""
        order = self.paper[position - 1]["order"]
        return show_of(self.items[position - 1], order, self.counts.get(position, {}))

    def outcome(self) -> Outcome:
        """What the counts add up to."""
        return Outcome({position: self.show(position) for position in sorted(self.counts) if self.has(position)})


@dataclass(frozen=True)
class Listed:
    """A round in the list of its class."""

    id: UUID
    module_id: str
    started_at: datetime
    size: int
    counted: frozenset[int]
    """The positions of the items that are counted."""

    @property
    def next_position(self) -> int | None:
        """The first item that is not counted yet; None once all are."""
        return next((n for n in range(1, self.size + 1) if n not in self.counted), None)


def modules_for(classroom: Classroom, catalogue: Catalogue) -> list[tuple[Module, bool]]:
    """The modules that can be done by raising hands, each with whether it is for the age of this class."""
    modules = [module for module in catalogue.modules.values() if not module.is_sensitive]
    return [(module, classroom.band in module.about.bands) for module in modules]


def begin(classroom: Classroom, module: Module, *, rng: Random, now: datetime) -> UUID:
    """A new round with items that the class has seen least, or the one begun just now without any count.

    The order of the options is drawn once, for good. Raises NotForAClass.
    """
    if module.is_sensitive:
        raise NotForAClass
    db.session.execute(
        select(Classroom.id).where(Classroom.id == classroom.id).with_for_update()
    )  # one press, one round
    rounds = [(row, counted) for row, counted in _rounds(classroom) if row.module_id == module.id]
    empty = next((row.id for row, counted in rounds if not counted), None)
    if empty is not None:
        return empty
    seen = Counter(entry["item"] for row, _counted in rounds for entry in row.paper)
    drawn = papers.draw_check(askable(module), seen, rng, SIZE)
    quiz.publish(drawn, now)
    new = HandsRound(
        id=uuid4(),
        classroom_id=classroom.id,
        module_id=module.id,
        paper=papers.paper_of(drawn, rng),
        started_at=now,
    )
    db.session.add(new)
    db.session.flush()
    return new.id


def round_of(classroom: Classroom, round_id: UUID, catalogue: Catalogue) -> Round | None:
    """The round, if it is of this class; two queries, and one more once its items were edited."""
    row = db.session.scalar(
        select(HandsRound).where(HandsRound.id == round_id, HandsRound.classroom_id == classroom.id)
    )
    if row is None:
        return None
    counts: dict[int, dict[str, int]] = {}
    for count in db.session.scalars(select(HandsCount).where(HandsCount.round_id == round_id)):
        counts.setdefault(count.position, {})[count.part] = count.hands
    return Round(row.id, row.module_id, row.paper, quiz.items_of(row.paper, catalogue), counts, row.started_at)


def record(of: Round, position: int, hands: Sequence[int]) -> None:
    """Keep how many raised a hand for each part, in the order shown. Again takes the place of before; one statement."""
    parts = [part.id for part in of.show(position).parts]
    if len(hands) != len(parts) or not all(0 <= count <= MOST_HANDS for count in hands):
        raise ValueError(f"{len(parts)} counts from 0 to {MOST_HANDS}, please")
    rows = [
        {"round_id": of.id, "position": position, "part": part, "hands": count}
        for part, count in zip(parts, hands, strict=True)
    ]
    statement = insert_into(HandsCount).values(rows)
    key = ["round_id", "position", "part"]
    db.session.execute(statement.on_conflict_do_update(index_elements=key, set_={"hands": statement.excluded.hands}))


def rounds_of(classroom: Classroom) -> list[Listed]:
    """All rounds of a class, the newest first; two queries."""
    return [
        Listed(row.id, row.module_id, row.started_at, len(row.paper), counted) for row, counted in _rounds(classroom)
    ]


def _rounds(classroom: Classroom) -> list[tuple[HandsRound, frozenset[int]]]:
    """The rounds with the positions that are counted."""
    rows = select(HandsRound).where(HandsRound.classroom_id == classroom.id).order_by(HandsRound.started_at.desc())
    counts = (
        select(HandsCount.round_id, HandsCount.position)
        .join(HandsRound, HandsRound.id == HandsCount.round_id)
        .where(HandsRound.classroom_id == classroom.id)
        .distinct()
    )
    counted: dict[UUID, set[int]] = {}
    for round_id, position in db.session.execute(counts):
        counted.setdefault(round_id, set()).add(position)
    return [(row, frozenset(counted.get(row.id, ()))) for row in db.session.scalars(rows)]


def delete_round(classroom: Classroom, round_id: UUID) -> bool:
    """Delete a round with its counts; False if the class has none such."""
    query = delete(HandsRound).where(HandsRound.id == round_id, HandsRound.classroom_id == classroom.id)
    return bool(db.session.connection().execute(query).rowcount)
