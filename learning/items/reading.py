"""Reading an answer out of a submitted form: every kind's `read` is made of these.

A form is a mapping from field name to all values sent under it. What is missing raises `Unanswered`, what the item
does not offer raises `Forged`; both leave the attempt as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from learning.items.base import Forged, Unanswered

Form = Mapping[str, Sequence[str]]
FIELD = "choice"


def one_of(form: Form, offered: Sequence[str]) -> str:
    """The single value of `choice`, which must be offered."""
    values = list(form.get(FIELD, ()))
    if not values or values == [""]:
        raise Unanswered
    if len(values) > 1 or values[0] not in offered:
        raise Forged
    return values[0]


def some_of(form: Form, offered: Sequence[str]) -> list[str]:
    """All values of `choice`, at least one, in the order in which the item has them."""
    values = set(form.get(FIELD, ()))
    if not values - {""}:
        raise Unanswered
    if not values <= set(offered):
        raise Forged
    return [part for part in offered if part in values]


def each_of(form: Form, keys: Sequence[str], offered: Sequence[str]) -> dict[str, str]:
    """One value for every key, from the fields `choice-<key>`; each value must be offered."""
    answer: dict[str, str] = {}
    for key in keys:
        values = list(form.get(f"{FIELD}-{key}", ()))
        if not values or values == [""]:
            raise Unanswered
        if len(values) > 1 or values[0] not in offered:
            raise Forged
        answer[key] = values[0]
    return answer
