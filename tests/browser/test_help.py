"""Help in a real browser: light, at hand, and left in one move."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.world import World

pytestmark = pytest.mark.browser
AWAY = "https://www.wikipedia.org/"
KIB = 1024
ENHANCED = """async () => {
  await import(new URL("enhance/quick-exit.js", document.querySelector("script[type=module]").src));
}"""
"""The page has asked for the same module before: once it is here, the quick exit has what it adds."""
BLANKED = """() => {
  document.querySelector(".button--exit").click();
  return [document.body.innerText, document.title, document.body.children.length];
}"""


@pytest.fixture
def at_help(site: Site, open_tab: Callable[..., Any]) -> Callable[..., Any]:
    """`at_help(path)`: a tab that came from the home page to a page with a quick exit. Wikipedia is played by us."""

    def arrive(path: str, **asked: Any) -> Any:
        page = open_tab(site, **asked)
        page.route(f"{AWAY}**", lambda route: route.fulfill(body="elsewhere", content_type="text/plain"))
        page.goto("/vi/")
        page.goto(path)
        if asked.get("scripts", True):
            page.evaluate(ENHANCED)
        return page

    return arrive


def paths_with_an_exit(site: Site) -> list[str]:
    """A help page, and the lesson of a module about something upsetting, if there is one."""
    module = World(site).upsetting_module
    flow = next(iter(site.catalogue.emergencies))
    return [f"/en/help/{flow}", *([f"/vi/modules/{module.id}/lesson/1"] if module else [])]


def test_one_press_leaves_and_back_does_not_return(at_help, site):
    for path in paths_with_an_exit(site):
        page = at_help(path)
        page.locator(".button--exit").click()
        page.wait_for_url(AWAY)
        page.go_back()
        assert urlsplit(page.url).path == "/vi/"


def test_shift_three_times_leaves(at_help, site):
    for path in paths_with_an_exit(site):
        page = at_help(path)
        for _ in range(3):
            page.keyboard.press("Shift")
        page.wait_for_url(AWAY)


def test_shift_for_capital_letters_stays(at_help):
    page = at_help("/vi/help/")
    for key in ("Shift", "Shift+A", "Shift", "Shift+B", "Shift"):
        page.keyboard.press(key)
    assert urlsplit(page.url).path == "/vi/help/"
    expect(page.locator("h1")).to_be_visible()


def test_page_is_blank_before_the_other_one_has_come(at_help):
    words, title, elements = at_help("/vi/help/").evaluate(BLANKED)
    assert words == title
    assert elements == 1


def test_exit_is_a_plain_link_without_scripts_and_the_first_stop_of_the_tab_key(at_help, site):
    for path in paths_with_an_exit(site):
        page = at_help(path, scripts=False)
        page.keyboard.press("Tab")
        expect(page.locator(".button--exit")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(AWAY)


def test_help_pages_come_within_30_kib(site, open_tab):
    """All that a first visit fetches, as it is sent; the page itself as a proxy in front compresses it."""
    for path in ("/vi/help/", f"/en/help/{next(iter(site.catalogue.emergencies))}"):
        page = open_tab(site)
        fetched: dict[str, Any] = {}
        page.on("response", lambda response, fetched=fetched: fetched.setdefault(response.url, response))
        page.goto(path, wait_until="networkidle")
        weights = {url: weight(response) for url, response in fetched.items()}
        assert sum(weights.values()) <= 30 * KIB, weights


def weight(response: Any) -> int:
    """Bytes on the wire, with the headers."""
    sizes = response.request.sizes()
    is_page = "text/html" in response.headers["content-type"]
    body = len(gzip.compress(response.body(), 6)) if is_page else sizes["responseBodySize"]
    return int(body) + int(sizes["responseHeadersSize"])
