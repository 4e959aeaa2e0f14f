"""The editor-in-chief: what the schema cannot see. Structure and language are errors, dates are only ever warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learning.catalogue.linter.banks import lint_bank
from learning.catalogue.linter.courses import lint_check_bank, lint_course, lint_unique_items
from learning.catalogue.linter.drafts import CourseDraft, ModuleDraft
from learning.catalogue.linter.modules import lint_about, lint_lessons, lint_scenarios
from learning.catalogue.linter.texts import TILES, help_keys, lint_help

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from learning.catalogue.source import Problems

__all__ = ["TILES", "CourseDraft", "ModuleDraft", "help_keys", "lint", "lint_help"]


def lint(
    modules: Mapping[str, ModuleDraft],
    courses: Mapping[str, CourseDraft],
    vocabulary: Mapping[str, Mapping[str, Any]],
    today: date,
    problems: Problems,
) -> None:
    """Note everything that is wrong with these drafts."""
    for name, module in modules.items():
        lint_about(name, module, vocabulary, today, problems)
        lint_lessons(module, vocabulary, problems)
        lint_bank(module, vocabulary, problems)
        lint_scenarios(module, vocabulary, problems)
    for name, course in courses.items():
        lint_course(name, course, modules, vocabulary, problems)
        lint_check_bank(course, vocabulary, problems)
    lint_unique_items(modules, courses, problems)
