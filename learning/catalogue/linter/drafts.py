"""What has been read and is to be looked at: modules and courses, of which parts may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learning.catalogue.lesson import Screen
from learning.catalogue.scenario import Scenario
from learning.catalogue.schema import CourseFile, ItemsFile, ModuleFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learning.catalogue.source import YamlFile


@dataclass(frozen=True)
class ModuleDraft:
    """A module as read: what could not be read is None."""

    folder: str
    about_file: YamlFile | None
    about: ModuleFile | None
    lessons: Mapping[str, tuple[Screen, ...] | None]
    items_file: YamlFile | None
    bank: ItemsFile | None
    scenarios: Mapping[str, tuple[YamlFile, Scenario]]
    """The simulations by the name of their file."""


@dataclass(frozen=True)
class CourseDraft:
    """A course as read: what could not be read is None."""

    folder: str
    about_file: YamlFile | None
    about: CourseFile | None
    check_file: YamlFile | None
    check: ItemsFile | None
