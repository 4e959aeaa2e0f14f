"""The curriculum's map is what the course files say, and docs/curriculum.md is current."""

from __future__ import annotations

from collections import Counter

from flask import Flask

from learning.catalogue.map import document, rows
from tests.builders import catalogue_of
from tests.client import Reader
from tests.conftest import ROOT


def test_document_in_the_repository_is_current(app: Flask) -> None:
    assert (ROOT / "docs" / "curriculum.md").read_text("utf-8") == document(catalogue_of(app))


def test_every_objective_is_tested_by_two_items(app: Flask) -> None:
    assert all(objective.items >= 2 for row in rows(catalogue_of(app)) for objective in row.objectives)


def test_final_check_asks_about_every_module_that_a_certificate_needs(app: Flask) -> None:
    for course in catalogue_of(app).courses.values():
        asked = Counter(item.module for item in course.check)
        assert [module.id for module in course.required if asked[module.id] < 3] == []


def test_page_for_teachers_names_every_module(app: Flask, visitor: Reader) -> None:
    for language in ("vi", "en"):
        page = visitor.opens(f"/{language}/curriculum")
        assert all(row.module.title.in_(language) in page.text for row in rows(catalogue_of(app)))
