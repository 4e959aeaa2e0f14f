"""Going through a simulation: to a good end and to a bad one, left and taken up again, replayed."""

from __future__ import annotations

import pytest
from flask import Flask

from learning.simulations.models import SimulationRun, SimulationStep
from tests.builders import rows
from tests.cast import Person
from tests.client import Reader

pytestmark = pytest.mark.storage
START = "/vi/modules/demo/simulations/a-call"


def begins(reader: Reader) -> str:
    reader.opens(START)
    return reader.submits(form="/a-call").url


def test_visitor_goes_from_the_lesson_to_a_good_end_and_back(app: Flask, visitor: Reader) -> None:
    visitor.opens("/vi/modules/demo/lesson/1")
    visitor.opens(START)
    visitor.submits(form="/a-call")
    page = visitor.submits(button="check")
    assert page.h1 == "Bạn đã ra khỏi cuộc gọi"
    assert "/vi/modules/demo/lesson/1" in page.targets
    [run] = rows(app, SimulationRun)
    assert run.ending == "safe"


def test_bad_end_is_replayed_with_its_technique(minh: Person) -> None:
    begins(minh)
    minh.submits(button="listen")
    page = minh.submits(button="obey")
    assert page.h1 == "Họ đã điều khiển được bạn"
    assert page.with_class("tone-sen")


def test_flag_is_kept_once(app: Flask, minh: Person) -> None:
    begins(minh)
    minh.submits(button="noticed")
    minh.submits(button="listen")
    url = minh.page.url if minh.page else ""
    minh.posts(url, {"noticed": "1"})
    [run] = rows(app, SimulationRun)
    assert run.noticed_step == 1


def test_run_is_taken_up_where_it_was_left(app: Flask, minh: Person) -> None:
    begins(minh)
    here = minh.submits(button="listen").url
    assert begins(minh) == here
    assert len(rows(app, SimulationRun)) == 1


def test_button_says_whether_a_run_is_taken_up(minh: Person) -> None:
    assert "Bắt đầu" in minh.opens(START).main
    begins(minh)
    assert "Làm tiếp" in minh.opens(START).main
    minh.submits(form="/a-call")
    minh.submits(button="check")
    assert "Bắt đầu" in minh.opens(START).main


def test_choice_that_is_not_offered_or_out_of_order_changes_nothing(app: Flask, minh: Person) -> None:
    first = begins(minh)
    for fields in ({"choice": "obey"}, {"choice": "nonsense"}, {"choice": "\x00"}):
        assert minh.posts(first, fields).url == first
    second = first.rsplit("/", 1)[0] + "/2"
    minh.posts(second, {"choice": "leave"})
    assert rows(app, SimulationStep) == []
    minh.posts(first, {"choice": "listen"})
    minh.posts(first, {"choice": "check"})
    assert [step.choice for step in rows(app, SimulationStep)] == ["listen"]


def test_choosing_nothing_asks_for_a_choice(minh: Person) -> None:
    assert minh.posts(begins(minh), {}).status == 422


def test_strangers_run_does_not_exist(minh: Person, tam: Person) -> None:
    url = begins(minh)
    assert tam.opens(url).status == 404
    assert tam.opens(url.rsplit("/", 1)[0] + "/replay").status == 404


def test_replay_of_a_run_that_goes_on_leads_back_to_it(minh: Person) -> None:
    url = begins(minh)
    assert minh.opens(url.rsplit("/", 1)[0] + "/replay").url == url


def test_another_way_is_another_run(app: Flask, minh: Person) -> None:
    begins(minh)
    minh.submits(button="check")
    begins(minh)
    assert len(rows(app, SimulationRun)) == 2
