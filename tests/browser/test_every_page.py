"""Every page in every state, in both languages and both colour schemes: readable for everybody, at any width."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.facts import none_of
from tests.browser.gallery import Look, Picture, walked
from tests.browser.languages import mixed
from tests.browser.stops import MENU_OPEN, Stop, stops, stops_of_simulations
from tests.browser.tabs import DESK, PHONE
from tests.browser.world import World

pytestmark = pytest.mark.browser
LIGHT, DARK = Look("vi", "light", PHONE), Look("en", "dark", DESK)
OTHER_WAY_ROUND = [Look("vi", "dark", DESK), Look("en", "light", PHONE)]
ONE_OF_EACH_LAYOUT = [Stop("/style-guide"), Stop("/help/"), Stop("/start/student/18-22")]
NO_PAGES = {
    "classrooms.handout",
    "classrooms.handout_key",
    "accounts.data",
    "certificates.download",
    "certificates.verify_json",
    "ops.healthz",
    "ops.readyz",
    "web.root",
    "web.choose_language",
    "classrooms.progress_csv",
    "classrooms.progress_xlsx",
    "classrooms.certificates_zip",
}
"""Endpoints that answer with something else than a page."""


@pytest.fixture(scope="module")
def pictures(browser, site, small_site) -> list[Picture]:
    """Every page, taken once for all tests here."""
    world, small_world = World(site), World(small_site)
    every, simulations = list(stops(world)), list(stops_of_simulations(small_world))
    taken: list[Picture] = []
    for n, look in enumerate((LIGHT, DARK)):
        here = [stop for m, stop in enumerate(every) if not stop.is_variant or m % 2 == n]
        taken += walked(browser, world, look, here)
        taken += walked(browser, small_world, look, simulations)
    for look in OTHER_WAY_ROUND:
        taken += walked(browser, world, look, ONE_OF_EACH_LAYOUT)
    taken += walked(browser, world, LIGHT, [MENU_OPEN])
    world.forgets_the_tries()
    return taken


def test_every_page_answers_as_it_should(pictures):
    none_of(f"{p}: {p.status}" for p in pictures if p.status != p.stop.status)


def test_the_browser_complains_of_nothing(pictures):
    none_of(f"{p}: {fault}" for p in pictures for fault in p.faults)


def test_axe_finds_nothing(pictures):
    none_of(f"{p}: {fault}" for p in pictures for fault in p.scan)


def test_no_page_scrolls_sideways(pictures):
    none_of(f"{p} at {width}: {what}" for p in pictures for width, what in p.sticking_out.items() if what)


def test_every_page_has_its_title_its_language_and_one_heading(pictures):
    facts = [p.facts for p in pictures]
    none_of(f.url for f in facts if not f.title.strip() or f.lang != f.language or f.headings != 1)


def test_help_is_on_the_first_screen_of_every_page(pictures):
    none_of(str(p) for p in pictures if not p.facts.isHelpNear)


def test_no_page_mixes_the_languages(pictures):
    none_of(dict.fromkeys(fault for p in pictures for fault in mixed(p.facts)))


def test_every_page_of_the_platform_was_visited(pictures, site):
    """A new page must be added to tests/browser/stops.py."""
    addresses = site.app.url_map.bind("")
    visited = {addresses.match(urlsplit(p.facts.url).path)[0] for p in pictures if p.status not in (404, 405)}
    rules = [rule for rule in site.app.url_map.iter_rules() if "GET" in rule.methods]
    none_of({rule.endpoint for rule in rules} - visited - NO_PAGES)
