"""First responses: what people answered before anybody had explained an item to them.

A later response to the same item says what its explanation taught, not what was known before. Practice, final checks
and re-checks are apart: only the attempts of the kind `quiz` are looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import String, and_, bindparam, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from learning.db import db
from learning.items.base import Choice
from learning.quiz.models import Attempt, Response
from learning.quiz.scoring import HALF, First, Missed

_row, _attempt = Response.__table__.c, Attempt.__table__.c
_earlier, _quiz = aliased(Response.__table__).c, aliased(Attempt.__table__).c
_is_earlier = or_(
    _earlier.answered_at < _row.answered_at,
    and_(_earlier.answered_at == _row.answered_at, _earlier.attempt_id < _row.attempt_id),
)
_has_earlier = (
    exists()
    .where(_earlier.learner_id == _row.learner_id, _earlier.item_id == _row.item_id, _is_earlier)
    .where(_quiz.id == _earlier.attempt_id, _quiz.kind == "quiz")
)
_firsts = (
    _attempt.id == _row.attempt_id,
    _attempt.learner_id.in_(bindparam("learner_ids", expanding=True)),
    _attempt.kind == "quiz",
    _attempt.subject_id.in_(bindparam("module_ids", expanding=True)),
    ~_has_earlier,
)
_first_responses = select(
    _row.learner_id, _attempt.subject_id, _row.item_id, _row.version, _row.choice, _row.share
).where(*_firsts)

_is_missed = _row.share < HALF
_tells = and_(_row.version.in_(bindparam("telling", expanding=True)), _row.share < 1)
_told = case((_tells, _row.item_id + " " + cast(_row.choice, String)))
_missed = (
    select(
        _row.learner_id,
        func.aggregate_strings(case((_is_missed, _row.item_id)), " "),
        func.aggregate_strings(_told, "\n"),
    )
    .where(*_firsts, or_(_is_missed, _tells))
    .group_by(_row.learner_id)
)
"""Made once: putting these together takes as long as some queries."""


def first_responses(learner_ids: Sequence[UUID], module_ids: Sequence[str]) -> list[First]:
    """Of each learner and item the first response in a quiz of these modules; one query."""
    asked = {"learner_ids": learner_ids, "module_ids": module_ids}
    return [First(*values) for values in db.session.connection().execute(_first_responses, asked)]


def missed(learner_ids: Sequence[UUID], module_ids: Sequence[str], *, telling: Collection[str] = ()) -> list[Missed]:
    """Of the same first responses those that earned less than half; one query, and one row a learner.

    Of the item versions in `telling` what was answered too, unless it was wholly right. A class of sixty with twenty
    modules misses three thousand items: as rows of their own they took six times as long.
    """
    asked = {"learner_ids": learner_ids, "module_ids": module_ids, "telling": list(telling)}
    rows = db.session.connection().execute(_missed, asked)
    return [Missed(learner_id, (items or "").split(), _told_by(lines)) for learner_id, items, lines in rows]


def _told_by(lines: str | None) -> list[tuple[str, Choice]]:
    parts = (line.partition(" ") for line in (lines or "").splitlines())
    return [(item_id, json.loads(choice)) for item_id, _, choice in parts]
