"""The main job, in a real browser on a phone: from the first worry to a certificate that anyone can check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from learning.progress.models import ModuleCompletion
from tests.browser.hands import CHECK, ONWARDS, VERDICT, answer, fill_in, recall_asked
from tests.browser.site import Site
from tests.builders import PASSWORD, earned_certificate, new_learner, right_choice, rows

pytestmark = pytest.mark.browser
NAME = "Nguyễn Thị Hồng Phượng"


@dataclass
class Student:
    """Phượng, 20, with a cheap phone and no account. Knows of the platform what its pages show."""

    page: Any
    site: Site
    taps: int = 0

    def taps_on(self, place: str) -> None:
        self.page.locator(place).tap()
        self.taps += 1

    def says_who_she_is(self) -> None:
        self.page.goto("/")
        self.taps_on('main a[href$="/start/student"]')
        self.taps_on('main a[href$="/start/student/18-22"]')

    def judges_a_first_message(self) -> None:
        self.taps_on('.dock button[name="choice"] >> nth=0')
        expect(self.page.locator(VERDICT)).to_be_visible()
        self.sitting = self.site.sitting_at(self.page.url)

    def opens_the_module(self) -> None:
        self.taps_on(ONWARDS)
        self.page.wait_for_url("**/modules/*")
        self.module = self.site.catalogue.modules[self.page.url.rsplit("/", 1)[1]]

    def reads_the_lesson(self) -> None:
        """Every screen, and the right answer to every recall, until the quiz comes."""
        self.taps_on(ONWARDS)
        self.page.wait_for_url("**/lesson/1")
        while "/lesson/" in self.page.url:
            self._answers_the_recall()
            here = self.page.url
            self.taps_on(ONWARDS)
            expect(self.page).not_to_have_url(here)

    def _answers_the_recall(self) -> None:
        item = recall_asked(self.page, self.module)
        if item is not None:
            fill_in(self.page, item, right_choice(item))
            self.page.locator(CHECK).tap()
            expect(self.page.locator(VERDICT)).to_be_focused()

    def passes_the_quiz(self) -> None:
        self.page.wait_for_url("**/quiz")
        self.taps_on(ONWARDS)
        self._begins()
        for position, item in enumerate(self.sitting.items, 1):
            answer(self.page, item, right_choice(item))
            self._goes_on_from(position)

    def has_done_the_other_modules(self) -> None:
        """On other days, which a test need not live through."""
        course = self._course()
        self.site.complete_but(self.sitting.learner_id, course, self.module.id)

    def passes_the_final_check(self) -> None:
        self.taps_on(ONWARDS)
        self.page.wait_for_url(f"**/courses/{self._course().id}")
        self.page.locator('form[action$="/check"] button').tap()
        self._begins()
        for position, item in enumerate(self.sitting.items, 1):
            fill_in(self.page, item, right_choice(item))
            self._goes_on_from(position)

    def signs_up(self, name: str) -> None:
        self.taps_on(ONWARDS)
        for field, value in (("name", name), ("login", f"phuong-{self.sitting.id.hex[:12]}"), ("password", PASSWORD)):
            self.page.locator(f"#{field}").fill(value)
        expect(self.page.locator('input[value="18-22"]')).to_be_checked()
        self.page.locator("main form button[type=submit]").tap()
        self.page.wait_for_url("**/my-learning")

    def downloads_the_certificate(self) -> str:
        """The words of the PDF."""
        link = self.page.locator('main a[href$=".pdf"]').get_attribute("href")
        response = self.page.request.get(link)
        assert response.headers["content-type"] == "application/pdf"
        return " ".join(PdfReader(BytesIO(response.body())).pages[0].extract_text().split())

    @property
    def page_to_show_others(self) -> str:
        return str(self.page.locator('main a[href*="/certificates/KMM-"]:not([href$=".pdf"])').get_attribute("href"))

    def _begins(self) -> None:
        self.page.wait_for_url("**/attempts/*/1")
        self.sitting = self.site.sitting_at(self.page.url)

    def _goes_on_from(self, position: int) -> None:
        is_last = position == len(self.sitting.items)
        self.taps_on(ONWARDS)
        self.page.wait_for_url(f"**/{'result' if is_last else position + 1}")

    def _course(self) -> Any:
        courses = self.site.catalogue.courses.values()
        return next(c for c in courses if (c.about.audience, c.about.band) == ("student", "18-22"))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_from_the_home_page_to_a_certificate_that_a_stranger_can_check(
    site: Site, open_tab: Callable[..., Any], language: str
) -> None:
    phuong = Student(open_tab(site, language=language, has_touch=True, is_mobile=True), site)
    phuong.says_who_she_is()
    phuong.judges_a_first_message()
    assert phuong.taps == 3
    phuong.opens_the_module()
    phuong.reads_the_lesson()
    phuong.passes_the_quiz()
    assert rows(site.app, ModuleCompletion, learner_id=phuong.sitting.learner_id)[0].completed_at
    phuong.has_done_the_other_modules()
    phuong.passes_the_final_check()
    phuong.signs_up(NAME)
    code = phuong.page_to_show_others.rsplit("/", 1)[1]
    words = phuong.downloads_the_certificate()
    assert NAME in words
    assert code in words
    stranger = open_tab(site, language=language)
    stranger.goto(phuong.page_to_show_others)
    expect(stranger.locator(".verdict.tone-la")).to_be_visible()
    expect(stranger.locator("main")).to_contain_text(NAME)
    assert stranger.url.startswith(f"{site.url}/{language}/")


def test_a_stranger_sees_only_the_initials_of_a_minor(site: Site, open_tab: Callable[..., Any]) -> None:
    minh = new_learner(site.app, name="Nguyễn Đức Minh", login="minhduc2014", band="11-14", audience="student")
    code = earned_certificate(site.app, minh.id)
    stranger = open_tab(site)
    stranger.goto("/vi/certificates/")
    stranger.locator("#code").fill(code.lower().replace("-", " "))
    stranger.locator("main form button").click()
    expect(stranger.locator(".verdict.tone-la")).to_be_visible()
    expect(stranger.locator("main")).to_contain_text("N. Đ. M.")
    expect(stranger.locator("main")).not_to_contain_text("Minh")
