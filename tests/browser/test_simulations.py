"""The simulations that are taught, on a phone: to a bad end and to a good one, replayed, and back to the lesson."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from learning.simulations.models import SimulationRun
from learning.simulations.path import Path
from tests.browser.caller import FLAG, Caller
from tests.browser.facts import TO_READ, facts_of, none_of
from tests.browser.hands import ONWARDS, press_twice
from tests.browser.keys import Keyboard
from tests.browser.languages import mixed
from tests.browser.site import Site
from tests.builders import rows
from tests.simulations.ways import longest_way, ways

pytestmark = pytest.mark.browser
OFFICER, SCHOOL, PARCEL = "officer-call", "school-rings", "parcel-call"


@pytest.fixture
def caller(site: Site, open_tab: Callable[..., Any]) -> Callable[..., Caller]:
    """`caller(OFFICER)`: a visitor on a phone who is about to try a simulation."""

    def arrives(scenario_id: str, *, by_keyboard: bool = False, **asked: Any) -> Caller:
        module = next(m for m in site.catalogue.modules.values() if scenario_id in m.scenarios)
        page = open_tab(site, **asked)
        if asked.get("scripts", True):
            page.add_init_script(TO_READ)
        keys = Keyboard(page, asked.get("scripts", True)) if by_keyboard else None
        return Caller(page, site, module, module.scenarios[scenario_id], keys)

    return arrives


def first_sign(way: Path) -> int:
    """The step with the first line that manipulates."""
    return next(taken.step for taken in way.taken if any(line.technique for line in taken.scene.says))


def expect_replay(caller: Caller, way: Path, language: str = "vi") -> None:
    """The end, every line of the way with its technique and its reason, and the way back to the lesson's screen."""
    page, ending = caller.page, way.ending
    assert ending is not None
    assert (caller.run.ending, caller.chosen) == (ending.id, [taken.choice.id for taken in way.taken])
    expect(page.locator("h1")).to_have_text(ending.title.in_(language))
    said = [line for taken in way.taken for line in taken.scene.says]
    techniques = [caller.site.catalogue.techniques[line.technique].name for line in said if line.technique]
    expect(page.locator(".replay .tone-sen")).to_have_text([name.in_(language) for name in techniques])
    expect(page.locator(".replay > li")).to_have_count(len(said) + len(way.taken))
    for text in [line.why for line in said if line.why] + [taken.choice.why for taken in way.taken]:
        expect(page.locator(".replay")).to_contain_text(re.sub(r"\{.*", "", text.in_(language)))
    caller.presses(f"{ONWARDS}[href]")
    page.wait_for_url(f"**/{language}{caller.lesson}")


def expect_clean(page: Any) -> None:
    """One language, nothing wider than the phone."""
    facts = facts_of(page)
    none_of([*mixed(facts), *facts.sideways])


def numbers(page: Any) -> list[int]:
    """The numbers in what the replay says of when they knew."""
    return [int(n) for n in re.findall(r"\d+", page.locator('section[aria-labelledby="when"] p').inner_text())]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_officer_call_to_its_bad_end_with_a_late_doubt(caller, language):
    minh = caller(OFFICER, language=language)
    way = longest_way(minh.scenario, "bad")
    late = first_sign(way) + 2
    minh.begins(language)
    expect_clean(minh.page)
    minh.goes(way, flags_at=late)
    expect_clean(minh.page)
    assert minh.run.noticed_step == late
    assert numbers(minh.page) == [late, 2]
    expect(minh.page.locator(".replay .tone-nghe")).to_have_count(1)
    expect_replay(minh, way, language)


def test_officer_call_to_a_good_end_with_the_doubt_at_the_first_sign(caller):
    minh = caller(OFFICER)
    way = longest_way(minh.scenario, "good")
    minh.begins()
    minh.goes(way, flags_at=first_sign(way))
    assert minh.run.noticed_step == first_sign(way)
    assert numbers(minh.page) == [first_sign(way)]
    expect_replay(minh, way)


def test_who_leaves_at_the_first_sign_hears_that_this_was_noticing(caller):
    minh = caller(OFFICER)
    way = next(way for way in ways(minh.scenario) if len(way.taken) == 2 and way.ending.outcome == "good")
    minh.begins()
    minh.goes(way)
    assert minh.run.noticed_step is None
    assert numbers(minh.page) == [first_sign(way)]


def test_another_way_begins_at_once_and_is_another_run(caller):
    minh = caller(OFFICER)
    way = min(ways(minh.scenario), key=lambda way: way.step)
    minh.begins()
    minh.goes(way)
    first = minh.run.id
    minh.presses('.dock button[form="again"]')
    minh.page.wait_for_url("**/runs/*/1")
    assert minh.run.id != first
    assert minh.chosen == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_genuine_call_to_a_good_end_by_keyboard(caller, scripts):
    tam = caller(SCHOOL, by_keyboard=True, scripts=scripts)
    way = longest_way(tam.scenario, "good")
    tam.begins()
    tam.goes(way)
    assert tam.run.noticed_step is None
    expect_replay(tam, way)


