"""Answering in a real browser: the back button, the other language, impatient fingers and a network that goes away."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from learning.accounts.models import Learner
from learning.items.base import ItemBase
from tests import builders
from tests.browser.hands import ONWARDS, VERDICT, answer, fill_in, press_twice
from tests.browser.site import Site
from tests.builders import SittingOf, right_choice, wrong_choice

pytestmark = pytest.mark.browser
PARTS = "fields => fields.map(field => field.name + '=' + (field.type.startsWith('select') ? '' : field.value))"
CHECKED = "fields => fields.filter(field => field.checked).map(field => field.value)"


@pytest.fixture
def khach(small_site: Site) -> Learner:
    """Khách, who learns without an account."""
    return builders.new_learner(small_site.app, band="18-22", audience="student")


@pytest.fixture
def sitting(small_site: Site, khach: Learner) -> SittingOf:
    """A quiz with one item of each kind, which Khách has just begun."""
    return small_site.begin(khach.id, small_site.one_of_each_kind())


def of_kind(sitting: SittingOf, kind: str) -> tuple[int, ItemBase]:
    """Where an item of this kind stands, and the item."""
    return next((position, item) for position, item in enumerate(sitting.items, 1) if item.kind == kind)


def posts_of(page: Any) -> list[str]:
    """The forms that the page sends from now on."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_back_after_an_answer_shows_it_answered(small_site, khach, sitting, open_tab, scripts):
    page = open_tab(small_site, as_=khach, scripts=scripts)
    page.goto(sitting.url(1))
    fill_in(page, sitting.items[0], wrong_choice(sitting.items[0]))
    page.locator(ONWARDS).click()
    verdict = page.locator(VERDICT).inner_text()
    page.locator(ONWARDS).click()
    page.wait_for_url("**/2")
    page.go_back()
    expect(page.locator(VERDICT)).to_have_text(verdict)
    expect(page.locator("#answer")).to_have_count(0)


def test_form_that_the_browser_kept_asleep_is_loaded_anew(small_site, khach, sitting, open_tab):
    """A browser may bring back a page as it was left, with a form that has been sent already."""
    page = open_tab(small_site, as_=khach)
    page.goto(sitting.url(1))
    with page.expect_navigation(url=f"**{sitting.url(1)}"):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def test_every_kind_keeps_its_order_in_the_other_language(small_site, khach, sitting, open_tab):
    page = open_tab(small_site, as_=khach, scripts=False)
    for position in range(1, len(sitting.items) + 1):
        page.goto(sitting.url(position, "vi"))
        in_vietnamese = page.locator('#answer [name^="choice"]').evaluate_all(PARTS)
        page.goto(sitting.url(position, "en"))
        assert page.locator('#answer [name^="choice"]').evaluate_all(PARTS) == in_vietnamese


def test_changing_the_language_in_mid_quiz_goes_on_at_the_same_item(small_site, khach, sitting, open_tab):
    page = open_tab(small_site, as_=khach)
    page.goto(sitting.url(1))
    answer(page, sitting.items[0], wrong_choice(sitting.items[0]))
    given = page.locator(".explained input").evaluate_all(CHECKED)
    page.locator(".bar__close").click()
    page.locator(".menu summary").click()
    page.locator('.menu a[hreflang="en"]').click()
    page.wait_for_url("**/en/modules/demo")
    page.locator('main a[href$="/quiz"]').first.click()
    page.locator(ONWARDS).click()
    page.wait_for_url(f"**{sitting.url(2, 'en')}")
    page.goto(sitting.url(1, "en"))
    assert page.locator(".explained input").evaluate_all(CHECKED) == given
    assert sitting.responses == [wrong_choice(sitting.items[0])]


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_pressing_twice_stores_one_answer(small_site, khach, sitting, open_tab, scripts):
    page = open_tab(small_site, as_=khach, scripts=scripts)
    page.goto(sitting.url(1))
    sent = posts_of(page)
    fill_in(page, sitting.items[0], right_choice(sitting.items[0]))
    press_twice(page, ONWARDS)
    assert len(small_site.responses(sitting)) == 1
    assert len(sent) == 1 or not scripts


def test_way_on_takes_no_press_just_after_the_verdict(small_site, khach, sitting, open_tab):
    """It stands where the answer was sent: the second press of a hasty finger would skip the explanation."""
    page = open_tab(small_site, as_=khach)
    page.goto(sitting.url(1))
    fill_in(page, sitting.items[0], right_choice(sitting.items[0]))
    page.locator(ONWARDS).click()
    expect(page.locator(VERDICT)).to_be_focused()
    assert page.locator(ONWARDS).evaluate("button => getComputedStyle(button).animationName") == "settle"
    page.locator(ONWARDS).click()
    page.wait_for_url("**/2")


def test_pressing_twice_at_the_first_message_makes_one_guest(small_site, open_tab):
    page = open_tab(small_site)
    page.goto("/vi/start/student/18-22")
    before = len(builders.rows(small_site.app, Learner))
    sent = posts_of(page)
    press_twice(page, '.dock button[name="choice"]')
    assert len(builders.rows(small_site.app, Learner)) == before + 1
    assert len(sent) == 1


def test_answer_without_a_network_is_kept_and_sent_once_when_it_is_back(small_site, khach, sitting, open_tab):
    page = open_tab(small_site, as_=khach, forgives="ERR_INTERNET_DISCONNECTED")
    position, item = of_kind(sitting, "multiple")
    page.goto(sitting.url(position))
    fill_in(page, item, right_choice(item))
    page.context.set_offline(True)
    page.locator(ONWARDS).click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert sorted(page.locator("#answer input").evaluate_all(CHECKED)) == sorted(right_choice(item))
    assert small_site.responses(sitting) == []
    expect(page.locator(ONWARDS)).to_be_focused()
    page.context.set_offline(False)
    page.locator(ONWARDS).click()
    expect(page.locator(VERDICT)).to_be_focused()
    assert [row.choice for row in small_site.responses(sitting)] == [right_choice(item)]


def test_answer_that_is_missing_is_asked_for_where_the_focus_goes(small_site, khach, sitting, open_tab):
    page = open_tab(small_site, as_=khach)
    for position, item in enumerate(sitting.items, 1):
        if item.kind != "order":  # with scripts every row always has its place
            page.goto(sitting.url(position))
            page.locator(ONWARDS).click()
            expect(page.locator("#answer-error")).to_be_focused()
