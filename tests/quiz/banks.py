"""Banks of items for papers: random ones, and the real check banks of the courses."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from learning.catalogue import Catalogue
from learning.catalogue.loader import inspect
from learning.catalogue.source import Problems
from learning.items.base import ItemBase
from tests.items import making

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 12, 1)
COURSES = sorted(
    path.parent.name for path in (ROOT / "courses").glob("*/check.yaml") if not path.with_name("DRAFT").exists()
)
MODULES = sorted(
    path.parent.name
    for path in (ROOT / "courses" / "modules").glob("*/items.yaml")
    if not path.with_name("DRAFT").exists()
)
KNOWLEDGE = ("single", "multiple", "truefalse", "order", "match", "chat")


@cache
def _inspected() -> tuple[Catalogue | None, Problems]:
    return inspect(ROOT / "courses", TODAY)


def real_catalogue() -> Catalogue:
    """What the platform teaches today."""
    catalogue, problems = _inspected()
    assert catalogue is not None, "\n".join(str(problem) for problem in problems.errors)
    return catalogue


def check_bank(course_id: str) -> tuple[ItemBase, ...]:
    """The real bank of a course's final check."""
    return real_catalogue().courses[course_id].check


def form_bank(module_id: str) -> tuple[ItemBase, ...]:
    """The real bank of a module's quiz."""
    return real_catalogue().modules[module_id].bank("form")


def bank(genuine: int, scam: int, knowledge: int) -> list[Any]:
    """A bank of so many items of each sort; the knowledge items are of all kinds in turn."""
    items = [making.judge("genuine", item_id=f"genuine-{n}") for n in range(genuine)]
    items += [making.judge("scam", item_id=f"scam-{n}") for n in range(scam)]
    makers = [getattr(making, kind) for kind in KNOWLEDGE]
    return items + [makers[n % len(makers)](item_id=f"knowledge-{n}") for n in range(knowledge)]


def banks(least_each: int = 0, least_knowledge: int = 0) -> st.SearchStrategy[list[Any]]:
    """Banks of any size from these on."""
    each = st.integers(least_each, 20)
    return st.builds(bank, each, each, st.integers(least_knowledge, 14))


@st.composite
def seen_of(draw: st.DrawFn, items: Any) -> dict[str, int]:
    """How often each item has been seen; some never."""
    counts = draw(st.lists(st.integers(0, 3), min_size=len(items), max_size=len(items)))
    return {item.id: count for item, count in zip(items, counts, strict=True) if count}
