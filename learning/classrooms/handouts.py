"""A module on paper: a sheet for the pupils, and a key with the reasons for the teacher. Pure: values in, bytes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from learning.catalogue import Module
from learning.catalogue.lesson import Block
from learning.catalogue.schema import Technique
from learning.certificates import press
from learning.certificates.press import Language
from learning.classrooms.outcomes import Show, askable, show_of
from learning.classrooms.prose import Run, pieces_of, runs_of
from learning.items.base import Text
from learning.quiz import papers

TEMPLATE = Path(__file__).parent / "templates_typst" / "handout.typ"
SIZE = papers.CheckSize(each_pole=2, knowledge=3)
"""Seven items; as many have room on the sheet."""
SIZES = {"em": (12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5), "key": (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)}
"""Sizes of the letters in points, the best first: for pupils up to 14, and for a key. Others read smaller ones."""
GROWN_UP = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
ON_ONE_SHEET = 4
"""So many of the best sizes are tried for two pages, which are one sheet of paper; only then three are taken."""
_HELP = re.compile(r"\{(H\d{1,2})\}")
_WITHOUT_GLYPH = str.maketrans({"→": "›", "⚠": "(!)"})
"""Signs of the course texts that the printed face does not have."""


@dataclass(frozen=True)
class Helper:
    """Somebody to call: a number only if it may be shown, and whether it has been verified."""

    name: str
    number: str | None
    is_verified: bool


@dataclass(frozen=True)
class Handout:
    """Everything that a sheet and its key are made of."""

    module: Module
    language: Language
    printed_on: date
    url: str
    """Where the module stands on the platform."""
    technique: Callable[[str], Technique | None]
    phrase: Callable[[str], str]
    """What stands in a sentence for a key of the help registry; on paper no number that is not verified."""
    helpers: Sequence[Helper]

    @property
    def shows(self) -> list[Show]:
        """The items: the same ones in the same order as long as the module is the same, so that sheet and key agree."""
        rng = Random(f"{self.module.id} {self.module.about.version}")  # noqa: S311  (shuffling, not secrets)
        drawn = papers.draw_check(askable(self.module), {}, rng, SIZE)
        orders = [entry["order"] for entry in papers.paper_of(drawn, rng)]
        return [show_of(item, order, {}) for item, order in zip(drawn, orders, strict=True)]


def sheet_pdf(handout: Handout) -> bytes:
    """The pupils' sheet as PDF/UA-1, on two A4 pages or on three: lesson, questions, the talk for two, who helps.

    The same handout gives the same bytes. About half a second. Raises `press.Unprintable`.
    """
    screens = handout.module.screens(handout.language)
    lesson = [{"title": screen.title, "pieces": _pieces(screen.blocks, handout)} for screen in screens]
    helpers = [{"name": one.name, "number": one.number, "verified": one.is_verified} for one in handout.helpers]
    items = [_item(show, handout.language) for show in handout.shows]
    family = handout.module.about.family.in_(handout.language)
    sheet = {"part": "sheet", "lesson": lesson, "items": items, "family": family, "helpers": helpers}
    sizes = SIZES.get(reader_of(handout.module), GROWN_UP)
    return _print(handout, sheet, [(2, sizes[:ON_ONE_SHEET]), (3, sizes)])


def key_pdf(handout: Handout) -> bytes:
    """The teacher's key on one page: the right answers first, then every reason. Raises `press.Unprintable`."""
    items = [_item(show, handout.language) | _reasons(show, handout.language) for show in handout.shows]
    teaching = handout.module.about.teaching.in_(handout.language)
    return _print(handout, {"part": "key", "items": items, "teaching": teaching}, [(1, SIZES["key"])])


Trials = Sequence[tuple[int, Sequence[float]]]
"""On how many pages, in which sizes; the best first."""


def _print(handout: Handout, more: dict[str, Any], trials: Trials) -> bytes:
    about, day = handout.module.about, handout.printed_on
    sheet = {
        "language": handout.language,
        "title": about.title.in_(handout.language),
        "minutes": about.minutes,
        "sensitivity": about.sensitivity,
        "reader": reader_of(handout.module),
        "reviewed": bool(about.review.reviewed_by),
        "printed": (day.year, day.month, day.day),
        "url": handout.url,
        "qr": press.qr(handout.url),
        **more,
    }
    sheet, dated = _filled(sheet, handout), datetime.combine(day, time(), UTC)

    def made(size: float) -> bytes:
        return press.print_pdf(TEMPLATE, {**sheet, "size": size}, dated=dated)

    for pages, sizes in trials:
        if (found := _largest(made, pages, sizes)) is not None:
            return found
    return made(trials[-1][1][-1])


