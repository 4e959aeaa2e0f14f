"""The server dies while a class is answering: every answer it had acknowledged is there when it comes back, once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask

from learning.items.base import Choice
from learning.progress.models import ModuleCompletion
from learning.quiz.models import Attempt, Response
from tests import builders
from tests.builders import SittingOf
from tests.cast import Person
from tests.conftest import SMALL_COURSES
from tests.servers import Server

AT_ONCE = 32
KILLED_AFTER = 100
"""Answers, of eight from each of the 32."""
PATIENCE = 10.0


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


@pytest.fixture
def server(database: str, database_url: Callable[[str], str], app: Flask, new_server: Any) -> Server:
    """A real server on the database of `app`."""
    running: Server = new_server(DATABASE_URL=database_url(database), COURSES=str(SMALL_COURSES))
    return running


@dataclass
class Pupil:
    """A learner with a browser of their own: sends one answer after another until the server is gone."""

    sitting: SittingOf
    cookie: str
    token: str
    answers: list[Choice]
    forms: list[dict[str, list[str]]]
    acknowledged: dict[int, Choice] = field(default_factory=dict)
    refused: list[int] = field(default_factory=list)

    def answers_on(self, server: Server) -> None:
        """Answer what has not been acknowledged yet."""
        connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        try:
            for position, choice in enumerate(self.answers, 1):
                if position not in self.acknowledged:
                    self._sends(connection, position, choice)
        except (OSError, HTTPException):
            return  # the server is gone: nobody has told this pupil that the answer is kept
        finally:
            connection.close()

    def _sends(self, connection: HTTPConnection, position: int, choice: Choice) -> None:
        fields = {"csrf_token": self.token, **self.forms[position - 1]}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"session={self.cookie}"}
        connection.request("POST", self.sitting.url(position), urlencode(fields, doseq=True), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status in (200, 303):
            self.acknowledged[position] = choice
        else:
            self.refused.append(answer.status)


def a_class(app: Flask) -> Iterator[Pupil]:
    """Thirty-two guests, each at the beginning of a quiz, half of them right and half of them wrong."""
    for n in range(AT_ONCE):
        person = Person(app, builders.new_learner(app, band="18-22", audience="student"))
        token = person.token()
        cookie = person.browser.get_cookie("session")
        assert cookie is not None
        sitting = builders.quiz_of(app, person.id, "demo")
        choose = builders.right_choice if n % 2 else builders.wrong_choice
        items = sitting.items
        answers = [choose(item) for item in items]
        yield Pupil(sitting, cookie.value, token, answers, list(map(builders.form_of, items, answers)))


def all_answer(pupils: list[Pupil], server: Server, meanwhile: Callable[[], None]) -> None:
    """Let everybody answer at once; `meanwhile` happens in the middle of it."""
    threads = [threading.Thread(target=pupil.answers_on, args=(server,)) for pupil in pupils]
    for thread in threads:
        thread.start()
    meanwhile()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)


@pytest.mark.storage
def test_every_acknowledged_answer_outlives_a_kill_in_the_middle_of_a_class(app, server):
    pupils = list(a_class(app))
    everything = sum(len(pupil.answers) for pupil in pupils)

    def kill_in_the_middle() -> None:
        began = time.monotonic()
        while sum(len(pupil.acknowledged) for pupil in pupils) < KILLED_AFTER and time.monotonic() - began < PATIENCE:
            time.sleep(0.002)  # the answers come in meanwhile
        server.kill()

    all_answer(pupils, server, kill_in_the_middle)
    acknowledged = {(p.sitting.id, position): choice for p in pupils for position, choice in p.acknowledged.items()}
    assert KILLED_AFTER <= len(acknowledged) < everything

    server.start()
    stored = builders.rows(app, Response)
    kept = {(response.attempt_id, response.position): response.choice for response in stored}
    assert len(kept) == len(stored)
    assert {key: kept.get(key) for key in acknowledged} == acknowledged
    expect_nothing_half_done(app)

    all_answer(pupils, server, lambda: None)  # from where each of them was: some answers come a second time
    assert [pupil.refused for pupil in pupils] == [[]] * AT_ONCE
    assert [pupil.sitting.responses for pupil in pupils] == [pupil.answers for pupil in pupils]
    expect_nothing_half_done(app)
    assert len(builders.rows(app, ModuleCompletion)) == AT_ONCE


def expect_nothing_half_done(app: Flask) -> None:
    """An attempt is finished when its last answer is in, not before and not after, and then counts."""
    answered: dict[Any, int] = {}
    for response in builders.rows(app, Response):
        answered[response.attempt_id] = answered.get(response.attempt_id, 0) + 1
    reached = {row.learner_id for row in builders.rows(app, ModuleCompletion)}
    for attempt in builders.rows(app, Attempt):
        is_complete = answered.get(attempt.id, 0) == len(attempt.paper)
        assert (attempt.finished_at is not None) == is_complete
        assert (attempt.learner_id in reached) == is_complete
