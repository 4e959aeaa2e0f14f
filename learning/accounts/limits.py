"""Rate limits: per account and per purpose, never per address alone, because a whole school is one address.

The counting is the `limits` library's; its storage is our own table, so that every process counts together without one
more service to run (flask-limiter's memory storage would multiply each limit by the number of workers).
"""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from limits import RateLimitItemPerDay, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import delete, select

from learning import clock
from learning.accounts.models import RateCount
from learning.db import db, insert_into

PER_LOGIN = RateLimitItemPerMinute(10, 15)
"""Sign-ins that failed or are under way, for one login: ten in a quarter of an hour."""
PER_MAIL = RateLimitItemPerHour(5)
"""Mails to one address."""
PER_ADDRESS_SIGN_UP = RateLimitItemPerDay(500)
"""New accounts from one address: generous, a school signs up in one morning."""
PER_ADDRESS_LOOKUP = RateLimitItemPerMinute(60)
"""Certificates asked for from one address, known and unknown codes alike."""

PER_LEARNER_ASKING = RateLimitItemPerDay(10)
"""Classes that one learner asks to come into."""


class DatabaseStorage(Storage):
    """Counts in the table `rate_count`, inside the request's own transaction."""

    STORAGE_SCHEME = None

    @property
    def base_exceptions(self) -> type[Exception]:
        """Which errors mean that the storage failed."""
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count up and return the count; a window that has ended begins again at `amount`."""
        now = clock.now()
        new = insert_into(RateCount).values(key=key, uses=amount, ends_at=now + timedelta(seconds=expiry))
        statement = new.on_conflict_do_update(
            index_elements=["key"], set_={"uses": RateCount.uses + amount}, where=RateCount.ends_at > now
        ).returning(RateCount.uses)
        count: int | None = db.session.scalar(statement)
        if count is None:  # the window has ended
            db.session.execute(delete(RateCount).where(RateCount.key == key))
            count = db.session.scalar(new.returning(RateCount.uses))
        return amount if count is None else count

    def get(self, key: str) -> int:
        """The count of the present window, 0 if there is none."""
        row = db.session.execute(select(RateCount.uses, RateCount.ends_at).where(RateCount.key == key)).one_or_none()
        return row.uses if row is not None and row.ends_at > clock.now() else 0

    def get_expiry(self, key: str) -> float:
        """When the present window ends, in seconds since 1970."""
        ends_at: datetime | None = db.session.scalar(select(RateCount.ends_at).where(RateCount.key == key))
        return ends_at.timestamp() if ends_at else time.time()

    def check(self) -> bool:
        """The storage is the database: it is there."""
        return True

    def reset(self) -> int | None:
        """Forget everything."""
        return db.session.execute(delete(RateCount)).rowcount  # type: ignore[attr-defined,no-any-return]

    def clear(self, key: str) -> None:
        """Forget one count."""
        db.session.execute(delete(RateCount).where(RateCount.key == key))


_limiter = FixedWindowRateLimiter(DatabaseStorage())


def count(limit: Any, purpose: str, who: str) -> bool:
    """Count one use; False if it was one too many."""
    return _limiter.hit(limit, purpose, _private(who))


def forget(limit: Any, purpose: str, who: str) -> None:
    """Begin again, as after a sign-in that succeeded."""
    _limiter.clear(limit, purpose, _private(who))


def purge(now: datetime) -> None:
    """Drop the windows that have ended."""
    db.session.execute(delete(RateCount).where(RateCount.ends_at < now.astimezone(UTC)))


def _private(who: str) -> str:
    """A key that holds neither address nor e-mail."""
    return hashlib.sha256(who.encode()).hexdigest()[:32]
