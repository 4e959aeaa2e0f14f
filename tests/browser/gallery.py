"""A walk through every page in every state, in one language, one colour scheme and on one size of screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from tests.browser.facts import TO_SCAN, Facts, begin_scan, end_scan, facts_of
from tests.browser.stops import Stop
from tests.browser.tabs import PHONE, SMALLEST, opened, watch
from tests.browser.world import World

TEXT_SIZE = "size => { document.documentElement.style.fontSize = size; return sideways(); }"


@dataclass(frozen=True)
class Look:
    """How a page is looked at."""

    language: str
    theme: str
    size: tuple[int, int]


@dataclass
class Picture:
    """What one page in one state was found to be."""

    look: Look
    stop: Stop
    status: int
    facts: Facts
    scan: list[str] = field(default_factory=list)
    sticking_out: dict[str, list[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    """What the browser complained of."""

    def __str__(self) -> str:
        return f"/{self.look.language}{self.stop.path} ({self.look.theme}, as {self.stop.who})"


@dataclass
class Tab:
    """A tab, and what the browser has complained of in it."""

    page: Any
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        watch(self.page, self.faults)

    def arrive(self, look: Look, stop: Stop) -> Picture:
        """Open the page, bring it into its state, and let axe begin."""
        if stop.after is not None:
            stop.after()
        self.faults.clear()
        response = self.page.goto(f"/{look.language}{stop.path}")
        if stop.does is not None:
            assert response.status == 200, f"{stop.path} answers {response.status} as {stop.who}"
            stop.does(self.page)
        picture = Picture(look, stop, response.status, facts_of(self.page))
        begin_scan(self.page)
        return picture

    def finish(self, picture: Picture) -> Picture:
        """Wait for axe, then look at the page on other screens."""
        picture.scan = end_scan(self.page)
        picture.sticking_out["as it is"] = picture.facts.sideways
        for words, size, text in (("twice the text", PHONE, "200%"), ("320 px", SMALLEST, "")):
            self._resize(size)
            picture.sticking_out[words] = self.page.evaluate(TEXT_SIZE, text)
        self._resize(picture.look.size)
        picture.faults = list(self.faults)
        return picture

    def _resize(self, size: tuple[int, int]) -> None:
        if self.page.viewport_size != {"width": size[0], "height": size[1]}:
            self.page.set_viewport_size({"width": size[0], "height": size[1]})


def walked(browser: Any, world: World, look: Look, stops: Iterable[Stop]) -> Iterator[Picture]:
    """Go to every stop. Each person has two tabs: while axe looks at one page, the next one opens beside it."""
    with ExitStack() as stack:
        tabs: dict[str, Iterator[Tab]] = {}
        waiting: tuple[Tab, Picture] | None = None
        for stop in stops:
            if stop.who not in tabs:
                tabs[stop.who] = cycle(_two_tabs(stack, browser, world, look, stop.who))
            tab = next(tabs[stop.who])
            arrived = tab, tab.arrive(look, stop)
            if waiting is not None:
                yield waiting[0].finish(waiting[1])
            waiting = arrived
        if waiting is not None:
            yield waiting[0].finish(waiting[1])


def _two_tabs(stack: ExitStack, browser: Any, world: World, look: Look, who: str) -> list[Tab]:
    looks = {
        "size": look.size,
        "language": look.language,
        "theme": look.theme,
        "reduced_motion": "reduce",
        "faults": [],
    }
    page = stack.enter_context(opened(browser, world.site, as_=world.person(who), **looks))
    page.context.add_init_script(TO_SCAN)
    if who == "back_again":
        page.context.add_cookies([world.site.cookie(world.back_again)])
    return [Tab(page), Tab(page.context.new_page())]
