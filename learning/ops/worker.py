"""The worker: empties the outbox and tidies up. Several may run; a row is done by one of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, exists, select

from learning.accounts import limits, mails, sessions
from learning.accounts.mails import Mail
from learning.accounts.models import Learner, SignIn
from learning.classrooms import leaving
from learning.classrooms.models import FormerPupil
from learning.db import db, writing
from learning.ops import mail
from learning.outbox import OutboxRow

log = logging.getLogger(__name__)

MAX_TRIES = 8
GUESTS_KEPT_FOR = timedelta(days=7)
"""A guest whose last session has ended can never come back; a week later the row goes."""
DONE_KEPT_FOR = timedelta(days=30)

MAILS: Mapping[str, Callable[[dict[str, Any]], Mail | None]] = {
    "mail:reset": mails.reset_mail,
    "mail:confirm": mails.confirm_mail,
}


def work_once(config: Mapping[str, Any], now: datetime) -> bool:
    """Do the work that has been due longest; False if nothing is due. Commits.

    The row is claimed by moving its due time before the mail is handed over, so that a worker killed in between tries
    again later instead of never, and two workers do not both send it.
    """
    with writing():
        row = _claim(now)
        db.session.commit()
    if row is None:
        return False
    try:
        made = MAILS[row.kind](dict(row.payload))
        if made is not None:
            mail.send(made, config)
        failure: Exception | None = None
    except Exception as error:
        failure = error
        log.warning("work %s of kind %s failed: %s", row.id, row.kind, type(error).__name__)
    db.session.rollback()
    with writing():
        _settle(row.id, failure, now)
        db.session.commit()
    return True


def _claim(now: datetime) -> OutboxRow | None:
    row = db.session.scalar(
        select(OutboxRow)
        .where(OutboxRow.done_at.is_(None), OutboxRow.due_at <= now)
        .order_by(OutboxRow.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is not None:
        row.tries += 1
        row.due_at = now + timedelta(minutes=2**row.tries)
    return row


def _settle(row_id: Any, failure: Exception | None, now: datetime) -> None:
    row = db.session.get_one(OutboxRow, row_id)
    if failure is None or row.tries >= MAX_TRIES:
        row.done_at = now
        row.failed = failure is not None
        row.payload = {}


def tidy(now: datetime) -> None:
    """Drop what has had its time: ended sessions and counts, unreachable guests, old outbox rows. Commits."""
    with writing():
        sessions.purge(now)
        limits.purge(now)
        leaving.purge(now)
        is_here = exists().where((SignIn.learner_id == Learner.id) | (SignIn.pending_guest_id == Learner.id))
        can_return = exists().where(FormerPupil.learner_id == Learner.id)
        abandoned = ~is_here & ~can_return & Learner.login.is_(None) & Learner.has_card.is_(False)
        db.session.execute(delete(Learner).where(abandoned, Learner.created_at < now - GUESTS_KEPT_FOR))
        db.session.execute(delete(OutboxRow).where(OutboxRow.done_at < now - DONE_KEPT_FOR))
        db.session.commit()
