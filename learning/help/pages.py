"""What the help pages show, as finished values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from learning.catalogue import Catalogue
from learning.catalogue.schema import Emergency
from learning.help.registry import Shown, shown
from learning.items.base import Text

_KEY = re.compile(r"\{(H\d{1,2})\}")


@dataclass(frozen=True)
class Step:
    """One thing to do, and whom it lets you call."""

    text: Text
    calls: tuple[Shown, ...]


@dataclass(frozen=True)
class Flow:
    """An emergency with its steps."""

    about: Emergency
    steps: tuple[Step, ...]


def flow_of(catalogue: Catalogue, emergency: Emergency, today: date) -> Flow:
    """The flow with the call buttons that its texts name and that may be shown today."""
    steps = []
    for text in emergency.steps:
        keys = _KEY.findall(text.vi)
        entries = [shown(catalogue.help[key], today) for key in keys]
        steps.append(Step(text, tuple(entry for entry in entries if entry.number or entry.url)))
    return Flow(emergency, tuple(steps))


def registry(catalogue: Catalogue, today: date) -> list[Shown]:
    """All entries that have something to show."""
    return [entry for entry in (shown(raw, today) for raw in catalogue.help.values()) if entry.trust != "hidden"]
