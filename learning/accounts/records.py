"""What the other rooms keep of a learner: how it is merged, taken along and erased.

Each room that has a table with `learner_id` brings one keeper; `create_app` joins them here, and a test asserts that
no such table is without one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from learning.accounts.models import Learner


class RecordKeeper(Protocol):
    """One room's part of a learner's record."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables it answers for."""

    def merge(self, guest_id: UUID, account: Learner, now: datetime) -> None:
        """Move the guest's rows to the account; what both have keeps the better of the two."""

    def settle(self, account: Learner, now: datetime) -> None:
        """Do what had to wait until the learner had an account with a name."""

    def export(self, learner_id: UUID) -> dict[str, Any]:
        """The learner's rows, as JSON can hold them."""

    def erase(self, learner_id: UUID, now: datetime) -> None:
        """Remove the rows, or what in them points to a person."""


_keepers: list[RecordKeeper] = []


def join(*keepers: RecordKeeper) -> None:
    """Name the keepers, in the order in which they work."""
    _keepers[:] = keepers


def keepers() -> tuple[RecordKeeper, ...]:
    """The keepers, in order."""
    return tuple(_keepers)


def merge(guest_id: UUID, account: Learner, now: datetime) -> None:
    """Merge everything, then settle what had to wait."""
    for keeper in _keepers:
        keeper.merge(guest_id, account, now)
    settle(account, now)


def settle(account: Learner, now: datetime) -> None:
    """Settle everything that had to wait for an account."""
    for keeper in _keepers:
        keeper.settle(account, now)


def export(learner_id: UUID) -> dict[str, Any]:
    """Everything the rooms know of a learner."""
    record: dict[str, Any] = {}
    for keeper in _keepers:
        record.update(keeper.export(learner_id))
    return record


def erase(learner_id: UUID, now: datetime) -> None:
    """Erase everything the rooms know of a learner; the last written goes first."""
    for keeper in reversed(_keepers):
        keeper.erase(learner_id, now)
