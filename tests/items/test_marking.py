"""How right an answer is, kind by kind, worked out by hand; and what holds for every answer."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given

from learning.items import mark
from tests.always import always
from tests.builders import right_choice, wrong_choice
from tests.items.making import chat, judge, match, multiple, order, single, truefalse
from tests.items.strategies import answered, items, offered

TABLE: list[tuple[Any, Any, float]] = [
    (single(right="b"), "b", 1),
    (single(right="b"), "a", 0),
    (truefalse(answer=True), "true", 1),
    (truefalse(answer=True), "false", 0),
    (truefalse(answer=False), "false", 1),
    (truefalse(answer=False), "true", 0),
    # two right, two wrong: the mean of "right ones chosen" and "wrong ones left"
    (multiple(right="ab", options="abcd"), ["a", "b"], 1),
    (multiple(right="ab", options="abcd"), ["a"], (1 / 2 + 1) / 2),
    (multiple(right="ab", options="abcd"), ["a", "b", "c"], (1 + 1 / 2) / 2),
    (multiple(right="ab", options="abcd"), ["a", "c"], (1 / 2 + 1 / 2) / 2),
    (multiple(right="ab", options="abcd"), ["a", "c", "d"], (1 / 2 + 0) / 2),
    (multiple(right="ab", options="abcd"), ["c"], (0 + 1 / 2) / 2),
    (multiple(right="ab", options="abcd"), ["c", "d"], 0),
    # one right, four wrong
    (multiple(right="a", options="abcde"), ["a", "b"], (1 + 3 / 4) / 2),
    (multiple(right="a", options="abcde"), ["b"], (0 + 3 / 4) / 2),
    # three red flags, one harmless line
    (chat(flags="abc", lines="abcd"), ["a", "b", "c"], 1),
    (chat(flags="abc", lines="abcd"), ["a"], (1 / 3 + 1) / 2),
    (chat(flags="abc", lines="abcd"), ["d"], 0),
    # lines of one's own are no part of it: one flag of one, and the one harmless line tapped too
    (chat(flags="a", lines="abyz", me="yz"), ["a", "b"], (1 + 0) / 2),
    # six pairs of steps; each pair the wrong way round costs a sixth
    (order("abcd"), list("abcd"), 1),
    (order("abcd"), list("abdc"), 5 / 6),
    (order("abcd"), list("bacd"), 5 / 6),
    (order("abcd"), list("badc"), 4 / 6),
    (order("abcd"), list("bcda"), 3 / 6),
    (order("abcd"), list("dabc"), 3 / 6),
    (order("abcd"), list("dcba"), 0),
    (match("abc"), {"a": "a", "b": "b", "c": "c"}, 1),
    (match("abc"), {"a": "a", "b": "c", "c": "b"}, 1 / 3),
    (match("abc"), {"a": "a", "b": "a", "c": "a"}, 1 / 3),
    (match("abc"), {"a": "b", "b": "c", "c": "a"}, 0),
    (judge("scam"), "scam", 1),
    (judge("scam"), "genuine", 0),
    (judge("genuine"), "genuine", 1),
    (judge("healthy", "healthy-worrying"), "worrying", 0),
    (judge("worrying", "healthy-worrying"), "worrying", 1),
    (judge("suitable", "suitable-unsuitable"), "suitable", 1),
    (judge("not", "helps-not"), "helps", 0),
]


@pytest.mark.parametrize(("item", "choice", "share"), TABLE)
def test_an_answer_earns_what_the_table_says(item: Any, choice: Any, share: float) -> None:
    assert mark(item, choice).share == pytest.approx(share)


@always(300)
@given(answered())
def test_no_answer_earns_less_than_nothing_or_more_than_everything(drawn: tuple[Any, Any]) -> None:
    assert 0 <= mark(*drawn).share <= 1


@always()
@given(items())
def test_the_right_choice_earns_everything_and_the_opposite_nothing(item: Any) -> None:
    assert mark(item, right_choice(item)).is_right
    assert mark(item, wrong_choice(item)).share == 0 or item.kind == "order"


@always(300)
@given(answered())
def test_nothing_but_the_right_choice_counts_as_right(drawn: tuple[Any, Any]) -> None:
    item, choice = drawn
    assert mark(item, choice).is_right == (choice == right_choice(item))


@always()
@given(items("multiple", "chat"))
def test_choosing_everything_or_nothing_earns_a_half_at_most(item: Any) -> None:
    assert mark(item, offered(item)).share <= 0.5
    assert mark(item, []).share <= 0.5


@always()
@given(answered("order"))
def test_an_order_earns_kendalls_tau_scaled_to_a_share(drawn: tuple[Any, list[str]]) -> None:
    item, choice = drawn
    pairs = list(combinations(choice, 2))
    tau = sum(1 if first < second else -1 for first, second in pairs) / len(pairs)
    assert mark(item, choice).share == pytest.approx((tau + 1) / 2)
