"""Sittings: an attempt with its responses, as the learner's pages work with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import bindparam, func, select

from learning import items
from learning.catalogue import Catalogue
from learning.catalogue.versions import body_of, item_from, version_of
from learning.db import db, insert_once
from learning.items.base import Choice, ItemBase, Mark
from learning.items.view import ItemView
from learning.quiz import scoring
from learning.quiz.models import Attempt, ItemVersion, Response
from learning.quiz.papers import paper_of
from learning.quiz.scoring import Answered

_own_attempt = select(Attempt).where(
    Attempt.id == bindparam("attempt_id"), Attempt.learner_id == bindparam("learner_id")
)
_own_attempt_to_answer = _own_attempt.with_for_update()
_rows = Response.__table__.c
_responses = select(_rows.position, _rows.choice, _rows.share).where(_rows.attempt_id == bindparam("attempt_id"))
"""Made once, and without objects for rows that nobody changes: they are read for every answer."""


class Given(NamedTuple):
    """What was answered at one position, and how right it is."""

    choice: Choice
    share: float


@dataclass
class Sitting:
    """An attempt, its responses by position, and its items in the versions that were drawn."""

    attempt: Attempt
    responses: dict[int, Given]
    items: Sequence[ItemBase] = field(repr=False)

    @property
    def id(self) -> UUID:
        """The attempt's id."""
        return self.attempt.id

    @property
    def size(self) -> int:
        """How many items the paper has."""
        return len(self.attempt.paper)

    @property
    def explains_at_once(self) -> bool:
        """False for a final check, whose explanations come at the end."""
        return self.attempt.kind != "check"

    @property
    def is_finished(self) -> bool:
        """True once every item has its response."""
        return len(self.responses) == self.size

    @property
    def next_position(self) -> int | None:
        """The first item without a response; None if there is none."""
        return next((n for n in range(1, self.size + 1) if n not in self.responses), None)

    def has(self, position: int) -> bool:
        """True if the paper has this position."""
        return 1 <= position <= self.size

    def item_at(self, position: int) -> ItemBase:
        """The item at `position`, from 1."""
        return self.items[position - 1]

    def view(self, position: int, **asked: Any) -> ItemView:
        """The item at `position` as a page shows it: asked, or answered."""
        order = tuple(self.attempt.paper[position - 1]["order"])
        response = self.responses.get(position)
        if response is None:
            return ItemView(self.item_at(position), order, **asked)
        return ItemView(self.item_at(position), order, response.choice, Mark(share=response.share))

    def answered(self) -> list[Answered]:
        """Every item with its response, in the order of the paper."""
        return [
            Answered(self.item_at(position), response.choice, response.share)
            for position, response in sorted(self.responses.items())
        ]


def begin(
    learner_id: UUID, kind: str, subject_id: str, drawn: Sequence[ItemBase], *, rng: Random, now: datetime
) -> Sitting:
    """A new attempt at the drawn items, each of whose versions is stored if it is not yet."""
    publish(drawn, now)
    attempt = Attempt(
        id=uuid4(), learner_id=learner_id, kind=kind, subject_id=subject_id, paper=paper_of(drawn, rng), started_at=now
    )
    db.session.add(attempt)
    db.session.flush()
    return Sitting(attempt, {}, list(drawn))


def publish(drawn: Sequence[ItemBase], now: datetime) -> None:
    """Store the versions of these items that are not stored yet."""
    versions = {version_of(item): item for item in drawn}
    stored = set(db.session.scalars(select(ItemVersion.version).where(ItemVersion.version.in_(versions))))
    new = [
        {"version": version, "item_id": item.id, "body": body_of(item), "published_at": now}
        for version, item in versions.items()
        if version not in stored
    ]
    if new:
        insert_once(ItemVersion, *new)


def sitting_of(learner_id: UUID, attempt_id: UUID, catalogue: Catalogue, *, lock: bool = False) -> Sitting | None:
    """The learner's own attempt, or None: a stranger's does not exist. With `lock` nobody else answers meanwhile."""
    query = _own_attempt_to_answer if lock else _own_attempt
    attempt = db.session.scalar(query, {"attempt_id": attempt_id, "learner_id": learner_id})
    return _with_responses(attempt, catalogue) if attempt else None


def open_sitting(learner_id: UUID, kind: str, subject_id: str, catalogue: Catalogue) -> Sitting | None:
    """The attempt that the learner left unfinished, to go on with."""
    attempt = db.session.scalar(
        select(Attempt)
        .where(Attempt.learner_id == learner_id, Attempt.kind == kind, Attempt.subject_id == subject_id)
        .where(Attempt.finished_at.is_(None))
        .order_by(Attempt.started_at.desc())
        .limit(1)
    )
    return _with_responses(attempt, catalogue) if attempt else None


def is_left_open(learner_id: UUID, kind: str, subject_id: str) -> bool:
    """True if the learner has an unfinished attempt."""
    query = select(Attempt.id).where(
        Attempt.learner_id == learner_id,
        Attempt.kind == kind,
        Attempt.subject_id == subject_id,
        Attempt.finished_at.is_(None),
    )
    return db.session.scalar(query.limit(1)) is not None


def _with_responses(attempt: Attempt, catalogue: Catalogue) -> Sitting:
    rows = db.session.connection().execute(_responses, {"attempt_id": attempt.id})
    given = {row.position: Given(row.choice, row.share) for row in rows}
    return Sitting(attempt, given, items_of(attempt.paper, catalogue))


def items_of(paper: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> list[ItemBase]:
    """A paper's items: from the catalogue while they are current, from the database once they were edited."""
    versions = [entry["version"] for entry in paper]
    outdated = [version for version in versions if version not in catalogue.versions]
    old: Mapping[str, ItemBase] = {}
    if outdated:
        rows = db.session.scalars(select(ItemVersion).where(ItemVersion.version.in_(outdated)))
        old = {row.version: item_from(row.body) for row in rows}
    return [catalogue.versions.get(version) or old[version] for version in versions]


def record_response(sitting: Sitting, position: int, choice: Choice, *, now: datetime) -> bool:
    """Mark and store an answer; True if it is the first at this position. Again is the same as once."""
    item = sitting.item_at(position)
    share = items.mark(item, choice).share
    values = {
        "attempt_id": sitting.id,
        "position": position,
        "learner_id": sitting.attempt.learner_id,
        "item_id": item.id,
        "version": sitting.attempt.paper[position - 1]["version"],
        "choice": choice,
        "share": share,
        "answered_at": now,
    }
    if position in sitting.responses or not insert_once(Response, values):
        return False
    sitting.responses[position] = Given(choice, share)
    if sitting.is_finished:
        sitting.attempt.finished_at = now
        sitting.attempt.score = scoring.score(sitting.answered())
        db.session.flush()
    return True


def seen_counts(learner_id: UUID, item_ids: Sequence[str]) -> dict[str, int]:
    """How often the learner has answered each of these items; those never seen are left out."""
    rows = db.session.execute(
        select(Response.item_id, func.count())
        .where(Response.learner_id == learner_id, Response.item_id.in_(item_ids))
        .group_by(Response.item_id)
    )
    return dict(rows.all())


def begun_since(learner_id: UUID, kind: str, subject_id: str, since: datetime) -> int:
    """How many attempts the learner has begun since a moment."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Attempt.learner_id == learner_id,
                Attempt.kind == kind,
                Attempt.subject_id == subject_id,
                Attempt.started_at >= since,
            )
        )
        or 0
    )
