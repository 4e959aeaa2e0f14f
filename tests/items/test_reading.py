"""An answer comes out of a form whole, or with a reason: unanswered, or forged. Never as a crash."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.items import kind_of, mark
from learning.items.base import Forged, Unanswered
from tests.always import always
from tests.builders import form_of, right_choice
from tests.items.making import ONE_OF_EACH, chat, judge, match, multiple, order, single
from tests.items.strategies import answered, forms, items

READ: list[tuple[Any, dict[str, list[str]], Any]] = [
    (single(), {"choice": ["a"]}, "a"),
    (multiple(), {"choice": ["d", "a"]}, ["a", "d"]),
    (multiple(), {"choice": ["a", "a"]}, ["a"]),
    (chat(), {"choice": ["c"], "csrf_token": ["x"]}, ["c"]),
    (order("abc"), {"choice-a": ["3"], "choice-b": ["1"], "choice-c": ["2"]}, ["b", "c", "a"]),
    (match("abc"), {"choice-a": ["a"], "choice-b": ["a"], "choice-c": ["b"]}, {"a": "a", "b": "a", "c": "b"}),
    (judge("worrying", "healthy-worrying"), {"choice": ["healthy"]}, "healthy"),
]
UNANSWERED: list[tuple[Any, dict[str, list[str]]]] = [
    (single(), {"choice": [""]}),
    (single(), {"Choice": ["a"]}),
    (multiple(), {"choice": []}),
    (order("abc"), {"choice-a": ["1"], "choice-b": ["2"]}),
    (order("abc"), {"choice-a": ["1"], "choice-b": ["1"], "choice-c": ["2"]}),
    (match("abc"), {"choice-a": ["a"], "choice-b": ["b"], "choice-c": [""]}),
]
FORGED: list[tuple[Any, dict[str, list[str]]]] = [
    (single(), {"choice": ["z"]}),
    (single(), {"choice": ["a", "b"]}),
    (single(), {"choice": ["a", "a"]}),
    (single(), {"choice": ["A"]}),
    (multiple(), {"choice": ["a", "z"]}),
    (chat(), {"choice": ["a "]}),
    (chat(flags="a", me="d"), {"choice": ["d"]}),
    (order("abc"), {"choice-a": ["1"], "choice-b": ["2"], "choice-c": ["4"]}),
    (order("abc"), {"choice-a": ["1"], "choice-b": ["2"], "choice-c": ["٣"]}),
    (match("abc"), {"choice-a": ["a"], "choice-b": ["b"], "choice-c": ["b", "c"]}),
    (judge(), {"choice": ["healthy"]}),
]


@pytest.mark.parametrize(("item", "form", "choice"), READ)
def test_a_form_is_read_as_the_choice_it_holds(item: Any, form: dict[str, list[str]], choice: Any) -> None:
    assert kind_of(item).read(item, form) == choice


@pytest.mark.parametrize("item", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_an_empty_form_is_unanswered_in_every_kind(item: Any) -> None:
    with pytest.raises(Unanswered):
        kind_of(item).read(item, {})


@pytest.mark.parametrize(("item", "form"), UNANSWERED)
def test_a_form_with_a_part_missing_is_unanswered(item: Any, form: dict[str, list[str]]) -> None:
    with pytest.raises(Unanswered):
        kind_of(item).read(item, form)


@pytest.mark.parametrize(("item", "form"), FORGED)
def test_a_form_with_what_the_item_does_not_offer_is_forged(item: Any, form: dict[str, list[str]]) -> None:
    with pytest.raises(Forged):
        kind_of(item).read(item, form)


@always(300)
@given(answered(), st.randoms(use_true_random=False))
def test_every_choice_is_read_back_from_its_form_in_whatever_order_the_fields_come(
    drawn: tuple[Any, Any], rng: Any
) -> None:
    item, choice = drawn
    fields = list(form_of(item, choice).items())
    rng.shuffle(fields)
    assert kind_of(item).read(item, {name: rng.sample(values, len(values)) for name, values in fields}) == choice


@always(500)
@given(st.data())
def test_any_form_gives_a_choice_that_can_be_marked_or_is_refused(data: st.DataObject) -> None:
    item = data.draw(items())
    try:
        choice = kind_of(item).read(item, data.draw(forms(item)))
    except (Unanswered, Forged):
        return
    assert 0 <= mark(item, choice).share <= 1


@pytest.mark.parametrize("item", ONE_OF_EACH.values(), ids=ONE_OF_EACH)
def test_a_huge_form_is_refused_like_a_small_one(item: Any) -> None:
    form = {name: values * 50_000 + ["x" * 1_000_000] for name, values in form_of(item, right_choice(item)).items()}
    with pytest.raises(Forged):
        kind_of(item).read(item, form)
