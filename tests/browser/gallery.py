"""A walk through every page in every state, in one language, one colour scheme and on one size of screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from tests.browser.facts import BEFORE_EVERY_PAGE, Facts, facts_of, scanned, sticking_out
from tests.browser.stops import Stop
from tests.browser.tabs import SMALLEST, opened
from tests.browser.world import World

TWICE_THE_TEXT = "document.documentElement.style.fontSize = '200%'"


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    language: str
    theme: str
    size: tuple[int, int]


@dataclass(frozen=True)
class Picture:
    """What one page in one state was found to be."""

    look: Look
    stop: Stop
    status: int
    facts: Facts
    scan: list[str]
    sticking_out: dict[str, list[str]]

    def __str__(self) -> str:
        return f"/{self.look.language}{self.stop.path} ({self.look.theme}, as {self.stop.who})"


def walked(browser: Any, world: World, look: Look, stops: Iterable[Stop]) -> Iterator[Picture]:
    """Go to every stop."""
    people = {"visitor": None, "khach": world.khach, "tam": world.tam, "back_again": None}
    with ExitStack() as stack:
        tabs: dict[str, Any] = {}
        for stop in stops:
            if stop.who not in tabs:
                tab = opened(
                    browser, world.site, as_=people[stop.who], size=look.size, language=look.language, theme=look.theme
                )
                tabs[stop.who] = stack.enter_context(tab)
                tabs[stop.who].add_init_script(BEFORE_EVERY_PAGE)
                if stop.who == "back_again":
                    tabs[stop.who].context.add_cookies([world.site.cookie(world.back_again)])
            yield _taken(tabs[stop.who], look, stop)


def _taken(page: Any, look: Look, stop: Stop) -> Picture:
    if stop.after is not None:
        stop.after()
    response = page.goto(f"/{look.language}{stop.path}")
    if stop.does is not None:
        stop.does(page)
    facts, scan = facts_of(page), scanned(page)
    widths = {f"{look.size[0]} px": facts.sideways}
    if look.size != SMALLEST:
        page.set_viewport_size({"width": SMALLEST[0], "height": SMALLEST[1]})
        widths["320 px"] = sticking_out(page)
    page.evaluate(TWICE_THE_TEXT)
    widths["320 px, twice the text"] = sticking_out(page)
    if look.size != SMALLEST:
        page.set_viewport_size({"width": look.size[0], "height": look.size[1]})
        widths[f"{look.size[0]} px, twice the text"] = sticking_out(page)
    return Picture(look, stop, response.status, facts, scan, widths)
