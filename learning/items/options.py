"""What the kinds with options share: the option itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from learning.items.base import Id, Strict, Text


class Option(Strict):
    """One thing to choose, with the reason why it is right or wrong."""

    id: Id
    text: Text
    right: bool = False
    why: Text


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def need_distinct_ids(parts: Sequence[_Identified]) -> None:
    """Raise ValueError if two parts of an item have the same id."""
    seen: set[str] = set()
    for part in parts:
        if part.id in seen:
            raise ValueError(f"the id `{part.id}` stands twice in this item: give each part its own")
        seen.add(part.id)
