"""The catalogue's parts: courses, modules, banks. Immutable; needs no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from learning.catalogue.lesson import Screen
from learning.catalogue.scenario import Scenario
from learning.catalogue.schema import CourseFile, Emergency, Fact, Guide, HelpEntry, ModuleFile, Technique
from learning.catalogue.versions import version_of
from learning.items.base import ItemBase, Text


@dataclass(frozen=True)
class Module:
    """One skill: a lesson in both languages and a bank of items."""

    about: ModuleFile
    lessons: Mapping[str, tuple[Screen, ...]]
    items: tuple[ItemBase, ...]
    scenarios: Mapping[str, Scenario] = field(default_factory=dict)
    """The module's simulations by id."""

    @property
    def id(self) -> str:
        """The id in URLs and records."""
        return self.about.id

    @property
    def title(self) -> Text:
        """The name shown to learners."""
        return self.about.title

    @property
    def is_sensitive(self) -> bool:
        """True if the module is never needed for a certificate."""
        return self.about.sensitivity == "sensitive"

    def screens(self, language: str) -> tuple[Screen, ...]:
        """The lesson in `language`."""
        return self.lessons[language]

    def bank(self, use: str) -> tuple[ItemBase, ...]:
        """The items of one use: `form`, `recall` or `recheck`."""
        return tuple(item for item in self.items if item.use == use)

    def item(self, item_id: str) -> ItemBase | None:
        """The item with this id, if the module has it."""
        return next((item for item in self.items if item.id == item_id), None)

    def screen_of(self, scenario_id: str) -> int:
        """The number of the screen on which a simulation stands, from 1."""
        for number, screen in enumerate(self.screens("vi"), start=1):
            if any(block.kind == "simulation" and block.argument == scenario_id for block in screen.blocks):
                return number
        return 1

    def screen_about(self, technique_id: str) -> int | None:
        """The number of the screen that teaches a technique: the one with its card, else with a question about it."""
        screens = self.screens("vi")
        for number, screen in enumerate(screens, start=1):
            if any(block.kind == "technique" and block.argument == technique_id for block in screen.blocks):
                return number
        for number, screen in enumerate(screens, start=1):
            asked = [item for item in map(self.item, screen.recall_ids) if item is not None]
            if any(technique_id in item.techniques for item in asked):
                return number
        return None

    @property
    def shows_results(self) -> bool:
        """True if adults see results of it; of `light` and `sensitive` modules they see done or not done."""
        return self.about.sensitivity == "none"

    def may_be_assigned(self, today: date) -> bool:
        """False once the review date has lapsed."""
        return today <= self.about.review.review_by


@dataclass(frozen=True)
class Course:
    """What a certificate is for: modules in order and a final check with its own bank."""

    about: CourseFile
    modules: tuple[Module, ...]
    check: tuple[ItemBase, ...]

    @property
    def id(self) -> str:
        """The id in URLs and records."""
        return self.about.id

    @property
    def title(self) -> Text:
        """The name shown to learners and printed on the certificate."""
        return self.about.title

    @cached_property
    def required(self) -> tuple[Module, ...]:
        """The modules a certificate asks for: neither optional nor sensitive."""
        optional = {entry.id for entry in self.about.modules if entry.optional}
        return tuple(module for module in self.modules if module.id not in optional and not module.is_sensitive)


@dataclass(frozen=True)
class Catalogue:
    """Everything that is taught, and the vocabulary it is taught with."""

    modules: Mapping[str, Module]
    courses: Mapping[str, Course]
    techniques: Mapping[str, Technique]
    facts: Mapping[str, Fact]
    help: Mapping[str, HelpEntry]
    emergencies: Mapping[str, Emergency]
    guides: Mapping[str, Guide]
    """What an adult does when a child speaks."""
    versions: Mapping[str, ItemBase] = field(default_factory=dict)
    """Every item by the hash of its content."""

    @cached_property
    def items(self) -> Mapping[str, ItemBase]:
        """Every item by its id."""
        return MappingProxyType({item.id: item for item in self.versions.values()})

    @cached_property
    def naming_techniques(self) -> frozenset[str]:
        """The versions of items that name two techniques or more: a wrong answer may tell which are mixed up."""
        words = {version: item.model_dump_json() for version, item in self.versions.items()}
        return frozenset(
            version
            for version, text in words.items()
            if sum(technique.is_named_in(text, text) for technique in self.techniques.values()) > 1
        )

    def courses_of(self, module_id: str) -> list[Course]:
        """The courses in which a module stands."""
        return [course for course in self.courses.values() if any(m.id == module_id for m in course.modules)]


def catalogue_of(
    modules: Mapping[str, Module], courses: Mapping[str, Course], vocabulary: Mapping[str, Mapping[str, Any]]
) -> Catalogue:
    """A catalogue with its versions counted up."""
    banks = [module.items for module in modules.values()] + [course.check for course in courses.values()]
    versions = {version_of(item): item for bank in banks for item in bank}
    return Catalogue(
        modules=MappingProxyType(dict(modules)),
        courses=MappingProxyType(dict(courses)),
        techniques=MappingProxyType(dict(vocabulary["techniques"])),
        facts=MappingProxyType(dict(vocabulary["facts"])),
        help=MappingProxyType(dict(vocabulary["help"])),
        emergencies=MappingProxyType(dict(vocabulary["emergencies"])),
        guides=MappingProxyType(dict(vocabulary["guides"])),
        versions=MappingProxyType(versions),
    )


EMPTY = catalogue_of({}, {}, {"techniques": {}, "facts": {}, "help": {}, "emergencies": {}, "guides": {}})
"""Nothing at all: what there is while broken course files are being mended."""
