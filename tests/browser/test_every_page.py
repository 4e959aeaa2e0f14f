"""Every page in every state, in both languages and both colour schemes: readable for everybody, at any width."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from tests.browser.gallery import Look, Picture, walked
from tests.browser.languages import mixed
from tests.browser.stops import Stop, stops
from tests.browser.tabs import DESK, SMALLEST
from tests.browser.world import World

pytestmark = pytest.mark.browser
LIGHT, DARK = Look("vi", "light", SMALLEST), Look("en", "dark", DESK)
OTHER_WAY_ROUND = [Look("vi", "dark", DESK), Look("en", "light", SMALLEST)]
ONE_OF_EACH_LAYOUT = [Stop("/style-guide"), Stop("/help/"), Stop("/start/student/18-22")]
NO_PAGES = {
    "accounts.data", "certificates.download", "certificates.verify_json", "ops.healthz", "ops.readyz", "web.root",
    "web.choose_language",
}
"""Endpoints that answer with something else than a page."""


@pytest.fixture(scope="module")
def pictures(browser, site) -> Iterator[list[Picture]]:
    """Every page, taken once for all tests here."""
    world = World(site)
    every = list(stops(world))
    taken = [picture for look in (LIGHT, DARK) for picture in walked(browser, world, look, every)]
    for look in OTHER_WAY_ROUND:
        taken += walked(browser, world, look, ONE_OF_EACH_LAYOUT)
    return taken


def test_every_page_answers_as_it_should(pictures):
    assert [f"{p}: {p.status}" for p in pictures if p.status != p.stop.status] == []


def test_axe_finds_nothing(pictures):
    assert [f"{p}: {fault}" for p in pictures for fault in p.scan] == []


def test_no_page_scrolls_sideways(pictures):
    found = [f"{p} at {width}: {what}" for p in pictures for width, what in p.sticking_out.items() if what]
    assert found == []


def test_every_page_has_its_title_its_language_and_one_heading(pictures):
    facts = [p.facts for p in pictures]
    assert [f.url for f in facts if not f.title.strip() or f.lang != f.language or f.headings != 1] == []


def test_help_is_on_the_first_screen_of_every_page(pictures):
    assert [str(p) for p in pictures if not p.facts.isHelpNear] == []


def test_no_page_mixes_the_languages(pictures):
    assert Counter(fault for p in pictures for fault in mixed(p.facts)) == {}


def test_every_address_of_the_platform_was_visited(pictures, site):
    """A new page must be added to tests/browser/stops.py."""
    adapter = site.app.url_map.bind("")
    visited = {adapter.match(p.facts.url[len(site.url):].split("?")[0].split("#")[0])[0] for p in pictures if p.status != 405 and p.stop.path != "/nowhere"}
    pages = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in rule.methods} - NO_PAGES
    assert pages - visited == set()
