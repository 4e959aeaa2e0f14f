"""Every route: marked with a permission, typed, in kebab-case, under its language."""

from __future__ import annotations

import inspect
import re

from flask import Flask
from werkzeug.routing import Rule

from learning.web import access

WITHOUT_LANGUAGE = {"/", "/healthz", "/readyz"}
CONVERTED = {"UUIDConverter": "UUID", "IntegerConverter": "int", "UnicodeConverter": "str"}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def rules_of(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def test_every_view_names_its_permission(app):
    assert access.unmarked(app) == []


def test_every_permission_has_a_rule_and_a_view(app):
    asked = {view.permission for view in app.view_functions.values()}
    assert asked == set(access.Permission)
    assert set(access._rules) == set(access.Permission)


def test_every_path_is_kebab_case_under_its_language(app):
    for rule in rules_of(app):
        if rule.rule in WITHOUT_LANGUAGE:
            continue
        assert rule.rule.startswith("/<lang>/"), rule.rule
        words = re.sub(r"<[^>]+>", "", rule.rule.removeprefix("/<lang>/"))
        for word in re.split(r"[/.]", words):
            assert not word or KEBAB.fullmatch(word), rule.rule


def test_every_parameter_is_annotated_with_the_type_its_address_gives(app):
    for rule in rules_of(app):
        signature = inspect.signature(app.view_functions[rule.endpoint])
        hints = {name: parameter.annotation for name, parameter in signature.parameters.items()}
        expected = {
            name: CONVERTED[type(converter).__name__] for name, converter in rule._converters.items() if name != "lang"
        }
        assert hints == expected, rule.endpoint


def test_nothing_changes_by_opening_a_link(app):
    """An address that only takes posts has no twin that takes gets."""
    for rule in rules_of(app):
        methods = rule.methods - {"HEAD", "OPTIONS"}
        assert methods in ({"GET"}, {"POST"}, {"GET", "POST"}), rule.endpoint
