"""The registry of hotlines: what may be shown of an entry today. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from learning.catalogue.schema import HelpEntry
from learning.items.base import Text

FRESH_FOR = timedelta(days=90)
Trust = Literal["verified", "unverified", "hidden"]


@dataclass(frozen=True)
class Shown:
    """An entry as the public may see it today."""

    key: str
    name: Text
    phrase: Text
    trust: Trust
    number: str | None
    """Only if it may be shown."""
    url: str | None
    hours: Text | None
    serves: Text
    verified_on: date | None

    @property
    def dial(self) -> str | None:
        """The number for a `tel:` link, digits and a leading plus only."""
        return "".join(char for char in self.number if char.isdigit() or char == "+") if self.number else None


def trust_in(entry: HelpEntry, today: date) -> Trust:
    """Verified if two people confirmed it within 90 days; else shown with a note, or hidden, as the entry says."""
    if entry.verified_on is not None and entry.verified_on <= today <= entry.verified_on + FRESH_FOR:
        return "verified"
    if entry.always:
        return "verified"
    return "unverified" if entry.show_unverified else "hidden"


def shown(entry: HelpEntry, today: date) -> Shown:
    """The entry without what must not be shown today."""
    trust = trust_in(entry, today)
    is_open = trust != "hidden"
    return Shown(
        key=entry.key,
        name=entry.name,
        phrase=entry.phrase,
        trust=trust,
        number=entry.number if is_open else None,
        url=entry.url if is_open else None,
        hours=entry.hours if is_open else None,
        serves=entry.serves,
        verified_on=entry.verified_on,
    )


def phrase(
    entries: Mapping[str, HelpEntry], key: str, language: str, today: date, *, only_verified: bool = False
) -> str:
    """What stands in a sentence for a key: the phrase, followed by the number if it may be shown.

    With `only_verified`, for paper that hangs on a wall for years, a number that waits for verification is left out.
    """
    entry = entries.get(key)
    if entry is None:
        return key
    now = shown(entry, today)
    words = now.phrase.in_(language)
    if only_verified and now.trust != "verified":
        return words
    return f"{words} ({now.number})" if now.number and now.number not in words else words
