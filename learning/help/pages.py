"""What the help pages show, as finished values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from learning.catalogue import Catalogue, Module
from learning.catalogue.schema import Emergency, Guide
from learning.help.registry import Shown, shown
from learning.items.base import Text

SAFEGUARDING = "teacher-safeguarding"
"""The module on receiving a disclosure (M30)."""
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
    return Flow(emergency, tuple(_step(catalogue, text, today) for text in emergency.steps))


@dataclass(frozen=True)
class Part:
    """One thing to do or to leave, and whom its lines let you call."""

    title: Text
    lines: tuple[Text, ...]
    calls: tuple[Shown, ...]


@dataclass(frozen=True)
class GuidePage:
    """What an adult does when a child speaks."""

    about: Guide
    now: Step
    """First of all, if there is danger."""
    parts: tuple[Part, ...]
    lesson: Module | None
    """Where all of it is taught, if there is such a module."""


def guide_of(catalogue: Catalogue, guide: Guide, today: date) -> GuidePage:
    """The guide with the numbers that may be shown today."""
    parts = tuple(Part(part.title, part.lines, _calls(catalogue, part.lines, today)) for part in guide.parts)
    return GuidePage(guide, _step(catalogue, guide.now, today), parts, catalogue.modules.get(SAFEGUARDING))


def _step(catalogue: Catalogue, text: Text, today: date) -> Step:
    return Step(text, _calls(catalogue, [text], today))


def _calls(catalogue: Catalogue, texts: Iterable[Text], today: date) -> tuple[Shown, ...]:
    """Whom these texts name and whom one can reach today."""
    keys = dict.fromkeys(key for text in texts for key in _KEY.findall(text.vi))
    entries = [shown(catalogue.help[key], today) for key in keys]
    return tuple(entry for entry in entries if entry.number or entry.url)


def registry(catalogue: Catalogue, today: date) -> list[Shown]:
    """All entries that have something to show."""
    return [entry for entry in (shown(raw, today) for raw in catalogue.help.values()) if entry.trust != "hidden"]
