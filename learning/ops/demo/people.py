"""Names for a school in Vietnam: family names in their proportions, names of other peoples, two pupils of one name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

GROUPS = 4
"""A Vietnamese class sits in four groups (tổ)."""
OF_OTHER_PEOPLES = 0.08
TWICE_FROM = 30
"""A class of this size has two pupils of one name."""


def roster(rng: Random, pupils: int) -> str:
    """A class list as a teacher would paste it: names and groups, in no order."""
    names = [_name(rng) for _ in range(pupils)]
    if pupils >= TWICE_FROM:
        names[rng.randrange(1, pupils)] = names[0]
    rng.shuffle(names)
    lines = [f"{name}\tTổ {number % GROUPS + 1}" for number, name in enumerate(names)]
    return "\n".join(["Họ và tên\tTổ", *lines])


def _name(rng: Random) -> str:
    known = _names()
    if rng.random() < OF_OTHER_PEOPLES:
        name: str = rng.choice([*known["others"], *known["long"]])
        return name
    words = known["girls" if rng.random() < 0.5 else "boys"]
    family = rng.choices(list(known["families"]), list(known["families"].values()))[0]
    middle, given = rng.choice(words["middle"]), rng.choice(words["given"])
    if middle == family or middle in given.split():
        middle = ""
    shape = rng.choice((f"{family} {given}", f"{family} {middle} {given}", f"{family} {middle} {given.split()[-1]}"))
    return " ".join(shape.split())


@cache
def _names() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text("utf-8"))
    return found
