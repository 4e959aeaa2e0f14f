"""Every kind is whole: who adds a folder has to bring all that the platform asks of a kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from learning import items
from learning.catalogue.versions import body_of, item_from
from learning.items import KINDS, kind_of
from tests.builders import form_of, right_choice, wrong_choice
from tests.items.making import ONE_OF_EACH
from tests.items.strategies import BY_KIND

FOLDER = Path(items.__file__).parent
GUIDE = FOLDER.parents[1] / "courses" / "README.md"
every_kind = pytest.mark.parametrize("name", KINDS)


def test_each_folder_is_a_kind() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/__init__.py")}
    assert set(KINDS) == folders == set(ONE_OF_EACH) == set(BY_KIND)


@every_kind
def test_a_kind_has_the_name_of_its_folder(name: str) -> None:
    assert KINDS[name].schema is type(ONE_OF_EACH[name])
    assert kind_of(ONE_OF_EACH[name]).name == name


@every_kind
def test_a_kind_has_a_template_that_asks_and_explains(name: str) -> None:
    template = (FOLDER / name / "item.html").read_text(encoding="utf-8")
    assert KINDS[name].template == f"items/{name}/item.html"
    assert "macro ask(" in template
    assert "macro explained(" in template


@every_kind
def test_a_kind_has_parts_each_with_its_own_id(name: str) -> None:
    parts = KINDS[name].parts(ONE_OF_EACH[name])
    assert len(set(parts)) == len(parts) >= 2


@every_kind
def test_asking_for_the_parts_never_hands_out_the_list_that_is_kept(name: str) -> None:
    item = ONE_OF_EACH[name]
    KINDS[name].parts(item).reverse()
    assert KINDS[name].parts(item) == KINDS[name].parts(KINDS[name].schema.model_validate(body_of(item)))


@every_kind
def test_a_kind_can_be_answered_rightly_and_wrongly(name: str) -> None:
    item = ONE_OF_EACH[name]
    shares = []
    for choice in (right_choice(item), wrong_choice(item)):
        shares.append(items.mark(item, KINDS[name].read(item, form_of(item, choice))).share)
    assert shares == [1, 0]


@every_kind
def test_a_kind_refuses_a_key_it_does_not_know(name: str) -> None:
    body: dict[str, Any] = {**body_of(ONE_OF_EACH[name]), "hint": "x"}
    with pytest.raises(ValidationError):
        item_from(body)


@every_kind
def test_the_authors_guide_explains_the_kind(name: str) -> None:
    assert f"| `{name}` |" in GUIDE.read_text(encoding="utf-8")
