"""No page of any module is over the budget of its words: 8 KiB of HTML over the wire."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask

from tests.builders import catalogue_of
from tests.client import Reader

HTML_BUDGET = 8 * 1024


def pages_of(app: Flask, language: str) -> list[str]:
    modules = catalogue_of(app).modules.values()
    lessons = [
        f"/{language}/modules/{module.id}/lesson/{number}"
        for module in modules
        for number in range(1, len(module.screens(language)) + 1)
    ]
    return [f"/{language}/modules/{module.id}" for module in modules] + lessons


@pytest.mark.parametrize("language", ["vi", "en"])
def test_first_visit_of_every_module_stays_within_its_budget(app: Flask, visitor: Reader, language: str) -> None:
    heavy = {}
    for url in pages_of(app, language):
        weight = len(gzip.compress(visitor.opens(url).body.encode(), 6))
        if weight > HTML_BUDGET:
            heavy[url] = weight
    assert heavy == {}
