"""Items: one folder a kind, each with its schema (`Item`), parts, reading, marking, slips and its templates.

Kinds are found, not listed: a new folder with these six things is a new kind.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field

from learning.items.base import Choice, ItemBase, Mark, Slip

if TYPE_CHECKING:
    from collections.abc import Callable

    from learning.items.reading import Form


@dataclass(frozen=True)
class Kind:
    """One item kind: what its folder exports."""

    name: str
    schema: type[ItemBase]
    parts: Callable[[Any], list[str]]
    read: Callable[[Any, Form], Choice]
    mark: Callable[[Any, Any], Mark]
    slips: Callable[[Any, Any], list[Slip]]
    """What an answer got wrong, part by part; nothing if it is wholly right."""
    shuffles: bool
    """False where the order of the parts carries meaning (a thread, the two poles)."""

    @property
    def template(self) -> str:
        """The template whose macros `ask` and `explained` draw an item of this kind.

        Beside it stand `feedback.html` for the learner and `review.html` for whoever goes over it with others.
        """
        return f"items/{self.name}/item.html"


def _find_kinds() -> dict[str, Kind]:
    kinds = {}
    for module_info in pkgutil.iter_modules(__path__):
        if not module_info.ispkg:
            continue
        folder = importlib.import_module(f"{__name__}.{module_info.name}")
        kinds[module_info.name] = Kind(
            name=module_info.name,
            schema=folder.Item,
            parts=folder.parts,
            read=folder.read,
            mark=folder.mark,
            slips=folder.slips,
            shuffles=folder.SHUFFLES,
        )
    return kinds


KINDS: dict[str, Kind] = _find_kinds()

if TYPE_CHECKING:
    AnyItem = ItemBase
else:
    AnyItem = Annotated[Union[tuple(kind.schema for kind in KINDS.values())], Field(discriminator="kind")]  # noqa: UP007
"""Any item, told apart by its `kind`."""


def kind_of(item: ItemBase) -> Kind:
    """The kind of `item`."""
    return KINDS[item.kind]


def mark(item: ItemBase, choice: Choice) -> Mark:
    """How right `choice` is, by the item's kind."""
    return kind_of(item).mark(item, choice)


def slips(item: ItemBase, choice: Choice) -> list[Slip]:
    """What `choice` got wrong, by the item's kind."""
    return kind_of(item).slips(item, choice)