def _largest(made: Callable[[float], bytes], pages: int, sizes: Sequence[float]) -> bytes | None:
    """What is made in the largest of these sizes with which so many pages are enough; None if in none."""
    found = made(sizes[-1])
    if press.pages_of(found) > pages:
        return None
    low, high = 0, len(sizes) - 1  # what is made in sizes[high] fits
    while low < high:
        middle = (low + high) // 2
        trial = made(sizes[middle])
        if press.pages_of(trial) <= pages:
            found, high = trial, middle
        else:
            low = middle + 1
    return found


def reader_of(module: Module) -> str:
    """Whom the sheet speaks to, as the lesson does: `em` up to 14, `ban` from 15, `parent`, `teacher`."""
    band = module.about.bands[0]
    if band != "adult":
        return "em" if band in ("6-10", "11-14") else "ban"
    return "parent" if "parent" in module.about.audiences else "teacher"


def _filled(value: Any, handout: Handout) -> Any:
    """The same with every text as paper has it: keys of the help registry in words, signs without a glyph replaced."""
    if isinstance(value, str):
        return _HELP.sub(lambda match: handout.phrase(match[1]), value).translate(_WITHOUT_GLYPH)
    if isinstance(value, dict):
        return {key: _filled(part, handout) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_filled(part, handout) for part in value]
    return value


def _pieces(blocks: Sequence[Block], handout: Handout) -> list[dict[str, Any]]:
    """The blocks of a screen that paper has a use for; recall items, pictures and helpers have no place there."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        if block.kind == "prose":
            found += [{"kind": piece.kind, "points": piece.points} for piece in pieces_of(block.html)]
        elif block.kind in ("practice", "plan"):
            found.append({"kind": block.kind, "points": [runs_of(line) for line in block.lines]})
        elif block.kind == "technique" and (technique := handout.technique(block.argument)) is not None:
            found.append({"kind": "technique", "points": [_technique(technique, handout.language)]})
    return found


def _technique(technique: Technique, language: Language) -> list[Run]:
    return [
        (f"{technique.name.in_(language)}. ", True),
        (f"{technique.definition.in_(language)} ", False),
        (technique.counter.in_(language), True),
    ]


def _item(show: Show, language: Language) -> dict[str, Any]:
    """An item as it is asked. A pole, true and false have no text: the template has words of its own for them."""
    item = show.item
    texts = {option.id: option.text.in_(language) for option in item.options} if item.kind == "single" else {}
    is_judge = item.kind == "judge"
    return {
        "kind": item.kind,
        "prompt": item.prompt.in_(language) if item.prompt else None,
        "poles": item.poles if is_judge else None,
        "stimulus": _stimulus(item.stimulus, language) if is_judge else None,
        "parts": [{"letter": part.letter, "id": part.id, "text": texts.get(part.id)} for part in show.parts],
    }


def _reasons(show: Show, language: Language) -> dict[str, Any]:
    item = show.item
    whys = [{"letter": p.letter, "right": p.is_right, "why": p.why.in_(language)} for p in show.parts]
    about = item.stimulus.opening.in_(language) if item.kind == "judge" else None
    return {"stimulus": None, "about": about, "right": show.right.letter, "whys": whys}


_HEADS: dict[str, tuple[str | None, str | None, str | None]] = {
    "sms": ("sender", None, None),
    "chat": ("name", "note", None),
    "call": ("caller", None, None),
    "email": ("sender", "address", "subject"),
    "web": ("address", None, "title"),
    "qr": ("label", "place", None),
    "post": ("author", "note", None),
    "app": ("app", None, "title"),
    "paper": (None, None, "heading"),
    "scene": ("place", None, None),
}
"""Of each form of stimulus: what stands in bold at its head, what below it, and the title of what it says."""


def _stimulus(stimulus: Any, language: Language) -> dict[str, Any]:
    """Any form of stimulus, drawn alike: what it is, whom it is from, then its lines or paragraphs."""
    words = partial(_words, stimulus, language)
    name, note, title = _HEADS[stimulus.form]
    body = getattr(stimulus, "body", getattr(stimulus, "shows", ()))
    return {
        "form": "video" if getattr(stimulus, "video", False) else stimulus.form,
        "context": words("context"),
        "name": words(name),
        "note": words(note),
        "title": words(title),
        "lines": [_line(line, language) for line in getattr(stimulus, "lines", ())],
        "body": [text.in_(language) for text in body],
        "fields": [label.in_(language) for label in getattr(stimulus, "fields", ())],
        "button": words("button"),
        "picture": words("picture"),
        "signed": words("signed"),
    }


def _words(stimulus: Any, language: Language, name: str | None) -> str | None:
    """What the stimulus has under a name, in the language; None if it has no such thing."""
    found = getattr(stimulus, name, None) if name else None
    return found.in_(language) if isinstance(found, Text) else found


def _line(line: Any, language: Language) -> dict[str, Any]:
    if isinstance(line, Text):
        return {"who": "other", "name": None, "text": line.in_(language)}
    return {"who": line.who, "name": line.name.in_(language) if line.name else None, "text": line.text.in_(language)}
