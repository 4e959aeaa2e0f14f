"""A new teacher's first hour: an account, a class of 45, cards, five pupils on phones, and what the page then says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from learning.accounts import identity
from learning.accounts.models import Learner
from learning.classrooms.models import Pupil
from learning.items.base import Choice
from tests.browser.hands import ONWARDS, answer
from tests.browser.site import Site
from tests.browser.tabs import DESK
from tests.builders import PASSWORD, right_choice, rows, wrong_choice

pytestmark = pytest.mark.browser
FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hoa", "Khánh", "Linh", "Minh")
NAMES = [f"{family} Thị {given}" for family in FAMILIES for given in GIVEN]
EMAIL = "co.hoa.journey@example.com"
MODULE = "passwords-otp-2fa"


class Teacher:
    """Cô Hoa, with an old laptop. Knows of the platform what its pages show."""

    def __init__(self, page: Any, site: Site) -> None:
        self.page, self.site = page, site

    def clicks(self, place: str) -> None:
        self.page.locator(place).first.click()

    def makes_an_account(self) -> None:
        self.page.goto("/vi/")
        self.clicks('main a[href$="/teachers"]')
        self.clicks('main a[href*="/sign-up"]')
        for field, value in (("name", "Phạm Thị Hoa"), ("login", EMAIL), ("password", PASSWORD)):
            self.page.locator(f"#{field}").fill(value)
        self.page.locator('input[name="band"][value="adult"]').check()
        self.clicks("main form button[type=submit]")
        expect(self.page.locator("main")).to_contain_text(EMAIL)

    def confirms_the_address(self) -> None:
        """By the link in the letter; tests/accounts sends it through a real mail server."""
        with self.site.app.app_context():
            (hoa,) = rows(self.site.app, Learner, login=EMAIL)
            token = identity.token_for(hoa, "confirm", identity.signing_keys(self.site.app.config))
        self.page.goto(f"/vi/confirm/{token}")
        self.clicks("main form button[type=submit]")
        self.page.wait_for_url("**/classrooms/")

    def makes_a_class(self, names: list[str]) -> None:
        self.page.locator("#name").fill("6A")
        self.page.locator('input[name="band"][value="11-14"]').check()
        self.clicks("main form button[type=submit]")
        self.page.locator("#names").fill("\n".join(names))
        self.clicks("main form button[type=submit]")
        expect(self.page.locator("main tbody tr")).to_have_count(len(names))
        self.clicks(".dock button")
        self.page.wait_for_url("**/pupils")
        self.class_url = self.page.url.removesuffix("/pupils")

    def prints_the_cards(self) -> list[str]:
        """Where the QR code of each card leads."""
        form = self.page.locator('form[action$="/cards.pdf"]').first
        token = form.locator('input[name="csrf_token"]').get_attribute("value")
        sheet = self.page.request.post(str(form.get_attribute("action")), form={"csrf_token": str(token)})
        assert sheet.headers["content-type"] == "application/pdf"
        pages = PdfReader(io.BytesIO(sheet.body())).pages
        links = [note.get_object() for page in pages for note in page.get("/Annots", [])]
        return [link["/A"]["/URI"] for link in links]

    def assigns(self, module_id: str) -> None:
        self.page.goto(self.class_url)
        self.clicks('main a[href$="/assignments"]')
        self.page.locator(f'input[name="modules"][value="{module_id}"]').first.check()
        self.clicks("#assign button[type=submit]")
        self.page.wait_for_url("**/classrooms/*-*")

    def reads_the_matrix(self) -> dict[str, str]:
        """Each pupil's cell, in the words that a screen reader says."""
        self.page.goto(self.class_url)
        lines = self.page.locator("table.table--matrix tbody tr")
        return dict(zip(self._texts(lines.locator("th")), self._texts(lines.locator("td")), strict=True))

    def downloads_the_table(self) -> dict[str, str]:
        """The same out of the file."""
        link = self.page.locator('a[href$="/progress.csv"]').get_attribute("href")
        table = csv.reader(io.StringIO(self.page.request.get(str(link)).body().decode("utf-8-sig")))
        return {line[0]: _said(line[3]) for line in list(table)[1:]}

    def _texts(self, cells: Any) -> list[str]:
        return [_said(text) for text in cells.all_text_contents()]


def _said(text: str) -> str:
    """The words alone: what a page sets apart by a line, a file sets apart by a comma."""
    return " ".join(text.replace(",", " ").split())


class PupilOnAPhone:
    """A pupil with a card and a phone."""

    def __init__(self, page: Any, site: Site) -> None:
        self.page, self.site = page, site

    def comes_in_by(self, card: str) -> None:
        self.page.goto(card)
        self.page.locator("main form button").tap()
        self.page.wait_for_url("**/my-learning")

    def does(self, module_id: str, choose: Callable[[Any], Choice], *, reads: bool) -> None:
        self.page.locator(f'main a[href$="/modules/{module_id}"]').first.tap()
        if reads:
            self.page.locator(ONWARDS).tap()
            self.page.wait_for_url("**/lesson/1")
        self.page.goto(f"/vi/modules/{module_id}/quiz")
        self.page.locator(ONWARDS).tap()
        self.page.wait_for_url("**/attempts/*/1")
        items = self.site.sitting_at(self.page.url).items
        for position, item in enumerate(items, 1):
            answer(self.page, item, choose(item))
            self.page.locator(ONWARDS).tap()
            self.page.wait_for_url("**/result" if position == len(items) else f"**/{position + 1}")


def test_from_a_new_account_to_a_class_that_says_who_needs_help(site: Site, open_tab: Callable[..., Any]) -> None:
    hoa = Teacher(open_tab(site, size=DESK), site)
    hoa.makes_an_account()
    hoa.confirms_the_address()
    hoa.makes_a_class(NAMES)
    cards = hoa.prints_the_cards()
    assert len(set(cards)) == len(NAMES)
    hoa.assigns(MODULE)
    assert set(hoa.reads_the_matrix().values()) == {"Chưa bắt đầu"}
    done, stuck = cards[:2], cards[2:5]
    for card in done + stuck:
        pupil = PupilOnAPhone(open_tab(site, has_touch=True, is_mobile=True), site)
        pupil.comes_in_by(card)
        pupil.does(MODULE, right_choice if card in done else wrong_choice, reads=card == cards[0])
    matrix = hoa.reads_the_matrix()
    assert sorted(matrix) == sorted(NAMES)
    assert sum(cell.startswith("Đã xong") for cell in matrix.values()) == len(done)
    helpless = [name for name, cell in matrix.items() if "cần giúp" in cell]
    assert len(helpless) == len(stuck)
    nicknames = {p.nickname for p in rows(site.app, Pupil)}
    steps = hoa.page.locator("[aria-labelledby=next]").inner_text()
    assert all(any(nickname in steps for nickname in nicknames if name.endswith(nickname)) for name in helpless)
    assert hoa.downloads_the_table() == matrix