@pytest.mark.parametrize(("scenario_id", "outcome"), [(OFFICER, "bad"), (OFFICER, "good"), (PARCEL, "good")])
def test_every_job_is_done_without_scripts(caller, scenario_id, outcome):
    khach = caller(scenario_id, scripts=False)
    way = longest_way(khach.scenario, outcome)
    khach.begins()
    khach.goes(way, flags_at=2)
    assert khach.run.noticed_step == 2
    expect_replay(khach, way)


def test_each_step_begins_at_what_is_new(caller):
    """Where they are in the thread is seen at once: at first the situation, then their own last words."""
    for scripts in (True, False):
        minh = caller(OFFICER, scripts=scripts)
        minh.begins()
        expect(minh.page.locator("h1")).to_be_in_viewport()
        for taken in longest_way(minh.scenario, "bad").taken[:4]:
            minh.chooses(taken.choice.id)
            expect(minh.page.locator("#now")).to_be_in_viewport()
            expect(minh.page.locator("#now + li")).to_be_in_viewport()


def test_language_changed_in_the_middle_keeps_the_place(caller):
    minh = caller(OFFICER)
    way = longest_way(minh.scenario, "bad")
    minh.begins()
    for taken in way.taken[:2]:
        minh.chooses(taken.choice.id)
    run = minh.run.id
    minh.presses(".bar__close")
    minh.page.wait_for_url(f"**/vi{minh.lesson}")
    minh.presses(f'main a[href$="/simulations/{OFFICER}"]')
    minh.presses(".menu summary")
    minh.presses('.menu a[hreflang="en"]')
    minh.page.wait_for_url("**/en/**")
    minh.presses(ONWARDS)
    minh.page.wait_for_url(f"**/en/runs/{run}/3#now")
    expect_clean(minh.page)
    minh.goes(way)
    expect_replay(minh, way, "en")


def test_run_is_taken_up_after_the_browser_was_closed(caller):
    minh = caller(OFFICER)
    way = longest_way(minh.scenario, "good")
    minh.begins()
    minh.presses(FLAG)
    for taken in way.taken[:2]:
        minh.chooses(taken.choice.id)
    here = minh.page.url
    kept = [cookie for cookie in minh.page.context.cookies() if cookie["expires"] > 0]
    minh.page.context.close()
    again = caller(OFFICER, storage_state={"cookies": kept, "origins": []})
    again.begins()
    assert again.page.url == here
    again.goes(way)
    assert again.run.noticed_step == 1
    expect_replay(again, way)


def test_pressing_twice_is_one_choice(caller):
    for scripts in (True, False):
        minh = caller(OFFICER, scripts=scripts)
        minh.begins()
        first = minh.offered[-1]
        press_twice(minh.page, f'main button[value="{first}"]')
        minh.page.wait_for_url("**/2#now")
        assert minh.chosen == [first]


def test_choice_of_a_step_that_is_past_changes_nothing(caller):
    """A second tab still shows the first step; its button is pressed when the first tab has gone on."""
    minh = caller(OFFICER)
    minh.begins()
    old = minh.page.context.new_page()
    old.goto(minh.page.url)
    *_, other, taken = minh.offered
    minh.chooses(taken)
    old.locator(f'main button[value="{other}"]').click()
    old.wait_for_url("**/2#now")
    assert minh.chosen == [taken]


def test_back_and_another_choice_changes_nothing(caller):
    minh = caller(OFFICER)
    minh.begins()
    first, second, *_ = (taken.choice.id for taken in longest_way(minh.scenario, "bad").taken)
    minh.chooses(first)
    minh.chooses(second)
    minh.page.go_back()
    minh.page.wait_for_url("**/3#now")
    minh.page.go_back()
    assert minh.step == 3
    assert minh.chosen == [first, second]


def test_choice_that_the_scene_does_not_offer_changes_nothing(caller):
    """Somebody edits the page."""
    minh = caller(OFFICER)
    minh.begins()
    elsewhere = longest_way(minh.scenario, "bad").taken[-1].choice.id
    for made_up in (elsewhere, "nonsense"):
        button = minh.page.locator('main button[name="choice"]').first
        button.evaluate("(button, value) => { button.value = value; }", made_up)
        with minh.page.expect_navigation():
            button.click()
        assert (minh.step, minh.chosen) == (1, [])
    assert rows(minh.site.app, SimulationRun, learner_id=minh.run.learner_id)[0].finished_at is None
