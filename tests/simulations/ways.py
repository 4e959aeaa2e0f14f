"""Ways through a scenario, read off its graph: no test needs to know what a choice says."""

from __future__ import annotations

from learning.catalogue.scenario import Scenario
from learning.simulations.path import Path, follow


def ways(scenario: Scenario, choices: tuple[str, ...] = ()) -> list[Path]:
    """Every way through a scenario, from its start to an end."""
    here = follow(scenario, choices)
    if here.scene is None:
        return [here]
    return [way for choice in here.scene.choices for way in ways(scenario, (*choices, choice.id))]


def longest_way(scenario: Scenario, outcome: str) -> Path:
    """The way with the most steps to a good or a bad end."""
    return max(
        (way for way in ways(scenario) if way.ending and way.ending.outcome == outcome), key=lambda way: way.step
    )
