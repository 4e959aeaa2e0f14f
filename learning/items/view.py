"""An item as a page shows it: asked, or answered and explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learning.items import kind_of

if TYPE_CHECKING:
    from learning.items import Kind
    from learning.items.base import Choice, Mark


@dataclass(frozen=True)
class ItemView:
    """Everything the macros `ask` and `explained` of an item's template need."""

    item: Any
    """The item, an instance of its kind's schema."""
    order: tuple[str, ...]
    """The ids of its parts in the order drawn for this attempt."""
    choice: Choice | None = None
    """What the learner answered; None while the item is being asked."""
    mark: Mark | None = None
    """How right the answer is; None while the item is being asked."""
    draft: dict[str, list[str]] | None = None
    """What a refused form held, so that nothing the learner chose is lost."""
    error: str | None = None
    """The sentence to show at the answer field, in the reader's language."""

    @property
    def kind(self) -> Kind:
        """The item's kind."""
        return kind_of(self.item)

    @property
    def is_answered(self) -> bool:
        """True once an answer stands."""
        return self.choice is not None

    def drafted(self, field: str, value: str) -> bool:
        """True if the refused form held `value` under `field`."""
        return value in (self.draft or {}).get(field, [])
