"""Paths: what a row of choices leads to, and how early the doubt began. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from learning.catalogue.scenario import Ending, Scenario, Scene, SceneChoice


@dataclass(frozen=True)
class Taken:
    """A scene that was passed, and what was chosen in it."""

    step: int
    scene: Scene
    choice: SceneChoice


@dataclass(frozen=True)
class Path:
    """Where a row of choices leads: the scenes passed, then the present scene or an ending."""

    taken: tuple[Taken, ...]
    scene: Scene | None
    ending: Ending | None

    @property
    def step(self) -> int:
        """The number of the present step, from 1."""
        return len(self.taken) + 1

    def offers(self, choice_id: str) -> bool:
        """True if the present scene has this choice."""
        return self.scene is not None and any(choice.id == choice_id for choice in self.scene.choices)


def follow(scenario: Scenario, choices: Sequence[str]) -> Path:
    """The path of these choices, as far as each scene offers the next one: the same choices, the same path."""
    taken: list[Taken] = []
    here = scenario.start
    for choice_id in choices:
        scene = scenario.scene_by_id.get(here)
        chosen = next((c for c in scene.choices if c.id == choice_id), None) if scene else None
        if scene is None or chosen is None:
            break
        taken.append(Taken(len(taken) + 1, scene, chosen))
        here = chosen.to
    return Path(tuple(taken), scenario.scene_by_id.get(here), scenario.ending_by_id.get(here))


@dataclass(frozen=True)
class Earliness:
    """When the doubt began against when it could have begun."""

    first_sign: int | None
    """The step with the first manipulating line on this path; None if there was none."""
    noticed: int | None
    """The step at which the learner said that something seemed wrong; None if never."""
    left: int | None
    """The step at which the learner took the way to a good end; None if it ended badly."""

    @property
    def late_by(self) -> int | None:
        """Steps between the first sign and the doubt: 0 is at once, below 0 before anything was wrong."""
        if self.first_sign is None or self.noticed is None:
            return None
        return self.noticed - self.first_sign


def earliness(path: Path, noticed: int | None) -> Earliness:
    """How early somebody noticed on a path."""
    signs = [taken.step for taken in path.taken if any(line.technique for line in taken.scene.says)]
    is_good = path.ending is not None and path.ending.outcome == "good"
    left = path.taken[-1].step if is_good and path.taken else None
    return Earliness(first_sign=signs[0] if signs else None, noticed=noticed, left=left)
