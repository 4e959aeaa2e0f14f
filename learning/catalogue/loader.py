"""Reading the course folder: all files, all faults at once, then one immutable catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from learning.catalogue import linter
from learning.catalogue.contents import Catalogue, Course, Module, catalogue_of
from learning.catalogue.lesson import Screen, parse_lesson
from learning.catalogue.scenario import Scenario
from learning.catalogue.schema import (
    CourseFile,
    EmergenciesFile,
    FactsFile,
    GlossaryFile,
    GuidesFile,
    HelpFile,
    ItemsFile,
    ModuleFile,
    TechniquesFile,
)
from learning.catalogue.source import Problem, Problems, YamlFile, read_text, read_yaml, validate
from learning.catalogue.wording import Refusals
from learning.items.base import LANGUAGES

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from pydantic import BaseModel


class BrokenContent(Exception):
    """The course files have faults; `problems` says which and where."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("the course files have faults:\n" + "\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Drafts:
    """What has been read so far, each model beside the file it came from, for the linter to look at."""

    modules: dict[str, linter.ModuleDraft] = field(default_factory=dict)
    courses: dict[str, linter.CourseDraft] = field(default_factory=dict)
    vocabulary: dict[str, dict[str, Any]] = field(default_factory=dict)


def load(root: Path, today: date) -> Catalogue:
    """The catalogue of the folder `root`; raises BrokenContent with every error if there is one."""
    catalogue, problems = inspect(root, today)
    if catalogue is None:
        raise BrokenContent(problems.errors)
    return catalogue


def inspect(root: Path, today: date, *, with_drafts: bool = False) -> tuple[Catalogue | None, Problems]:
    """The catalogue, or None if there are errors, and everything that was found. Dates only ever warn.

    A folder that holds a file named DRAFT is still being written: it is left out unless asked for.
    """
    problems = Problems()
    drafts = Drafts()
    _read_vocabulary(root, drafts, problems)
    for folder in _folders(root / "modules", with_drafts):
        _read_module(root, folder, drafts, problems)
    for folder in _folders(root, with_drafts):
        if folder.name not in ("modules", "vocabulary", "help"):
            _read_course(root, folder, drafts, problems)
    if not drafts.courses and not problems.errors:
        problems.add("courses", "there is no course here: see courses/README.md")
    linter.lint(drafts.modules, drafts.courses, drafts.vocabulary, today, problems)
    if problems.errors:
        return None, problems
    return _assemble(drafts), problems


def _folders(parent: Path, with_drafts: bool) -> list[Path]:
    if not parent.is_dir():
        return []
    folders = [path for path in parent.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))]
    return sorted(path for path in folders if with_drafts or not (path / "DRAFT").exists())


def _read_vocabulary(root: Path, drafts: Drafts, problems: Problems) -> None:
    files: dict[str, tuple[str, type[BaseModel], str, str]] = {
        "techniques": ("vocabulary/techniques.yaml", TechniquesFile, "techniques", "id"),
        "facts": ("vocabulary/facts.yaml", FactsFile, "facts", "id"),
        "glossary": ("vocabulary/glossary.yaml", GlossaryFile, "terms", "vi"),
        "help": ("help/registry.yaml", HelpFile, "entries", "key"),
        "emergencies": ("help/emergencies.yaml", EmergenciesFile, "emergencies", "id"),
        "guides": ("help/guides.yaml", GuidesFile, "guides", "id"),
    }
    for subject, (name, model, plural, key) in files.items():
        file = read_yaml(root / name, name, problems)
        read = validate(model, file, problems) if file else None
        entries: dict[str, Any] = {}
        for n, entry in enumerate(getattr(read, plural, ())):
            entry_id = getattr(entry, key)
            if entry_id in entries and file:
                file.problem(problems, (plural, n, key), f"duplicate id `{entry_id}`")
            entries[entry_id] = entry
        drafts.vocabulary[subject] = entries
        if subject == "glossary":
            drafts.vocabulary["refusals"] = {"glossary": Refusals(entries.values())}
        if read is not None and file is not None and subject in ("emergencies", "guides"):
            linter.lint_help(file, drafts.vocabulary, problems)


def _read_module(root: Path, folder: Path, drafts: Drafts, problems: Problems) -> None:
    base = folder.relative_to(root).as_posix()
    about_file = read_yaml(folder / "module.yaml", f"{base}/module.yaml", problems)
    about = validate(ModuleFile, about_file, problems) if about_file else None
    lessons: dict[str, tuple[Screen, ...] | None] = {}
    for language in LANGUAGES:
        name = f"{base}/lesson.{language}.md"
        text = read_text(folder / f"lesson.{language}.md", name, problems)
        lessons[language] = None if text is None else parse_lesson(text, name, problems)
    items_file = read_yaml(folder / "items.yaml", f"{base}/items.yaml", problems)
    bank = validate(ItemsFile, items_file, problems) if items_file else None
    scenarios: dict[str, tuple[YamlFile, Scenario]] = {}
    for path in sorted((folder / "simulations").glob("*.yaml")):
        file = read_yaml(path, f"{base}/simulations/{path.name}", problems)
        scenario = validate(Scenario, file, problems) if file else None
        if file is not None and scenario is not None:
            scenarios[path.stem] = (file, scenario)
    drafts.modules[folder.name] = linter.ModuleDraft(base, about_file, about, lessons, items_file, bank, scenarios)


def _read_course(root: Path, folder: Path, drafts: Drafts, problems: Problems) -> None:
    base = folder.relative_to(root).as_posix()
    about_file = read_yaml(folder / "course.yaml", f"{base}/course.yaml", problems)
    about = validate(CourseFile, about_file, problems) if about_file else None
    check_file = read_yaml(folder / "check.yaml", f"{base}/check.yaml", problems)
    check = validate(ItemsFile, check_file, problems) if check_file else None
    drafts.courses[folder.name] = linter.CourseDraft(base, about_file, about, check_file, check)


def _assemble(drafts: Drafts) -> Catalogue:
    """The catalogue of drafts without errors: nothing in them is missing any more."""
    modules = {
        draft.about.id: Module(
            draft.about,
            {language: screens or () for language, screens in draft.lessons.items()},
            draft.bank.items,
            {scenario.id: scenario for _, scenario in draft.scenarios.values()},
        )
        for draft in drafts.modules.values()
        if draft.about and draft.bank
    }
    courses = {
        draft.about.id: Course(
            draft.about, tuple(modules[entry.id] for entry in draft.about.modules), draft.check.items
        )
        for draft in drafts.courses.values()
        if draft.about and draft.check
    }
    return catalogue_of(modules, courses, drafts.vocabulary)


__all__ = ["BrokenContent", "YamlFile", "inspect", "load"]
