"""The certificates of a class as one ZIP, which the worker makes.

It holds what it held when it was made. That is why it is kept for a day only, and goes as soon as a pupil leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete, or_, select, update

from learning import audit, outbox
from learning.classrooms.models import Bundle, Classroom
from learning.db import db, insert_once

WORK = "classroom:certificates"
MADE_WITHIN = timedelta(hours=1)
"""What is not made by then is given up: the page says so and offers to begin again."""
KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class State:
    """How far the ZIP of a class is."""

    done: int
    total: int | None
    """None until the worker has begun."""
    made_at: datetime | None
    ends_at: datetime
    is_late: bool
    """True if it should have been made long ago."""

    @property
    def is_ready(self) -> bool:
        """True once it can be downloaded."""
        return self.made_at is not None

    @property
    def left_out(self) -> int:
        """How many could not be printed; the ZIP says which."""
        return (self.total or 0) - self.done


def ask(classroom: Classroom, language: str, *, actor_id: UUID, now: datetime) -> None:
    """Have the worker make the ZIP, unless it is about to: two presses are one. What was made before goes."""
    over = or_(Bundle.made_at.is_not(None), Bundle.ends_at <= now)
    db.session.execute(delete(Bundle).where(Bundle.classroom_id == classroom.id, over))
    bundle = {"id": uuid4(), "classroom_id": classroom.id, "asked_by": actor_id, "language": language, "done": 0}
    if insert_once(Bundle, {**bundle, "ends_at": now + MADE_WITHIN}):
        outbox.put(WORK, {"bundle_id": str(bundle["id"])}, now)
        audit.record("bundle:ask", classroom.id, actor_id=actor_id, now=now)


def state_of(classroom: Classroom, now: datetime) -> State | None:
    """How far it is; None if there is none. One query."""
    query = select(Bundle.done, Bundle.total, Bundle.made_at, Bundle.ends_at)
    found = db.session.execute(query.where(Bundle.classroom_id == classroom.id)).one_or_none()
    is_over = found is not None and found.ends_at <= now
    if found is None or (is_over and found.made_at is not None):
        return None
    return State(found.done, found.total, found.made_at, found.ends_at, is_late=is_over)


def fetch(classroom: Classroom, *, actor_id: UUID, now: datetime) -> bytes | None:
    """The ZIP, for somebody who teaches the class now; None if there is none. The audit log keeps that it was taken."""
    query = select(Bundle.file).where(Bundle.classroom_id == classroom.id, Bundle.ends_at > now)
    file = db.session.scalar(query.where(Bundle.made_at.is_not(None)))
    if file is not None:
        audit.record("bundle:fetch", classroom.id, actor_id=actor_id, now=now)
    return file


def note(bundle_id: UUID, *, done: int, total: int) -> bool:
    """Say how far it is; False if it is no longer wanted."""
    return _change(bundle_id, {"done": done, "total": total})


def store(bundle_id: UUID, file: bytes, *, done: int, left_out: int, now: datetime) -> None:
    """Keep what was made; nothing happens if it is no longer wanted, or there already."""
    made = {"file": file, "done": done, "total": done + left_out, "made_at": now, "ends_at": now + KEPT_FOR}
    _change(bundle_id, made)


def drop(bundle_id: UUID) -> None:
    """Delete it: there is nothing to put into it."""
    db.session.execute(delete(Bundle).where(Bundle.id == bundle_id, Bundle.made_at.is_(None)))


def discard(classroom_ids: Sequence[UUID]) -> None:
    """Delete the ZIPs of these classes, made or under way: a pupil is no longer there."""
    db.session.execute(delete(Bundle).where(Bundle.classroom_id.in_(classroom_ids)))


def purge(now: datetime) -> None:
    """Delete what has been kept long enough, and what was never made."""
    db.session.execute(delete(Bundle).where(Bundle.ends_at <= now))


def _change(bundle_id: UUID, values: dict[str, object]) -> bool:
    change = update(Bundle).where(Bundle.id == bundle_id, Bundle.made_at.is_(None)).values(values)
    return bool(db.session.execute(change.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]
