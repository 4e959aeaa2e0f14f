"""A module of each audience, from the course's page to the result, on a phone: whole, clean and in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import expect

from learning.accounts.models import Learner
from learning.catalogue import Course, Module
from learning.items.base import Choice, ItemBase
from learning.progress.models import ModuleCompletion
from tests.browser.facts import TO_READ, facts_of, none_of
from tests.browser.hands import CHECK, ONWARDS, SETTLE, VERDICT, fill_in, recall_asked
from tests.browser.keys import Keyboard
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
    scripts: bool = True
    faults: list[str] = field(default_factory=list)

    def opens(self, course: Course, module: Module) -> None:
        self.page.goto(f"/{self.language}/courses/{course.id}")
        self.looks()
        self.presses(f'main .rows a[href$="/modules/{module.id}"]')
        self.page.wait_for_url(f"**/modules/{module.id}")
        self.looks()

    def reads(self, module: Module) -> None:
        """Every screen with its recall, up to the quiz."""
        for number, screen in enumerate(module.screens(self.language), 1):
            self.goes_on(f"**/lesson/{number}")
            expect(self.page.locator("h1")).to_have_text(screen.title)
            self.looks()
            item = recall_asked(self.page, module)
            if item is not None:
                self.answers(item, right_choice(item), CHECK, focused=True)
        self.goes_on("**/quiz")
        self.looks()

    def takes_the_quiz(self) -> Learner:
        """Right but for one."""
        self.goes_on("**/attempts/*/1")
        sitting = self.site.sitting_at(self.page.url)
        for position, item in enumerate(sitting.items, 1):
            self.looks()
            choose = wrong_choice if position == WRONG else right_choice
            self.answers(item, choose(item), ONWARDS, focused=self.scripts)
            self.goes_on("**/result" if position == len(sitting.items) else f"**/{position + 1}")
        self.looks()
        (learner,) = rows(self.site.app, Learner, id=sitting.learner_id)
        return learner  # type: ignore[no-any-return]

    def answers(self, item: ItemBase, choice: Choice, button: str, *, focused: bool) -> None:
        """Fill in and send; the verdict is there, and where the focus is if it came by a script or a fragment."""
        self.fills_in(item, choice)
        self.presses(button)
        expect(self.page.locator(VERDICT)).not_to_be_empty()
        if focused:
            expect(self.page.locator(VERDICT)).to_be_focused()
        if self.scripts:
            self.page.evaluate(SETTLE)
        self.looks()

    def goes_on(self, to: str) -> None:
        self.presses(ONWARDS)
        self.page.wait_for_url(to)

    def presses(self, place: str) -> None:
        self.page.locator(place).click()

    def fills_in(self, item: ItemBase, choice: Choice) -> None:
        fill_in(self.page, item, choice)

    def looks(self) -> None:
        """One heading, one language, nothing wider than the phone."""
        facts = facts_of(self.page)
        self.faults += [f"{facts.url}: {fault}" for fault in (*mixed(facts), *facts.sideways)]
        if (facts.lang, facts.language, facts.headings) != (self.language, self.language, 1):
            self.faults += [f"{facts.url} is in {facts.lang!r} and has {facts.headings} headings"]


class WalkerByKeyboard(Walker):
    """The same without a pointer."""

    @property
    def keys(self) -> Keyboard:
        return Keyboard(self.page, self.scripts)

    def presses(self, place: str) -> None:
        self.keys.goes_to(place)
        self.keys.presses("Enter")

    def fills_in(self, item: ItemBase, choice: Choice) -> None:
        self.keys.fills_in(item, choice)


@pytest.fixture
def walker(site: Site, open_tab: Callable[..., Any]) -> Callable[..., Walker]:
    """`walker("vi")`: a visitor on a phone, who becomes a guest with the quiz."""

    def arrives(language: str, kind: type[Walker] = Walker, *, scripts: bool = True, **asked: Any) -> Walker:
        page = open_tab(site, language=language, scripts=scripts, reduced_motion="reduce", **asked)
        page.add_init_script(TO_READ)
        return kind(page, site, language, scripts)

    return arrives


def learns(walker: Walker, course: Course, module: Module) -> Learner:
    """From the course's page to the result; the module is then done and every page was clean."""
    walker.opens(course, module)
    walker.reads(module)
    learner = walker.takes_the_quiz()
    none_of(walker.faults)
    (reached,) = rows(walker.site.app, ModuleCompletion, learner_id=learner.id)
    assert reached.completed_at
    return learner


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("audience", "band"), AUDIENCES)
def test_module_is_learned_from_its_first_page_to_the_result(site, walker, audience, band, language):
    """In Vietnamese by a visitor, in English by a guest, whose place is kept."""
    course, module = taught(site)[audience, band]
    guest = None if language == "vi" else new_learner(site.app, audience=audience, band=band)
    learner = learns(walker(language, as_=guest), course, module)
    (reached,) = rows(site.app, ModuleCompletion, learner_id=learner.id)
    assert reached.screen == (0 if guest is None else len(module.screens(language)))
    assert guest is None or learner.id == guest.id


@pytest.mark.parametrize(("language", "kind"), [("vi", Walker), ("en", WalkerByKeyboard)], ids=["taps", "keyboard"])
def test_module_is_learned_without_scripts(site, walker, language, kind):
    learns(walker(language, kind, scripts=False), *taught(site)["parent", "adult"])


def test_module_is_learned_by_keyboard_alone(site, walker):
    learns(walker("vi", WalkerByKeyboard), *taught(site)["student", "11-14"])
