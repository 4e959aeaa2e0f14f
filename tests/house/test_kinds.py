"""Item kinds: each folder is whole, so that a new kind touches one folder and no list."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import nodes

import learning.items
from learning.items import KINDS
from learning.items.base import ItemBase
from tests import builders

FOLDERS = sorted(path.parent for path in Path(learning.items.__file__).parent.glob("*/__init__.py"))


def macros_of(app, name: str) -> set[str]:
    source, _, _ = app.jinja_env.loader.get_source(app.jinja_env, name)
    return {macro.name for macro in app.jinja_env.parse(source).find_all(nodes.Macro)}


def test_every_folder_is_found_as_a_kind():
    assert [folder.name for folder in FOLDERS] == sorted(KINDS)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_is_whole(name, app):
    kind = KINDS[name]
    assert issubclass(kind.schema, ItemBase)
    assert kind.schema.model_fields["kind"].annotation.__args__ == (name,)
    assert isinstance(kind.shuffles, bool)
    assert all(callable(part) and part.__doc__ for part in (kind.parts, kind.read, kind.mark, kind.slips))
    assert {"ask", "explained"} <= macros_of(app, kind.template)
    assert macros_of(app, f"items/{name}/feedback.html")
    assert macros_of(app, f"items/{name}/review.html") == {"slip", "key"}
    assert name in builders._RIGHT
    assert name in builders._WRONG


def test_every_item_of_the_courses_can_be_answered_rightly_and_wrongly(app):
    for item in builders.catalogue_of(app).items.values():
        kind = KINDS[item.kind]
        for choose, share in ((builders.right_choice, 1.0), (builders.wrong_choice, None)):
            choice = choose(item)
            assert kind.read(item, builders.form_of(item, choice)) == choice, item.id
            marked = kind.mark(item, choice).share
            assert marked == share if share is not None else marked < 1, item.id
