"""Fairness of a bank: what would let somebody find the right answers without understanding. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from learning.items.base import LANGUAGES, ItemBase, Text

Fault = tuple[tuple[str | int, ...], str]

MUCH_LONGER = 1.6
"""A right option this many times as long as the longest wrong one gives itself away."""
LEAST_FOR_SHARES = 4
"""Shares are judged from this many items on."""
MOST_SHARE = 0.6
ALIKE = 0.8
"""Two items are near-duplicates from this share of common words on (Jaccard)."""
_ALL_OF_THE_ABOVE = re.compile(
    r"tất cả (các )?(ý|câu|đáp án|điều|phương án)( trên| đều)|cả (a|hai|ba|bốn) (ý|và)|không (ý|câu|đáp án) nào"
    r"|\b(all|none|both|neither) of (the above|these|them)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")


def faults(items: Sequence[ItemBase]) -> Iterator[Fault]:
    """Everything that gives answers away in a bank: the place in the file, and what to do."""
    for n, item in enumerate(items):
        yield from _telling_options(n, item)
    yield from _longest_is_right(items)
    yield from _one_position(items)
    yield from _one_truth(items)
    yield from _near_duplicates(items)


def _telling_options(n: int, item: Any) -> Iterator[Fault]:
    if item.kind not in ("single", "multiple"):
        return
    for m, option in enumerate(item.options):
        for language in LANGUAGES:
            if _ALL_OF_THE_ABOVE.search(option.text.in_(language)):
                message = "“all” or “none of the above” gives itself away: name the answers one by one"
                yield ("items", n, "options", m, "text", language), message
    if item.kind != "single":
        return
    for language in LANGUAGES:
        right = max(len(option.text.in_(language)) for option in item.options if option.right)
        wrong = max(len(option.text.in_(language)) for option in item.options if not option.right)
        if right > MUCH_LONGER * wrong and right - wrong > 15:
            message = f"the right option is much longer than the others in `{language}`: even them out"
            yield ("items", n, "options"), message


def longest_option(item: Any, language: str) -> str:
    """The id of the option with the longest text."""
    option = max(item.options, key=lambda option: len(option.text.in_(language)))
    return str(option.id)


def _longest_is_right(items: Sequence[Any]) -> Iterator[Fault]:
    singles = [item for item in items if item.kind == "single"]
    if len(singles) < LEAST_FOR_SHARES:
        return
    for language in LANGUAGES:
        longest = sum(any(o.right and o.id == longest_option(item, language) for o in item.options) for item in singles)
        if longest / len(singles) > MOST_SHARE:
            message = (
                f"in {longest} of {len(singles)} `single` items the longest option is right (`{language}`): vary it"
            )
            yield ("items",), message


def _one_position(items: Sequence[Any]) -> Iterator[Fault]:
    singles = [item for item in items if item.kind == "single"]
    if len(singles) < LEAST_FOR_SHARES:
        return
    places = Counter(next(m for m, option in enumerate(item.options) if option.right) for item in singles)
    place, count = places.most_common(1)[0]
    if count / len(singles) > MOST_SHARE:
        message = f"the right option is number {place + 1} in {count} of {len(singles)} `single` items: vary its place"
        yield ("items",), message


def _one_truth(items: Sequence[Any]) -> Iterator[Fault]:
    statements = [item for item in items if item.kind == "truefalse"]
    if len(statements) < LEAST_FOR_SHARES:
        return
    true = sum(item.answer for item in statements)
    if not 1 - MOST_SHARE <= true / len(statements) <= MOST_SHARE:
        yield ("items",), f"{true} of {len(statements)} `truefalse` items are true: about half should be"


def _near_duplicates(items: Sequence[Any]) -> Iterator[Fault]:
    words = [(n, item, _words(item)) for n, item in enumerate(items)]
    for (_, first, ones), (n, second, others) in combinations(words, 2):
        if first.kind == second.kind and ones and len(ones & others) / len(ones | others) >= ALIKE:
            yield ("items", n, "id"), f"nearly the same as `{first.id}`: write another situation"


def _words(item: Any) -> set[str]:
    """The Vietnamese words of what an item asks, without its explanations."""
    found: set[str] = set()
    for text in _asked(item):
        found |= set(_WORD.findall(text.vi.casefold()))
    return found


def _asked(part: Any) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for element in part:
            yield from _asked(element)
    elif hasattr(part, "model_fields_set"):
        for name in type(part).model_fields:
            if not name.startswith("why"):
                yield from _asked(getattr(part, name))
