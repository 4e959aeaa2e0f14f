"""An item's content decides its version: the same content always the same one, any edit another."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from learning.catalogue.versions import body_of, item_from, version_of
from tests.always import always
from tests.items.making import single, truefalse
from tests.items.strategies import items


def _leaves(body: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of everything that an author writes."""
    if isinstance(body, dict | list):
        for key, value in body.items() if isinstance(body, dict) else enumerate(body):
            yield from _leaves(value, (*path, key))
    elif body is not None:
        yield path


def _edited(body: Any, path: tuple[Any, ...]) -> dict[str, Any]:
    """The body with another value at one place."""
    edited: dict[str, Any] = deepcopy(body)
    part: Any = edited
    for key in path[:-1]:
        part = part[key]
    old = part[path[-1]]
    part[path[-1]] = not old if isinstance(old, bool) else old + 1 if isinstance(old, int) else f"{old}x"
    return edited


def _shuffled(body: Any, rng: Any) -> Any:
    """The same body with the keys of every mapping in another order."""
    if isinstance(body, dict):
        keys = rng.sample(list(body), len(body))
        return {key: _shuffled(body[key], rng) for key in keys}
    return [_shuffled(part, rng) for part in body] if isinstance(body, list) else body


@always()
@given(items())
def test_an_item_comes_back_from_json_as_it_went_in(item: Any) -> None:
    assert item_from(json.loads(json.dumps(body_of(item)))) == item


@always()
@given(items(), st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(item: Any, rng: Any) -> None:
    assert version_of(item_from(_shuffled(body_of(item), rng))) == version_of(item)


@always(300)
@given(st.data())
def test_any_edit_makes_another_version(data: st.DataObject) -> None:
    item = data.draw(items())
    body = body_of(item)
    try:
        edited = item_from(_edited(body, data.draw(st.sampled_from(list(_leaves(body))))))
    except ValidationError:
        assume(False)
    assert version_of(edited) != version_of(item)


def test_options_in_another_order_are_another_version() -> None:
    assert version_of(single(options="abc")) != version_of(single(options="bac"))


def test_the_same_letters_in_composed_and_decomposed_form_are_the_same_version() -> None:
    words = "Mật khẩu của bạn"
    texts = [{"vi": unicodedata.normalize(form, words), "en": "…"} for form in ("NFC", "NFD")]
    first, second = ({**body_of(single()), "prompt": text} for text in texts)
    assert first != second
    assert version_of(item_from(first)) == version_of(item_from(second))


def test_a_version_is_the_hash_of_the_json_with_sorted_keys_and_no_spaces() -> None:
    """Old attempts name versions: were they counted differently, every item would be stored once more."""
    json_by_hand = (
        '{"answer":true,"difficulty":2,"id":"one","kind":"truefalse","module":null,"objective":null,'
        '"prompt":{"en":"…","vi":"Đúng"},"techniques":[],"use":"form",'
        '"why_false":{"en":"…","vi":"…"},"why_true":{"en":"…","vi":"…"}}'
    )
    item = truefalse(answer=True)
    item = item_from({**body_of(item), "prompt": {"vi": "Đúng", "en": "…"}})
    assert version_of(item) == sha256(json_by_hand.encode()).hexdigest()[:32]
