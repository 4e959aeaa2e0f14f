"""What an answer got wrong, kind by kind; and that there is something to say of every wrong answer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from learning.items import mark, slips
from tests.always import always
from tests.items.making import chat, judge, match, multiple, order, single, truefalse
from tests.items.strategies import answered

TABLE: list[tuple[Any, Any, list[tuple[str, str | None, str | None]]]] = [
    # the key, what was taken, what would have been right
    (single(right="b"), "a", [("a", "a", "b")]),
    (truefalse(answer=True), "false", [("false", None, None)]),
    (multiple(right="ab", options="abcd"), ["a", "c"], [("c", "c", None), ("b", None, "b")]),
    (chat(flags="ab", lines="abcd"), ["a", "d"], [("d", "d", None), ("b", None, "b")]),
    (order("abcd"), list("badc"), [("b<a", "b", None), ("d<c", "d", None)]),
    (order("abcd"), list("dabc"), [("d<c", "d", None)]),
    (match("abc"), {"a": "a", "b": "c", "c": "c"}, [("b>c", "to c", "to b")]),
    (judge("scam"), "genuine", [("genuine", None, None)]),
    (judge("helps", "helps-not"), "not", [("not", None, None)]),
]


@pytest.mark.parametrize(("item", "choice", "expected"), TABLE)
def test_slips_are_those_of_the_table(item: Any, choice: Any, expected: list[Any]) -> None:
    found = slips(item, choice)
    assert [(s.key, s.taken and s.taken.en, s.instead_of and s.instead_of.en) for s in found] == expected


def test_of_a_wrong_verdict_the_reason_is_the_one_of_what_was_answered() -> None:
    texts = {"trust": {"vi": "tin", "en": "trust"}, "doubt": {"vi": "ngờ", "en": "doubt"}}
    scam, genuine = (
        judge(truth).model_copy(update={"why": judge().why.model_validate(texts)}) for truth in ("scam", "genuine")
    )
    assert slips(scam, "genuine")[0].why.en == "trust"
    assert slips(genuine, "scam")[0].why.en == "doubt"


@always(300)
@given(answered())
def test_answer_has_slips_unless_it_is_wholly_right(drawn: tuple[Any, Any]) -> None:
    found = slips(*drawn)
    assert bool(found) != mark(*drawn).is_right
    assert len({slip.key for slip in found}) == len(found)
