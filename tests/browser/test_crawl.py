"""Along the links in both languages, as a visitor and with an account: nothing dead, nothing foreign, nothing mixed."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from tests import builders
from tests.browser.crawl import Crawl, plain
from tests.browser.facts import none_of
from tests.browser.languages import mixed
from tests.browser.world import World

pytestmark = pytest.mark.browser
UNKNOWN_CODE = re.compile(r"/certificates/(\?code=KMM-)?[0-]+$")
"""Where the form for codes leads that the crawl has filled in: a page that is meant to say 404."""


@pytest.fixture(scope="module")
def crawls(browser, site) -> list[Crawl]:
    """Four crawls, walked once for all tests here."""
    world = World(site)
    builders.earned_certificate(site.app, world.tam.id)
    crawls = [
        Crawl(site, language, learner, world.modules(modules), of_each_kind)
        for learner, modules, of_each_kind in ((None, 3, 2), (world.tam, 1, 1))
        for language in ("vi", "en")
    ]
    return [crawl.walk(browser) for crawl in crawls]


@pytest.fixture(scope="module")
def pages(crawls):
    """Every page met, with its status."""
    return [page for crawl in crawls for page in crawl.pages]


def test_no_link_is_dead(crawls, pages):
    statuses = [(status, facts.url) for status, facts in pages]
    statuses += [(status, url) for crawl in crawls for url, status in crawl.statuses.items()]
    none_of(f"{status}: {url}" for status, url in statuses if status != (404 if UNKNOWN_CODE.search(url) else 200))


def test_the_browser_complains_of_nothing(crawls):
    """No script fails, and nothing breaks the content policy."""
    none_of(fault for crawl in crawls for fault in crawl.faults)


def test_the_browser_asks_no_other_host(crawls, site):
    none_of(url for crawl in crawls for url in crawl.asked if not url.startswith(f"{site.url}/"))


def test_only_the_quick_exit_leads_to_another_host(crawls):
    none_of(fault for crawl in crawls for fault in crawl.outward)


def test_no_page_mixes_the_languages(pages):
    none_of(dict.fromkeys(fault for _, facts in pages for fault in mixed(facts)))


def test_every_page_has_its_title_its_language_and_one_heading(pages):
    none_of(f.url for _, f in pages if not f.title.strip() or f.lang != f.language or f.headings != 1)


def test_help_is_on_the_first_screen_of_every_page(pages):
    none_of(facts.url for _, facts in pages if not facts.isHelpNear)


def test_no_page_scrolls_sideways_on_a_phone(pages):
    none_of(f"{facts.url}: {facts.sideways}" for _, facts in pages if facts.sideways)


def test_both_languages_have_the_same_pages(crawls, site):
    def paths(crawl: Crawl) -> set[str]:
        return {plain(facts.url).removeprefix(f"{site.url}/{crawl.language}/") for _, facts in crawl.pages}

    for vietnamese, english in zip(crawls[::2], crawls[1::2], strict=True):
        none_of(paths(vietnamese) ^ paths(english))


def test_the_link_to_the_other_language_leads_to_the_same_page(crawls, site):
    """Also where the address names a page to go on to."""
    for crawl in crawls:
        here, there = f"/{crawl.language}/", {"vi": "/en/", "en": "/vi/"}[crawl.language]
        twin = {url: unquote(url.removeprefix(site.url)).replace(here, there) for url in crawl.twins}
        none_of(f"{url}: {to}" for url, to in crawl.twins.items() if unquote(to) != twin[url])
