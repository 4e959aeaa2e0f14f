"""Items, answers and forms of every shape, for tests of what always holds."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Any

from hypothesis import strategies as st

from learning.items import kind_of
from learning.items.chat import tappable
from learning.items.judge import POLES
from learning.items.reading import FIELD
from tests.items import making


def _ids(least: int, most: int) -> st.SearchStrategy[str]:
    return st.integers(least, most).map(lambda count: ascii_lowercase[:count])


@st.composite
def _some(draw: st.DrawFn, least: int, most: int) -> tuple[str, str]:
    """Ids, and some of them: at least one, never all."""
    ids = draw(_ids(least, most))
    chosen = draw(st.sets(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1))
    return ids, "".join(sorted(chosen))


_poles_and_truth = st.sampled_from([(poles, truth) for poles, both in POLES.items() for truth in both])

BY_KIND: dict[str, st.SearchStrategy[Any]] = {
    "single": _ids(2, 5).flatmap(lambda ids: st.sampled_from(ids).map(lambda right: making.single(right, ids))),
    "multiple": _some(3, 6).map(lambda drawn: making.multiple(drawn[1], drawn[0])),
    "truefalse": st.booleans().map(lambda answer: making.truefalse(answer=answer)),
    "order": _ids(3, 6).map(making.order),
    "match": _ids(3, 6).map(making.match),
    "chat": st.tuples(_some(4, 8), st.sampled_from(["", "yz"])).map(
        lambda drawn: making.chat(drawn[0][1], drawn[0][0] + drawn[1], me=drawn[1])
    ),
    "judge": _poles_and_truth.map(lambda drawn: making.judge(drawn[1], drawn[0])),
}


def items(*kinds: str) -> st.SearchStrategy[Any]:
    """Items of these kinds, or of all."""
    return st.one_of([BY_KIND[kind] for kind in kinds or BY_KIND])


def offered(item: Any) -> list[str]:
    """What may be chosen: every part, but of a thread only the other side's lines."""
    return tappable(item) if item.kind == "chat" else kind_of(item).parts(item)


@st.composite
def answered(draw: st.DrawFn, *kinds: str) -> tuple[Any, Any]:
    """An item, and something that a learner may answer to it."""
    item = draw(items(*kinds))
    parts = kind_of(item).parts(item)
    if item.kind in ("multiple", "chat"):
        chosen = draw(st.sets(st.sampled_from(offered(item)), min_size=1))
        return item, [part for part in parts if part in chosen]
    if item.kind == "order":
        return item, draw(st.permutations(parts))
    if item.kind == "match":
        return item, {part: draw(st.sampled_from(parts)) for part in parts}
    return item, draw(st.sampled_from(parts))


@st.composite
def forms(draw: st.DrawFn, item: Any) -> dict[str, list[str]]:
    """What may come in for an item: real fields and values among others, left out, repeated, in any order."""
    parts = kind_of(item).parts(item)
    names = [FIELD, *(f"{FIELD}-{part}" for part in parts), f"{FIELD}-", "csrf_token"]
    values = [*parts, *(str(n) for n in range(8)), "", " ", "true", "A", "a ", "0x1", "١", "é", "\x00", "x" * 10_000]
    field = st.sampled_from(names) | st.text(max_size=5)
    value = st.sampled_from(values) | st.text(max_size=5)
    return draw(st.dictionaries(field, st.lists(value, max_size=5), max_size=len(parts) + 3))
