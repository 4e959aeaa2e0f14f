"""Starting: from role and age to a first item, and from a visitor to a guest."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from learning import quiz
from learning.catalogue import Catalogue, Course, Module
from learning.items.base import ItemBase
from learning.quiz import Sitting

DEFAULT_BAND = {"parent": "adult", "teacher": "adult"}


def first_module(catalogue: Catalogue, audience: str, band: str) -> Module | None:
    """Where to begin: in the course written for this reader, else with a module that fits the band.

    Of the course it is the first module with a message to tell real from fake that upsets nobody: the first item comes
    before any note could prepare the reader for it.
    """
    for course in catalogue.courses.values():
        if course.about.audience == audience and course.about.band == band:
            return next((m for m in course.modules if _opens_gently(m)), course.modules[0])
    fitting = [m for m in catalogue.modules.values() if audience in m.about.audiences and band in m.about.bands]
    open_to_all = [m for m in catalogue.modules.values() if audience in m.about.audiences]
    return next(iter(fitting or sorted(open_to_all, key=lambda m: m.about.bands[0] != "11-14")), None)


def _opens_gently(module: Module) -> bool:
    return module.about.sensitivity == "none" and bool(_messages(module))


def is_written_for(module: Module, band: str) -> bool:
    """False if the module is only the nearest there is for this age."""
    return band in module.about.bands


def first_item(module: Module) -> ItemBase:
    """The first "real or fake?" item: the easiest genuine-or-scam one of the module's bank, the same for everybody."""
    messages = _messages(module)
    return min(messages, key=lambda item: (item.difficulty, item.id)) if messages else module.bank("form")[0]


def _messages(module: Module) -> list[ItemBase]:
    items: list[Any] = list(module.bank("form"))
    return [item for item in items if item.kind == "judge" and item.poles == "genuine-scam"]


def begin_first_item(learner_id: UUID, module: Module, *, now: datetime) -> Sitting:
    """A practice with the first item alone."""
    rng = Random()  # noqa: S311  (shuffling, not secrets)
    return quiz.begin(learner_id, "practice", module.id, [first_item(module)], rng=rng, now=now)


def shelf(catalogue: Catalogue, audience: str | None, band: str | None) -> list[tuple[Course, bool]]:
    """All courses, those for this reader first and marked."""
    marked = [
        (course, course.about.audience == audience and band in (None, course.about.band))
        for course in catalogue.courses.values()
    ]
    return sorted(marked, key=lambda entry: not entry[1])
