"""The worker: empties the outbox and tidies up. Several may run; a row is done by one of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import delete, exists, select

from learning.accounts import limits, mails, sessions
from learning.accounts.mails import Mail
from learning.accounts.models import Learner, SignIn
from learning.classrooms import bundles, leaving, work
from learning.classrooms.models import FormerPupil
from learning.db import db, writing
from learning.ops import mail
from learning.outbox import OutboxRow

log = logging.getLogger(__name__)

MAX_TRIES = 8
"""After so many failures work is given up. Having no mail server is no failure: the mail waits for one."""
WAITS_FOR_MAIL_SERVER = timedelta(minutes=15)
"""How long a mail rests before the worker looks again whether there is a mail server."""
GUESTS_KEPT_FOR = timedelta(days=7)
"""A guest whose last session has ended can never come back; a week later the row goes."""
DONE_KEPT_FOR = timedelta(days=30)

Work = Callable[[dict[str, Any], Mapping[str, Any], datetime], None]
"""What is done for a row, given its payload, the settings and the time. It may commit on its way; again is as once."""
Outcome = Literal["done", "failed", "waits"]


def _letter(made_by: Callable[[dict[str, Any]], Mail | None]) -> Work:
    """The work of making a mail and handing it over; nothing if whoever it is for is gone."""

    def send(payload: dict[str, Any], config: Mapping[str, Any], _now: datetime) -> None:
        made = made_by(payload)
        if made is not None:
            mail.send(made, config)

    return send


WORK: Mapping[str, Work] = {
    "mail:reset": _letter(mails.reset_mail),
    "mail:confirm": _letter(mails.confirm_mail),
    bundles.WORK: work.make_bundle,
}


def work_once(config: Mapping[str, Any], now: datetime) -> bool:
    """Do the work that has been due longest; False if nothing is due. Commits.

    The row is claimed by moving its due time before the work begins, so that a worker killed in between tries again
    later instead of never, and two workers do not both do it.
    """
    with writing():
        row = _claim(now)
        db.session.commit()
    if row is None:
        return False
    outcome = _do(row, config, now)
    db.session.rollback()
    with writing():
        _settle(row.id, outcome, now)
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


def _do(row: OutboxRow, config: Mapping[str, Any], now: datetime) -> Outcome:
    try:
        WORK[row.kind](dict(row.payload), config, now)
    except mail.NoMailServer:
        return "waits"
    except Exception as error:
        log.warning("work %s of kind %s failed: %s", row.id, row.kind, type(error).__name__)
        return "failed"
    return "done"


def _settle(row_id: Any, outcome: Outcome, now: datetime) -> None:
    row = db.session.get_one(OutboxRow, row_id)
    if outcome == "waits":
        row.tries -= 1
        row.due_at = now + WAITS_FOR_MAIL_SERVER
    elif outcome == "done" or row.tries >= MAX_TRIES:
        row.done_at = now
        row.failed = outcome == "failed"
        row.payload = {}


def tidy(now: datetime) -> None:
    """Drop what has had its time: ended sessions and counts, unreachable guests, ZIPs, old outbox rows. Commits."""
    with writing():
        sessions.purge(now)
        limits.purge(now)
        leaving.purge(now)
        bundles.purge(now)
        is_here = exists().where((SignIn.learner_id == Learner.id) | (SignIn.pending_guest_id == Learner.id))
        can_return = exists().where(FormerPupil.learner_id == Learner.id)
        abandoned = ~is_here & ~can_return & Learner.login.is_(None) & Learner.has_card.is_(False)
        db.session.execute(delete(Learner).where(abandoned, Learner.created_at < now - GUESTS_KEPT_FOR))
        db.session.execute(delete(OutboxRow).where(OutboxRow.done_at < now - DONE_KEPT_FOR))
        db.session.commit()
