"""A walk through every page in every state, in one language, one colour scheme and on one size of screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from tests.browser.facts import TO_SCAN, Facts, facts_of, scanned
from tests.browser.stops import Stop
from tests.browser.tabs import PHONE, SMALLEST, opened
from tests.browser.world import World

TEXT_SIZE = "size => { document.documentElement.style.fontSize = size; return sideways(); }"


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
    faults: list[str]
    """What the browser complained of."""

    def __str__(self) -> str:
        return f"/{self.look.language}{self.stop.path} ({self.look.theme}, as {self.stop.who})"


def walked(browser: Any, world: World, look: Look, stops: Iterable[Stop]) -> Iterator[Picture]:
    """Go to every stop."""
    asked = {"size": look.size, "language": look.language, "theme": look.theme, "reduced_motion": "reduce"}
    faults: list[str] = []
    with ExitStack() as stack:
        tabs: dict[str, Any] = {}
        for stop in stops:
            if stop.who not in tabs:
                tab = opened(browser, world.site, as_=world.person(stop.who), faults=faults, **asked)
                tabs[stop.who] = stack.enter_context(tab)
                tabs[stop.who].add_init_script(TO_SCAN)
                if stop.who == "back_again":
                    tabs[stop.who].context.add_cookies([world.site.cookie(world.back_again)])
            yield _taken(tabs[stop.who], look, stop, faults)
            faults.clear()


def _taken(page: Any, look: Look, stop: Stop, faults: list[str]) -> Picture:
    if stop.after is not None:
        stop.after()
    response = page.goto(f"/{look.language}{stop.path}")
    if stop.does is not None:
        assert response.status == 200, f"{stop.path} answers {response.status} as {stop.who}"
        stop.does(page)
    facts, scan = facts_of(page), scanned(page)
    widths = {"as it is": facts.sideways, **_at_other_sizes(page, look.size)}
    return Picture(look, stop, response.status, facts, scan, widths, list(faults))


def _at_other_sizes(page: Any, size: tuple[int, int]) -> dict[str, list[str]]:
    """What sticks out on a phone with twice the text, and on the smallest screen."""
    found = {}
    for words, wanted, text in (("twice the text", PHONE, "200%"), ("320 px", SMALLEST, "")):
        _resize(page, wanted)
        found[words] = list(page.evaluate(TEXT_SIZE, text))
    _resize(page, size)
    return found


def _resize(page: Any, size: tuple[int, int]) -> None:
    if page.viewport_size != {"width": size[0], "height": size[1]}:
        page.set_viewport_size({"width": size[0], "height": size[1]})
