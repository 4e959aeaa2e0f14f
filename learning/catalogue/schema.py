"""What the course files say, as frozen models: the shapes that authors fill in (see courses/README.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from learning.items import AnyItem
from learning.items.base import Id, Strict, Text

Band = Literal["6-10", "11-14", "15-17", "18-22", "adult"]
BANDS: tuple[Band, ...] = ("6-10", "11-14", "15-17", "18-22", "adult")
Audience = Literal["student", "parent", "teacher"]
AUDIENCES: tuple[Audience, ...] = ("student", "parent", "teacher")
Sensitivity = Literal["none", "light", "sensitive"]


class Objective(Strict):
    """One can-do of a module; items name the objective they test."""

    id: Id
    vi: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    @property
    def text(self) -> Text:
        """The can-do in both languages."""
        return Text(vi=self.vi, en=self.en)


class Competences(Strict):
    """Where a module stands in the two frames: DigComp 3.0 areas and the Vietnamese learner frame's domains."""

    digcomp: tuple[str, ...] = ()
    vietnam: tuple[str, ...] = ()


class Review(Strict):
    """Who has to read the module, who has, and until when it may be taught as it is."""

    owner: Annotated[str, Field(min_length=1)]
    needs: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    """Empty until a real expert has signed."""
    review_by: date
    check: str | None = None


class ModuleFile(Strict):
    """`module.yaml`: one skill."""

    id: Id
    code: Annotated[str, Field(pattern=r"^M\d{2}$")]
    """The row of the curriculum's map."""
    version: Annotated[int, Field(ge=1)]
    title: Text
    summary: Text
    """One sentence for a card: what the learner will be able to do."""
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1)]
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    minutes: Annotated[int, Field(ge=3, le=20)]
    pause_after: int | None = None
    """Of a module over 12 minutes: the number of the screen after which a pause is offered."""
    sensitivity: Sensitivity = "none"
    picture: Id
    """A tile of the art sprite."""
    objectives: Annotated[tuple[Objective, ...], Field(min_length=2, max_length=6)]
    techniques: tuple[Id, ...] = ()
    competences: Competences = Competences()
    facts: tuple[str, ...] = ()
    help: tuple[str, ...] = ()
    """Keys of the help registry that the module offers at both ends if it is sensitive."""
    family: Text
    """The two-person, five-minute task."""
    teaching: Text
    """A note for teachers, beside the lesson."""
    review: Review

    @model_validator(mode="after")
    def _pause(self) -> Self:
        if self.minutes > 12 and self.pause_after is None:
            raise ValueError("a module over 12 minutes needs `pause_after`, the screen after which it may be paused")
        return self


class ItemsFile(Strict):
    """`items.yaml` or `check.yaml`: a bank."""

    items: tuple[AnyItem, ...]


class CourseModule(Strict):
    """A module's place in a course."""

    id: Id
    optional: bool = False


class CourseFile(Strict):
    """`course.yaml`: what a certificate is for."""

    id: Id
    version: Annotated[int, Field(ge=1)]
    title: Text
    summary: Text
    audience: Audience
    band: Band
    picture: Id
    modules: Annotated[tuple[CourseModule, ...], Field(min_length=1)]


class Technique(Strict):
    """A manipulation technique: how it works, how to notice it, and the counter-move."""

    id: Id
    name: Text
    definition: Text
    cues: Text
    counter: Text

    def is_named_in(self, vi: str, en: str) -> bool:
        """True if its name stands in a text, in both languages."""
        return self.name.vi.casefold() in vi.casefold() and self.name.en.casefold() in en.casefold()


class TechniquesFile(Strict):
    """`vocabulary/techniques.yaml`."""

    techniques: tuple[Technique, ...]


class Fact(Strict):
    """Something lessons may say, with its source and the date by which somebody has to look again."""

    id: Annotated[str, Field(pattern=r"^F\d{2}$")]
    fact: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    review_by: date | None = None
    """None: before launch, or not to be used."""
    caution: str | None = None
    usable: bool = True


class FactsFile(Strict):
    """`vocabulary/facts.yaml`."""

    facts: tuple[Fact, ...]


class Term(Strict):
    """A term of the glossary and the synonyms that texts must not use for it."""

    vi: str
    en: str
    refused: tuple[str, ...] = ()


class GlossaryFile(Strict):
    """`vocabulary/glossary.yaml`."""

    terms: tuple[Term, ...]


class HelpEntry(Strict):
    """A hotline or reporting route of `help/registry.yaml`.

    Without a verification that is at most 90 days old the number stays hidden and `phrase` is shown in its place;
    `show_unverified` marks those few that are shown with a note instead; `always` those that have no number.
    """

    key: Annotated[str, Field(pattern=r"^H\d{1,2}$")]
    name: Text
    phrase: Text
    number: str | None = None
    url: str | None = None
    hours: Text | None = None
    serves: Text
    source: Text
    owner: Annotated[str, Field(min_length=1)]
    verified_on: date | None = None
    review_by: date | None = None
    show_unverified: bool = False
    always: bool = False


class HelpFile(Strict):
    """`help/registry.yaml`."""

    entries: tuple[HelpEntry, ...]


class Emergency(Strict):
    """One "it is happening now" flow."""

    id: Id
    code: Annotated[str, Field(pattern=r"^E\d$")]
    title: Text
    summary: Text
    for_children: bool = False
    steps: Annotated[tuple[Text, ...], Field(min_length=2, max_length=6)]


class EmergenciesFile(Strict):
    """`help/emergencies.yaml`."""

    emergencies: tuple[Emergency, ...]


class GuidePart(Strict):
    """One thing to do or to leave, in a few lines."""

    title: Text
    lines: Annotated[tuple[Text, ...], Field(min_length=1, max_length=5)]


class Guide(Strict):
    """What an adult does when a child speaks: one printed page."""

    id: Id
    title: Text
    summary: Text
    now: Text
    """What to do first if there is danger at this moment."""
    parts: Annotated[tuple[GuidePart, ...], Field(min_length=2, max_length=8)]


class GuidesFile(Strict):
    """`help/guides.yaml`."""

    guides: tuple[Guide, ...]
