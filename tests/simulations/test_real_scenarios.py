"""The simulations that are taught: each can be taken to a good end and to a bad one, and genuine ones exist as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from learning.catalogue.scenario import Scenario
from tests.builders import catalogue_of
from tests.conftest import REAL_COURSES
from tests.simulations.ways import ways


@pytest.fixture
def courses() -> Path:
    return REAL_COURSES


def scenarios(app: Flask) -> list[Scenario]:
    return [s for module in catalogue_of(app).modules.values() for s in module.scenarios.values()]


def test_at_least_six_are_taught_and_some_are_genuine(app: Flask) -> None:
    assert len(scenarios(app)) >= 6
    assert {scenario.truth for scenario in scenarios(app)} == {"genuine", "scam"}


def test_every_way_ends_and_both_outcomes_can_be_reached(app: Flask) -> None:
    for scenario in scenarios(app):
        endings = [way.ending for way in ways(scenario)]
        assert None not in endings
        assert {ending.outcome for ending in endings if ending} == {"good", "bad"}
