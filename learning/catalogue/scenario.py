"""Scenarios: simulations that unfold line by line, with choices, consequences and several ends.

A scenario is a graph without loops. The same choices always lead to the same end, so that a run can be left, taken up
again and replayed from its choices alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from learning.catalogue.versions import digest
from learning.items.base import Id, Strict, Text

MOST_SCAM_LINES = 8
"""A scam dialogue has at most eight lines of the other side on any way through it (content principle P8)."""


class Said(Strict):
    """One line: who says it, and for the replay which technique it uses and why it matters."""

    who: Annotated[str, Field(pattern="^(other|me|third)$")] = Field(alias="from")
    name: Text | None = None
    text: Text
    technique: Id | None = None
    """Of a manipulating line: the technique. The first such line is the first sign that could be noticed."""
    why: Text | None = None
    """Shown in the replay beside the line."""


class SceneChoice(Strict):
    """Something the learner may do, where it leads, and what it did (shown in the replay)."""

    id: Id
    text: Text
    to: Id
    why: Text


class Scene(Strict):
    """What is said, then two to four things to do."""

    id: Id
    says: Annotated[tuple[Said, ...], Field(min_length=1, max_length=6)]
    choices: Annotated[tuple[SceneChoice, ...], Field(min_length=2, max_length=4)]


class Ending(Strict):
    """How it ends."""

    id: Id
    outcome: Literal["good", "bad"]
    title: Text
    text: Text


class Scenario(Strict):
    """A chat, a call, a video call or a deal that unfolds."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, ignored_types=(cached_property,))

    id: Id
    form: Literal["chat", "call", "video", "deal"]
    truth: Literal["genuine", "scam"]
    title: Text
    intro: Text
    """The situation, in one or two sentences."""
    partner: Text
    """Whom the screen shows on the other side."""
    start: Id
    scenes: Annotated[tuple[Scene, ...], Field(min_length=2, max_length=14)]
    endings: Annotated[tuple[Ending, ...], Field(min_length=2, max_length=6)]

    @cached_property
    def scene_by_id(self) -> Mapping[str, Scene]:
        """Scenes by id."""
        return {scene.id: scene for scene in self.scenes}

    @cached_property
    def ending_by_id(self) -> Mapping[str, Ending]:
        """Endings by id."""
        return {ending.id: ending for ending in self.endings}


def version_of_scenario(scenario: Scenario) -> str:
    """The hash of a scenario's content, as of an item's."""
    return digest(scenario.model_dump(mode="json", by_alias=True))


def faults(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Everything that is wrong with the graph: the place in the file, and what to do."""
    yield from _duplicates(scenario)
    targets = {scene.id: [choice.to for choice in scene.choices] for scene in scenario.scenes}
    known = targets.keys() | scenario.ending_by_id.keys()
    if scenario.start not in targets:
        yield ("start",), f"unknown scene `{scenario.start}`: begin with one of {', '.join(sorted(targets))}"
        return
    broken = False
    for n, scene in enumerate(scenario.scenes):
        for m, choice in enumerate(scene.choices):
            if choice.to not in known:
                broken = True
                yield ("scenes", n, "choices", m, "to"), f"dead end: there is no scene or ending `{choice.to}`"
    if broken:
        return
    yield from _shape(scenario, targets)


def _duplicates(scenario: Scenario) -> Iterator[tuple[tuple[str | int, ...], str]]:
    seen: set[str] = set()
    ids = [("scenes", n, scene.id) for n, scene in enumerate(scenario.scenes)]
    ids += [("endings", n, ending.id) for n, ending in enumerate(scenario.endings)]
    for part, n, part_id in ids:
        if part_id in seen:
            yield (part, n, "id"), f"duplicate id `{part_id}`: scenes and endings each need their own"
        seen.add(part_id)
    for n, scene in enumerate(scenario.scenes):
        if len({choice.id for choice in scene.choices}) != len(scene.choices):
            yield ("scenes", n, "choices"), "two choices of this scene have the same id"


def _shape(scenario: Scenario, targets: Mapping[str, list[str]]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Loops, parts that no way leads to, scenes without a way to safety, too many lines."""
    place = {scene.id: n for n, scene in enumerate(scenario.scenes)}
    loop = _loop(scenario.start, targets)
    if loop is not None:
        yield ("scenes", place[loop]), f"loop: a way from `{loop}` leads back to it"
        return
    reached = _reachable(scenario.start, targets)
    for scene_id, n in place.items():
        if scene_id not in reached:
            yield ("scenes", n, "id"), f"no way leads to the scene `{scene_id}`: link it or remove it"
    for n, ending in enumerate(scenario.endings):
        if ending.id not in reached:
            yield ("endings", n, "id"), f"no way leads to the ending `{ending.id}`: link it or remove it"
    outcomes = {ending.outcome for ending in scenario.endings}
    if outcomes != {"good", "bad"}:
        yield ("endings",), "there must be at least one good and one bad ending"
    good = {ending.id for ending in scenario.endings if ending.outcome == "good"}
    for scene_id in reached & place.keys():
        if not _reachable(scene_id, targets) & good:
            yield ("scenes", place[scene_id]), f"from `{scene_id}` no way leads to safety: any path may return to it"
    if scenario.truth == "scam" and (most := _most_lines(scenario, scenario.start)) > MOST_SCAM_LINES:
        yield ("scenes",), f"{most} lines of the other side on one way: at most {MOST_SCAM_LINES} in a scam"
    marked = any(line.technique for scene in scenario.scenes for line in scene.says)
    if marked != (scenario.truth == "scam"):
        wanted = "at least one line with a `technique`" if scenario.truth == "scam" else "no `technique` on any line"
        yield ("truth",), f"a {scenario.truth} scenario has {wanted}"


def _loop(start: str, targets: Mapping[str, list[str]]) -> str | None:
    """A scene from which a way leads back to itself, or None."""
    return next((scene for scene in _reachable(start, targets) if scene in _beyond(scene, targets)), None)


def _beyond(start: str, targets: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    for target in targets.get(start, []):
        found |= _reachable(target, targets)
    return found


def _reachable(start: str, targets: Mapping[str, list[str]]) -> set[str]:
    found, waiting = set[str](), [start]
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += targets.get(here, [])
    return found


def _most_lines(scenario: Scenario, scene_id: str) -> int:
    """The most lines of the other side on any way from a scene to an end; the graph has no loops here."""
    scene = scenario.scene_by_id.get(scene_id)
    if scene is None:
        return 0
    own = sum(line.who != "me" for line in scene.says)
    return own + max(_most_lines(scenario, choice.to) for choice in scene.choices)


def graph(scenario: Scenario) -> str:
    """The scenario as a Mermaid flowchart: scenes as boxes, endings round, choices on the arrows."""
    lines = ["flowchart TD"]
    for scene in scenario.scenes:
        lines.append(f'  {_node(scene.id)}["{_plain(scene.says[0].text.en)}"]')
        lines += [f'  {_node(scene.id)} -->|"{_plain(c.text.en)}"| {_node(c.to)}' for c in scene.choices]
    lines += [f'  {_node(e.id)}(["{e.outcome}: {_plain(e.title.en)}"])' for e in scenario.endings]
    return "\n".join(lines)


def _node(part_id: str) -> str:
    return part_id.replace("-", "_")


def _plain(text: str) -> str:
    return text.replace('"', "'")[:60]
