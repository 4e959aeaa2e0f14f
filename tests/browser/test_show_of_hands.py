"""On the projector: by keyboard, without scripts, to be read from the back row, and nothing scrolls away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from learning import clock
from learning.accounts.models import Learner
from learning.classrooms import classes
from learning.db import db, writing
from tests import builders
from tests.browser.site import Site
from tests.browser.tabs import DESK, PHONE

pytestmark = pytest.mark.browser
PROJECTOR = (1024, 768)
BACK_ROW = 20
"""CSS pixels of the smallest letters of an option on a projector of 768 lines: one line in 38."""


@dataclass(frozen=True)
class Classroom:
    """Cô Lan's class 7B, without pupils: a show of hands needs none."""

    teacher: Learner
    id: UUID
    module_id: str


@pytest.fixture(scope="module")
def class_7b(site: Site) -> Classroom:
    now = clock.now()
    known = {"band": "adult", "audience": "teacher", "email_confirmed_at": now}
    lan = builders.new_learner(site.app, name="Vũ Thị Lan", login="lan.7b@example.com", **known)
    with site.app.app_context(), writing():
        room = classes.create(lan, "7B", "11-14", now=now)
        db.session.commit()
        return Classroom(lan, room.id, next(m.id for m in site.catalogue.modules.values() if not m.is_sensitive))


def begins(tab: Any, room: Classroom) -> str:
    """Begin a round of its own for this test; the address of its first question without the number."""
    tab.goto(f"/vi/classrooms/{room.id}/hands?module={room.module_id}")
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url("**/hands/*/1*")
    return str(tab.url).removesuffix("1")


def test_a_teacher_counts_and_goes_on_without_touching_the_mouse(
    site: Site, class_7b: Classroom, open_tab: Any
) -> None:
    tab = open_tab(site, as_=class_7b.teacher, size=PROJECTOR)
    url = begins(tab, class_7b)
    for position in (1, 2):
        tab.wait_for_url(f"{url}{position}")
        boxes = tab.locator(".hands__box").count()
        for n in range(boxes):
            tab.keyboard.type(str(10 + n))
            tab.keyboard.press("Tab" if n < boxes - 1 else "Enter")
        tab.locator(".hands__part--right").wait_for()
        assert f"10 trên {sum(10 + n for n in range(boxes))} cánh tay" in tab.locator("main").inner_text()
        tab.keyboard.press("Enter")
    tab.wait_for_url(f"{url}3")


def test_it_works_without_scripts(site: Site, class_7b: Classroom, open_tab: Any) -> None:
    tab = open_tab(site, as_=class_7b.teacher, scripts=False)
    url = begins(tab, class_7b)
    tab.goto(f"{url}1?correct=1")
    tab.locator(".hands__box").first.fill("hai")
    tab.locator(".dock button").click()
    assert tab.locator("#errors").count() == 1
    assert tab.locator(".hands__box").first.input_value() == "hai"
    tab.locator(".hands__box").first.fill("2")
    tab.locator(".dock button").click()
    assert tab.locator(".hands__part--right").count() == 1


@pytest.mark.parametrize("size", [PROJECTOR, DESK])
def test_options_can_be_read_from_the_back_row_and_the_page_begins_at_its_top(
    site: Site, class_7b: Classroom, open_tab: Any, size: tuple[int, int]
) -> None:
    tab = open_tab(site, as_=class_7b.teacher, size=size)
    url = begins(tab, class_7b)
    for position in range(1, 7):
        for path in (f"{url}{position}?correct=1", f"{url}{position}"):
            tab.goto(path)
            sizes = tab.eval_on_selector_all(
                ".hands__words", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
            )
            assert min(sizes) >= BACK_ROW
            assert tab.evaluate("scrollY") == 0
            assert tab.locator(".question").is_visible()


def test_on_a_phone_the_letters_are_as_large_as_everywhere(site: Site, class_7b: Classroom, open_tab: Any) -> None:
    tab = open_tab(site, as_=class_7b.teacher, size=PHONE)
    tab.goto(begins(tab, class_7b) + "1")
    assert tab.evaluate("getComputedStyle(document.documentElement).fontSize") == "16px"
