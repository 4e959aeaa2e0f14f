"""The final check, and the certificate at its end."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from learning import clock
from learning.accounts.models import Learner
from learning.certificates.models import Certificate
from learning.quiz.models import Attempt
from tests.builders import SittingOf, complete, form_of, right_choice, rows, sitting_at
from tests.cast import Person
from tests.client import Reader
from tests.conftest import SMALL_COURSES

pytestmark = pytest.mark.storage
COURSE = "demo-course"


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


def begins_check(person: Person) -> SittingOf:
    person.opens(f"/vi/courses/{COURSE}")
    return sitting_at(person.app, person.id, person.submits(form="/check").url)


def pole(name: str) -> Any:
    return lambda item: name if item.kind == "judge" else right_choice(item)


def test_check_opens_only_when_the_modules_are_done(app: Flask, minh: Person) -> None:
    page = minh.posts(f"/vi/courses/{COURSE}/check")
    assert page.status == 409
    complete(app, minh.id, COURSE, check=False)
    assert len(begins_check(minh).items) == 26


def test_check_explains_only_at_its_end(app: Flask, minh: Person) -> None:
    complete(app, minh.id, COURSE, check=False)
    sitting = begins_check(minh)
    page = minh.answers(sitting, 1)
    assert page.url == sitting.url(2)
    page = minh.opens(sitting.url(1))
    assert not page.with_class("feedback")
    assert not page.with_class("choice__why")


def test_passing_issues_exactly_one_certificate(app: Flask, minh: Person) -> None:
    complete(app, minh.id, COURSE, check=False)
    page = minh.answers_all(begins_check(minh))
    assert page.url.endswith("/result")
    [certificate] = rows(app, Certificate)
    assert certificate.holder_name == "Nguyễn Đức Minh"
    assert minh.posts(f"/vi/courses/{COURSE}/check").status in (200, 409)
    assert len(rows(app, Certificate)) == 1


def test_calling_everything_a_scam_fails_and_is_told_why(app: Flask, minh: Person) -> None:
    complete(app, minh.id, COURSE, check=False)
    page = minh.answers_all(begins_check(minh), pole("scam"))
    assert rows(app, Certificate) == []
    assert page.with_class("notice--nghe")


def test_calling_everything_genuine_fails(app: Flask, minh: Person) -> None:
    complete(app, minh.id, COURSE, check=False)
    minh.answers_all(begins_check(minh), pole("genuine"))
    assert rows(app, Certificate) == []


def test_two_last_answers_at_once_issue_one_certificate(app: Flask, minh: Person) -> None:
    complete(app, minh.id, COURSE, check=False)
    sitting = begins_check(minh)
    size = len(sitting.items)
    for position in range(1, size):
        minh.answers(sitting, position)
    devices = [minh.on_another_device() for _ in range(4)]
    form = form_of(sitting.items[-1], right_choice(sitting.items[-1]))
    tokens = [device.token() for device in devices]

    def send(device: Person, token: str) -> None:
        device.browser.post(sitting.url(size), data={**form, "csrf_token": token})

    threads = [threading.Thread(target=send, args=pair) for pair in zip(devices, tokens, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows(app, Certificate)) == 1


def test_three_tries_a_day_and_new_ones_tomorrow(app: Flask, minh: Person) -> None:
    complete(app, minh.id, COURSE, check=False)
    today = (clock.now() + timedelta(days=1)).replace(hour=5)
    with time_machine.travel(today, tick=True):
        for _ in range(3):
            minh.answers_all(begins_check(minh), pole("scam"))
        assert minh.posts(f"/vi/courses/{COURSE}/check").status == 409
    with time_machine.travel(today + timedelta(days=1), tick=True):
        begins_check(minh)
    assert len(rows(app, Attempt, kind="check")) == 4


def test_expired_certificate_is_followed_by_a_new_one(app: Flask, tam: Person) -> None:
    complete(app, tam.id, COURSE, check=False)
    tam.answers_all(begins_check(tam))
    with time_machine.travel(clock.now() + timedelta(days=740), tick=True):
        tam = Person(app, rows(app, Learner, id=tam.id)[0])
        tam.answers_all(begins_check(tam), pole("scam"))
        assert len(rows(app, Certificate)) == 1
        tam.answers_all(begins_check(tam))
    assert sorted(row.issue for row in rows(app, Certificate)) == [1, 2]


def test_guest_gets_the_certificate_on_becoming_an_account(app: Flask, khach: Person) -> None:
    complete(app, khach.id, COURSE, check=False)
    khach.answers_all(begins_check(khach))
    assert rows(app, Certificate) == []
    khach.opens("/vi/sign-up")
    khach.submits(
        {"name": "Lò Thị Mai", "login": "mai.lo", "password": "bốn từ chẳng liên quan", "band": "11-14"},
        form="/sign-up",
    )
    [certificate] = rows(app, Certificate)
    assert certificate.learner_id == khach.id


def test_code_says_valid_to_anyone_with_initials_for_a_minor(app: Flask, minh: Person, visitor: Reader) -> None:
    complete(app, minh.id, COURSE, check=False)
    minh.answers_all(begins_check(minh))
    code = rows(app, Certificate)[0].code
    page = visitor.opens(f"/vi/certificates/{code}")
    assert page.status == 200
    assert "N. Đ. M." in page.main
    assert "Minh" not in page.main
