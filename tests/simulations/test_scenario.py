"""The linter of scenarios finds what would trap a learner."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from learning.catalogue.scenario import Scenario, faults, graph
from learning.simulations.path import earliness, follow
from tests.simulations.conftest import SCENARIO


def raw() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(SCENARIO.read_text("utf-8"))
    return data


def found(data: dict[str, Any]) -> str:
    return "\n".join(message for _, message in faults(Scenario.model_validate(data)))


def test_good_scenario_has_no_fault() -> None:
    assert found(raw()) == ""


def change(path: str, value: Any) -> dict[str, Any]:
    data: Any = raw()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = data
    for step in steps:
        part = part[step]
    part[last] = value
    return data  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("start", "nowhere", "unknown scene `nowhere`"),
        ("scenes.0.choices.0.to", "nowhere", "dead end"),
        ("scenes.1.choices.0.to", "ring", "loop"),
        ("scenes.0.choices.1.to", "safe", "no way leads to the scene `officer`"),
        ("scenes.1.choices.1.to", "safe", "no way leads to the ending `lost`"),
        ("endings.0.outcome", "bad", "at least one good and one bad ending"),
        ("scenes.1.choices.0.to", "lost", "no way leads to safety"),
        ("scenes.0.choices.1.id", "check", "same id"),
        ("scenes.1.id", "ring", "duplicate id"),
        ("truth", "genuine", "no `technique`"),
    ],
)
def test_fault_of_the_graph_is_named(path: str, value: Any, message: str) -> None:
    assert message in found(change(path, value))


def test_scam_with_too_many_lines_is_refused() -> None:
    line = raw()["scenes"][1]["says"][0]
    data = change("scenes.1.says", [line] * 6)
    data["scenes"][0]["says"] *= 4
    assert "at most 8" in found(data)


def test_graph_names_every_choice() -> None:
    drawn = graph(Scenario.model_validate(raw()))
    assert drawn.count("-->") == 4


def test_same_choices_lead_to_the_same_path() -> None:
    scenario = Scenario.model_validate(raw())
    assert follow(scenario, ["listen", "obey"]) == follow(scenario, ["listen", "obey"])
    ending = follow(scenario, ["listen", "obey"]).ending
    assert ending is not None
    assert ending.id == "lost"


def test_path_stops_at_what_a_scene_does_not_offer() -> None:
    path = follow(Scenario.model_validate(raw()), ["listen", "check", "obey"])
    assert [taken.choice.id for taken in path.taken] == ["listen"]


def test_earliness_counts_from_the_first_sign() -> None:
    path = follow(Scenario.model_validate(raw()), ["listen", "leave"])
    assert earliness(path, 2).late_by == 0
    assert earliness(path, 1).late_by == -1
    assert earliness(path, None).late_by is None


def test_who_takes_the_way_to_a_good_end_has_left_in_time() -> None:
    scenario = Scenario.model_validate(raw())
    assert earliness(follow(scenario, ["listen", "leave"]), None).left == 2
    assert earliness(follow(scenario, ["listen", "obey"]), None).left is None
    assert earliness(follow(scenario, ["listen"]), None).left is None
