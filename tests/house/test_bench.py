"""The bench measures every page: a new one must have an example of its address."""

from __future__ import annotations

from flask import Flask

from bench import addresses, queries


def test_every_address_has_an_example(app: Flask) -> None:
    """Who adds an argument to an address adds an example of it to bench/addresses.py."""
    for rule in addresses.pages_of(app):
        for argument in rule.arguments:
            assert addresses.maker_of(rule.endpoint, argument)


def test_exceptions_name_what_there_is(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in addresses.pages_of(app)}
    assert endpoints >= queries.LEADS_ELSEWHERE
    assert endpoints >= {endpoint for endpoint, _argument in addresses.SPECIAL}
