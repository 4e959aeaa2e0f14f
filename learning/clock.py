"""The one source of "now". Rules take the time as an argument; only edges ask here."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SCHOOL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date where the readers are (Asia/Ho_Chi_Minh)."""
    return local_date(now())


def local_date(moment: datetime) -> date:
    """The date of `moment` where the readers are."""
    return moment.astimezone(SCHOOL_ZONE).date()


def midday(day: date) -> datetime:
    """Twelve o'clock of `day` where the readers are."""
    return datetime.combine(day, time(12), SCHOOL_ZONE)
