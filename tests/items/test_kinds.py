"""What every kind promises beyond being whole (tests/house/test_kinds.py): strict, unchanging, explained to authors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from learning import items
from learning.catalogue.versions import body_of, item_from
from learning.items import KINDS
from tests.items.making import ONE_OF_EACH
from tests.items.strategies import BY_KIND

GUIDE = Path(items.__file__).parents[2] / "courses" / "README.md"
every_kind = pytest.mark.parametrize("name", KINDS)


def test_every_kind_is_among_those_that_these_tests_make() -> None:
    assert set(KINDS) == set(ONE_OF_EACH) == set(BY_KIND)


@every_kind
def test_a_kind_refuses_a_key_it_does_not_know(name: str) -> None:
    body: dict[str, Any] = {**body_of(ONE_OF_EACH[name]), "hint": "x"}
    with pytest.raises(ValidationError, match="hint"):
        item_from(body)


@every_kind
def test_a_kind_refuses_a_text_in_one_language_only(name: str) -> None:
    body = body_of(ONE_OF_EACH[name])
    body["prompt"] = {"vi": "Câu hỏi"}
    with pytest.raises(ValidationError, match="en"):
        item_from(body)


@every_kind
def test_an_item_cannot_be_changed(name: str) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        ONE_OF_EACH[name].id = "another"


@every_kind
def test_shuffling_the_parts_of_an_item_leaves_the_item_as_it_is(name: str) -> None:
    before = tuple(KINDS[name].parts(ONE_OF_EACH[name]))
    KINDS[name].parts(ONE_OF_EACH[name]).reverse()
    assert tuple(KINDS[name].parts(ONE_OF_EACH[name])) == before
    assert len(set(before)) == len(before) >= 2


@every_kind
def test_the_authors_guide_explains_the_kind(name: str) -> None:
    assert f"| `{name}` |" in GUIDE.read_text(encoding="utf-8")
