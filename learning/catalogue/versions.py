"""Item versions: an item's content decides its version, so that an edit never changes what an old attempt shows."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from learning.items import AnyItem

if TYPE_CHECKING:
    from learning.items.base import ItemBase

_any_item: TypeAdapter[Any] = TypeAdapter(AnyItem)


def body_of(item: ItemBase) -> dict[str, Any]:
    """The item as JSON can hold it; `item_from` reads it back."""
    return item.model_dump(mode="json", by_alias=True)


def version_of(item: ItemBase) -> str:
    """The hash of the item's content."""
    return digest(body_of(item))


def digest(body: dict[str, Any]) -> str:
    """The first 128 bits of the SHA-256 of a body's canonical JSON, in hexadecimal (32 characters)."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def item_from(body: dict[str, Any]) -> ItemBase:
    """The item that `body_of` wrote."""
    item: ItemBase = _any_item.validate_python(body)
    return item
