"""A module of each audience, from the course's page to the result, on a phone: whole, clean and in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from learning.accounts.models import Learner
from learning.catalogue import Course, Module
from learning.progress.models import ModuleCompletion
from tests.browser.facts import TO_READ, facts_of, none_of
from tests.browser.hands import ONWARDS, answer, answer_recall
from tests.browser.languages import mixed
from tests.browser.site import Site
from tests.builders import new_learner, right_choice, rows, wrong_choice

pytestmark = pytest.mark.browser
AUDIENCES = [
    ("student", "6-10"),
    ("student", "11-14"),
    ("student", "15-17"),
    ("student", "18-22"),
    ("parent", "adult"),
    ("teacher", "adult"),
]
WRONG = 2
"""The question that is answered wrongly."""


def taught(site: Site) -> dict[tuple[str, str], tuple[Course, Module]]:
    """The course of each audience, with the first module in it that no earlier one begins with."""
    courses = {(c.about.audience, c.about.band): c for c in site.catalogue.courses.values()}
    found: dict[tuple[str, str], tuple[Course, Module]] = {}
    for audience in AUDIENCES:
        seen = [module for _, module in found.values()]
        found[audience] = courses[audience], next(m for m in courses[audience].modules if m not in seen)
    return found


@dataclass
class Walker:
    """Somebody who goes through a module and looks at every page on the way."""

    page: Any
    site: Site
    language: str
    faults: list[str] = field(default_factory=list)

    def opens(self, course: Course, module: Module) -> None:
        self.page.goto(f"/{self.language}/courses/{course.id}")
        self.looks()
        self.page.locator(f'main .rows a[href$="/modules/{module.id}"]').click()
        self.page.wait_for_url(f"**/modules/{module.id}")
        self.looks()

    def reads(self, module: Module) -> None:
        """Every screen with its recall, up to the quiz."""
        screens = module.screens(self.language)
        for number, screen in enumerate(screens, 1):
            self.goes_on(f"**/lesson/{number}")
            expect(self.page.locator("h1")).to_have_text(screen.title)
            self.looks()
            answer_recall(self.page, module)
            self.looks()
        self.goes_on("**/quiz")
        self.looks()

    def takes_the_quiz(self) -> Learner:
        """Right but for one."""
        self.goes_on("**/attempts/*/1")
        sitting = self.site.sitting_at(self.page.url)
        for position, item in enumerate(sitting.items, 1):
            self.looks()
            answer(self.page, item, wrong_choice(item) if position == WRONG else right_choice(item))
            self.looks()
            self.goes_on("**/result" if position == len(sitting.items) else f"**/{position + 1}")
        self.looks()
        (learner,) = rows(self.site.app, Learner, id=sitting.learner_id)
        return learner  # type: ignore[no-any-return]

    def goes_on(self, to: str) -> None:
        self.page.locator(ONWARDS).click()
        self.page.wait_for_url(to)

    def looks(self) -> None:
        """One heading, one language, nothing wider than the phone."""
        facts = facts_of(self.page)
        self.faults += [f"{facts.url}: {fault}" for fault in (*mixed(facts), *facts.sideways)]
        if (facts.lang, facts.language, facts.headings) != (self.language, self.language, 1):
            self.faults += [f"{facts.url} is in {facts.lang!r} and has {facts.headings} headings"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("audience", "band"), AUDIENCES)
def test_module_is_learned_from_its_first_page_to_the_result(
    site: Site, open_tab: Callable[..., Any], audience: str, band: str, language: str
) -> None:
    """In Vietnamese by a visitor, who becomes a guest with the quiz; in English by a guest, whose place is kept."""
    course, module = taught(site)[audience, band]
    guest = None if language == "vi" else new_learner(site.app, audience=audience, band=band)
    walker = Walker(open_tab(site, as_=guest, language=language, reduced_motion="reduce"), site, language)
    walker.page.add_init_script(TO_READ)
    walker.opens(course, module)
    walker.reads(module)
    learner = walker.takes_the_quiz()
    (reached,) = rows(site.app, ModuleCompletion, learner_id=learner.id)
    assert reached.completed_at
    assert reached.screen == (0 if guest is None else len(module.screens(language)))
    if guest is not None:
        assert learner.id == guest.id
    none_of(walker.faults)
