"""Learning by the keyboard alone, with scripts and without: no pointer, no lost focus, every kind of item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hands import ONWARDS, VERDICT
from tests.browser.keys import Keyboard
from tests.browser.site import Site
from tests.builders import right_choice

pytestmark = pytest.mark.browser


@dataclass
class Reader:
    """Somebody who uses the keyboard. With scripts, every verdict must come to where the focus is."""

    page: Any
    site: Site
    scripts: bool

    def __post_init__(self) -> None:
        self.keys = Keyboard(self.page, self.scripts)

    def starts(self, home: str) -> None:
        self.page.goto(home)
        self.keys.follows('main a[href$="/start/student"]', "**/start/student")
        self.keys.follows('main a[href$="/start/student/18-22"]', "**/18-22")
        self.keys.follows('.dock button[name="choice"]', "**/attempts/*/1")
        self.hears_the_verdict()

    def reads_the_lesson(self) -> None:
        self.keys.follows(ONWARDS, "**/modules/demo")
        total = len(self.site.catalogue.modules["demo"].screens("vi"))
        for number in range(1, total + 1):
            self.keys.follows(ONWARDS, f"**/lesson/{number}")
            self.answers_the_recall()
        self.keys.follows(ONWARDS, "**/modules/demo/quiz")

    def answers_the_recall(self) -> None:
        form = self.page.locator("#recall form")
        if form.count():
            item = self.site.catalogue.items[form.locator('input[name="recall"]').input_value()]
            self.keys.fills_in(item, right_choice(item))
            self.keys.goes_to("#recall button[type=submit]")
            self.keys.presses("Enter")
            self.hears_the_verdict(focused=True)

    def takes_a_quiz_with_every_kind(self) -> None:
        learner_id = self.site.newest("practice").learner_id
        sitting = self.site.begin(learner_id, self.site.one_of_each_kind())
        self.keys.follows(ONWARDS, "**/attempts/*/1")
        for position, item in enumerate(sitting.items, 1):
            self.keys.fills_in(item, right_choice(item))
            self.keys.goes_to(ONWARDS)
            self.keys.presses("Enter")
            self.hears_the_verdict()
            where = "result" if position == len(sitting.items) else str(position + 1)
            self.keys.follows(ONWARDS, f"**/attempts/{sitting.id}/{where}")
        assert sitting.responses == [right_choice(item) for item in sitting.items]

    def hears_the_verdict(self, *, focused: bool = False) -> None:
        heading = self.page.locator(VERDICT)
        expect(heading).not_to_be_empty()
        if self.scripts or focused:
            expect(heading).to_be_focused()


@pytest.mark.parametrize(("scripts", "home"), [(True, "/vi/"), (False, "/en/")], ids=["scripts", "no scripts"])
def test_from_the_start_to_a_result_by_keyboard(
    small_site: Site, open_tab: Callable[..., Any], scripts: bool, home: str
) -> None:
    reader = Reader(open_tab(small_site, scripts=scripts), small_site, scripts)
    reader.starts(home)
    reader.reads_the_lesson()
    reader.takes_a_quiz_with_every_kind()
    expect(reader.page.locator(".result-head h1")).to_be_visible()
