"""“If a pupil tells you”: two taps away, for everybody, on one printed page, and nothing is stored."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from learning.accounts import sessions
from learning.classrooms.models import Classroom
from learning.db import Base, db
from tests.builders import catalogue_of, rows
from tests.cast import Person
from tests.classrooms.conftest import teacher
from tests.client import Page, Reader

GUIDE = "/help/if-a-pupil-tells-you"
SAID = {
    "vi": [
        "không phải lỗi của em",
        "không hứa giữ kín",
        "Đừng điều tra",
        "hình ảnh",
        "trên mẫu của trường",
        "cảnh sát",
    ],
    "en": [
        "not your fault",
        "can't promise to keep it secret",
        "Do not investigate",
        "images",
        "school's form",
        "police",
    ],
}


def rows_of_everything(app: Flask) -> dict[str, int]:
    with app.app_context():
        tables = Base.metadata.sorted_tables
        return {t.name: db.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def writes(page: Page) -> list[str]:
    return [statement for statement in page.deeds.statements if not statement.startswith("SELECT")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_what_to_say_and_what_to_leave(visitor: Reader, language: str) -> None:
    page = visitor.opens(f"/{language}{GUIDE}")
    assert page.status == 200
    assert [words for words in SAID[language] if words not in page.main] == []
    assert len(page.with_class("action")) == 6


def test_a_visit_leaves_no_row_no_cookie_and_no_form_behind(app: Flask, visitor: Reader, tam: Person) -> None:
    before = rows_of_everything(app)
    for reader in (visitor, tam):
        page = reader.opens(f"/vi{GUIDE}")
        assert writes(page) == []
        assert list(next(page.html.iter("main")).iter("form")) == []
    assert rows_of_everything(app) == before
    assert "Set-Cookie" not in visitor.opens(f"/vi{GUIDE}").headers


def test_it_opens_while_the_database_is_away(tam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(sessions, "current_learner", gone)
    assert tam.opens(f"/vi{GUIDE}").status == 200


def test_its_name_in_the_tab_does_not_say_what_it_is(visitor: Reader) -> None:
    assert visitor.opens(f"/vi{GUIDE}").title == "Thông tin"


def test_numbers_come_from_the_registry_and_say_that_they_wait(app: Flask, visitor: Reader) -> None:
    page = visitor.opens(f"/vi{GUIDE}")
    numbers = {entry.number: entry for entry in catalogue_of(app).help.values()}
    called = {target.removeprefix("tel:") for target in page.targets if target.startswith("tel:")}
    assert called == {"113", "115", "111"}
    for number in called:
        assert numbers[number].verified_on is not None or f"{number}: số đang chờ xác minh" in page.main


def test_it_is_two_taps_from_every_sensitive_module(app: Flask, visitor: Reader) -> None:
    """From its page: open “For teachers”, follow the link. From a screen of its lesson: get help, follow the link."""
    sensitive = [module for module in catalogue_of(app).modules.values() if module.is_sensitive]
    assert len(sensitive) >= 3
    assert f"/vi{GUIDE}" in visitor.opens("/vi/help/").targets
    for module in sensitive:
        assert f"/vi{GUIDE}" in visitor.opens(f"/vi/modules/{module.id}").targets
        assert "/vi/help/" in visitor.opens(f"/vi/modules/{module.id}/lesson/2").targets


def test_it_is_one_tap_from_a_class(app: Flask) -> None:
    hoa = teacher(app, "Phạm Thị Hoa", "hoa@example.com")
    hoa.opens("/vi/classrooms/")
    hoa.submits({"name": "6A", "band": "11-14"}, form="/classrooms/")
    [classroom] = rows(app, Classroom)
    assert hoa.opens(f"/vi/classrooms/{classroom.id}").links["Nếu một học sinh kể với thầy cô"] == f"/vi{GUIDE}"


@pytest.mark.browser
@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_prints_on_one_page_without_what_only_a_screen_needs(tab: Any, language: str) -> None:
    tab.goto(f"/{language}{GUIDE}")
    pages = PdfReader(io.BytesIO(tab.pdf(format="A4"))).pages
    assert len(pages) == 1
    text = re.sub(r"\s+", " ", pages[0].extract_text())
    assert SAID[language][0] in text
    assert tab.locator(".button--exit").first.inner_text() not in text
