"""Answering: what is acknowledged is stored once, and the address of an item always shows the truth."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from learning.catalogue.versions import version_of
from learning.quiz.models import Attempt, ItemVersion, Response
from tests.builders import SittingOf, form_of, right_choice, rows, wrong_choice
from tests.cast import Person
from tests.client import Reader
from tests.conftest import SMALL_COURSES

pytestmark = pytest.mark.storage


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


def test_three_taps_lead_a_visitor_to_a_verdict_and_make_a_guest(visitor: Reader) -> None:
    visitor.opens("/vi/")
    visitor.opens("/vi/start/student")
    visitor.opens("/vi/start/student/18-22")
    page = visitor.submits(button="genuine")
    assert "/attempts/" in page.url
    assert page.with_class("feedback")


def test_button_says_whether_a_quiz_is_taken_up(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    assert "Bắt đầu" in minh.opens("/vi/modules/demo/quiz").main
    sitting = sitting_of(minh, "demo")
    assert "Làm tiếp" in minh.opens("/vi/modules/demo/quiz").main
    minh.answers_all(sitting)
    assert "Bắt đầu" in minh.opens("/vi/modules/demo/quiz").main


def test_same_answer_sent_twice_is_stored_once(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    item = sitting.items[0]
    minh.answers(sitting, 1, right_choice(item))
    page = minh.answers(sitting, 1, right_choice(item))
    assert sitting.responses == [right_choice(item)]
    assert page.with_class("feedback--right")


def test_second_answer_to_an_item_changes_nothing(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    item = sitting.items[0]
    minh.answers(sitting, 1, wrong_choice(item))
    minh.posts(sitting.url(1), form_of(item, right_choice(item)))
    assert sitting.responses == [wrong_choice(item)]


def test_every_answer_is_explained_right_or_wrong(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    for position, item in enumerate(sitting.items, 1):
        choose = right_choice if position % 2 else wrong_choice
        page = minh.answers(sitting, position, choose(item))
        assert page.with_class("feedback"), item.id


def test_refused_answer_keeps_what_was_chosen_and_stores_nothing(
    minh: Person, sitting_of: Callable[..., SittingOf]
) -> None:
    sitting = sitting_of(minh, "demo")
    for position, item in enumerate(sitting.items, 1):
        page = minh.opens(sitting.url(position))
        page = minh.submits()
        assert page.status == 422, item.kind
        assert sitting.responses == []


def test_leaving_and_coming_back_goes_on_at_the_same_question(minh: Person) -> None:
    sitting = minh.begins_quiz("demo")
    minh.answers(sitting, 1)
    assert minh.begins_quiz("demo").id == sitting.id
    assert minh.page is not None
    assert minh.page.url == sitting.url(2)


def test_switching_the_language_keeps_item_and_order(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    for position in range(1, len(sitting.items) + 1):
        vi = minh.opens(sitting.url(position)).form(sitting.url(position)).values
        en = minh.opens(sitting.url(position, "en")).form(sitting.url(position, "en")).values
        assert list(vi) == list(en)


def test_finished_quiz_shows_its_result_and_completes_the_module(minh: Person) -> None:
    sitting = minh.begins_quiz("demo")
    minh.answers_all(sitting)
    assert sitting.finished_at is not None
    assert minh.opens(sitting.result_url).status == 200
    assert minh.opens("/vi/my-learning").with_class("mark--done")


def test_result_of_an_unfinished_attempt_leads_to_its_next_item(minh: Person) -> None:
    sitting = minh.begins_quiz("demo")
    assert minh.opens(sitting.result_url).url == sitting.url(1)


def test_retake_prefers_items_not_yet_seen(minh: Person) -> None:
    first = minh.begins_quiz("demo")
    minh.answers_all(first)
    second = minh.begins_quiz("demo")
    both = {item.id for item in first.items} | {item.id for item in second.items}
    assert len(both) >= 12


def test_two_last_answers_at_once_finish_the_attempt_once(
    app: Flask, minh: Person, sitting_of: Callable[..., SittingOf]
) -> None:
    sitting = sitting_of(minh, "demo")
    size = len(sitting.items)
    for position in range(1, size - 1):
        minh.answers(sitting, position)
    devices = [minh.on_another_device(), minh.on_another_device()]
    forms = [form_of(sitting.items[n], right_choice(sitting.items[n])) for n in (size - 2, size - 1)]
    tokens = [device.token() for device in devices]

    def send(n: int) -> None:
        data = {**forms[n], "csrf_token": tokens[n]}
        devices[n].browser.post(sitting.url(size - 1 + n), data=data)

    threads = [threading.Thread(target=send, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sitting.responses) == size
    assert sitting.finished_at is not None


def test_old_attempt_shows_an_item_as_it_was(app: Flask, minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    stored = {row.version for row in rows(app, ItemVersion)}
    assert {version_of(item) for item in sitting.items} <= stored


def test_strangers_attempt_does_not_exist(
    app: Flask, minh: Person, tam: Person, sitting_of: Callable[..., SittingOf]
) -> None:
    sitting = sitting_of(minh, "demo")
    item = sitting.items[0]
    assert tam.opens(sitting.url(1)).status == 404
    assert tam.posts(sitting.url(1), form_of(item, right_choice(item))).status == 404
    assert tam.opens(sitting.result_url).status == 404
    assert rows(app, Response) == []


def test_visitor_is_asked_to_sign_in_for_an_attempt(
    visitor: Reader, minh: Person, sitting_of: Callable[..., SittingOf]
) -> None:
    assert "/sign-in" in visitor.opens(sitting_of(minh, "demo").url(1)).url


def test_fragment_for_scripts_holds_the_same_verdict(minh: Person, sitting_of: Callable[..., SittingOf]) -> None:
    sitting = sitting_of(minh, "demo")
    minh.opens(sitting.url(1))
    fields = form_of(sitting.items[0], right_choice(sitting.items[0]))
    page = minh.submits(fields, headers={"X-Fragment": "main"})
    assert page.status == 200
    assert not page.is_whole
    assert "feedback--right" in page.body


def test_quiz_of_a_visitor_makes_one_guest_and_one_attempt(app: Flask, visitor: Reader) -> None:
    visitor.opens("/en/modules/demo/quiz")
    visitor.submits(form="/quiz")
    assert len(rows(app, Attempt)) == 1
