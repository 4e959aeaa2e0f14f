"""Somebody who goes through a simulation with the buttons of its pages, by hand or by keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from playwright.sync_api import expect

from learning.catalogue import Module
from learning.catalogue.scenario import Scenario
from learning.simulations.models import SimulationRun, SimulationStep
from learning.simulations.path import Path, follow
from tests.browser.hands import ONWARDS
from tests.browser.keys import Keyboard
from tests.browser.site import Site
from tests.builders import rows

FLAG = 'main button[name="noticed"]'


@dataclass
class Caller:
    """A person with a phone, on the way from a lesson through a simulation. Reads the graph, not the words."""

    page: Any
    site: Site
    module: Module
    scenario: Scenario
    keys: Keyboard | None = None
    """None if they tap."""

    @property
    def lesson(self) -> str:
        """The path of the lesson's screen with the simulation, behind the language."""
        return f"/modules/{self.module.id}/lesson/{self.module.screen_of(self.scenario.id)}"

    @property
    def step(self) -> int:
        """The step at which the page stands."""
        return int(self.page.url.partition("#")[0].rsplit("/", 1)[1])

    @property
    def run(self) -> SimulationRun:
        """The run at which the page stands, as the database has it."""
        (run,) = rows(self.site.app, SimulationRun, id=UUID(self.page.url.split("/runs/")[1].split("/")[0]))
        return run  # type: ignore[no-any-return]

    @property
    def chosen(self) -> list[str]:
        """What the database has of the choices, in order."""
        steps = rows(self.site.app, SimulationStep, run_id=self.run.id)
        return [step.choice for step in sorted(steps, key=lambda step: step.step)]

    def begins(self, language: str = "vi") -> None:
        """From the lesson to the first scene, or to where the run was left."""
        self.page.goto(f"/{language}{self.lesson}")
        self.presses(f'main a[href$="/simulations/{self.scenario.id}"]')
        self.page.wait_for_url(f"**/simulations/{self.scenario.id}")
        self.presses(ONWARDS)
        self.page.wait_for_url("**/runs/**")

    def goes(self, way: Path, *, flags_at: int | None = None) -> None:
        """Take the rest of a way, and say on it that something seems wrong."""
        for taken in way.taken[self.step - 1 :]:
            assert (self.step, self.offered) == (taken.step, [choice.id for choice in taken.scene.choices])
            if taken.step == flags_at:
                self.presses(FLAG)
                expect(self.page.locator(FLAG)).to_have_count(0)
            self.chooses(taken.choice.id)
        self.page.wait_for_url("**/replay")

    @property
    def offered(self) -> list[str]:
        """The choices on the page, in order."""
        found: list[str] = self.page.locator('main button[name="choice"]').evaluate_all(
            "all => all.map(one => one.value)"
        )
        return found

    def chooses(self, choice_id: str) -> None:
        """Press a choice, and wait for what comes of it."""
        now = follow(self.scenario, [*self.chosen, choice_id])
        self.presses(f'main button[name="choice"][value="{choice_id}"]')
        where = "replay" if now.ending else f"{now.step}#now"
        self.page.wait_for_url(f"**/{where}")

    def presses(self, place: str) -> None:
        """Follow a link or press a button."""
        if self.keys is None:
            self.page.locator(place).click()
        else:
            self.keys.goes_to(place)
            self.keys.presses("Enter")
