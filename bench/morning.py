"""A class comes in: 45 pupils behind one address sign in with pictures at once, while another class is answering."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from random import Random
from urllib.parse import urlencode

from flask import Flask, g, session
from flask_wtf.csrf import generate_csrf

from bench import learners, load, report, servers
from bench.load import Job, Outcome
from bench.matrix import letters
from bench.places import Place, forget_connections
from bench.report import Line
from learning import clock
from learning.accounts.models import Learner
from learning.classrooms import cards, classes, enrolment
from learning.classrooms.models import Classroom
from learning.classrooms.rosters import Entry
from learning.db import db, writing

PUPILS = 45
ANSWERING = 8
QUIZZES_EACH = 25
QUIET_SECONDS = 1.0


def measure(place: Place) -> list[Line]:
    """Let some answer in peace, then let the class come in on top of it."""
    app = place.app()
    class_code, drawn_in, pupils = _class_of_pupils(app)
    coming = [_comes_in(app, class_code, nickname, secret) for nickname, secret in pupils]
    answers = _answers(app)
    forget_connections(app)
    with servers.platform(place) as server, ThreadPoolExecutor(2) as both:
        quiet = load.put(server, Job(server.port, answers, QUIET_SECONDS, again=False, at_once=ANSWERING)).outcome
        left = answers[quiet.lanes_begun :]
        morning = both.submit(load.put, server, Job(server.port, coming, 0, again=False, at_once=PUPILS))
        stored = both.submit(load.put, server, Job(server.port, left, QUIET_SECONDS, again=False, at_once=ANSWERING))
        came, meanwhile = morning.result().outcome, stored.result().outcome
    if came.statuses != {200: PUPILS, 303: PUPILS} or {*quiet.statuses, *meanwhile.statuses} != {303}:
        raise RuntimeError(f"somebody was refused: {came.statuses}, {quiet.statuses}, {meanwhile.statuses}")
    return [
        report.at_most(
            f"{PUPILS} pupils sign in at once behind one address",
            came.seconds,
            60,
            f"opening the page and signing in: {_spread(came)}",
            f"answers stored in peace: {_spread(quiet)}; while the class comes in: {_spread(meanwhile)}",
            f"drawing their {PUPILS} cards took {drawn_in:.1f} s, outside of any transaction",
            unit=" s",
            digits=1,
        )
    ]


def _spread(outcome: Outcome) -> str:
    shares = (outcome.percentile(share) for share in (0.5, 0.95, 1))
    return "median {:.0f}, p95 {:.0f}, longest {:.0f} ms".format(*shares)


def _class_of_pupils(app: Flask) -> tuple[str, float, list[tuple[str, cards.Secret]]]:
    """The code of a new class, how long drawing its cards took, and every pupil's name and secret."""
    teacher, now = learners.account(app, "hoa@example.com").learner, clock.now()
    with app.app_context(), writing():
        room: Classroom = classes.create(db.session.get_one(Learner, teacher.id), "6A", "11-14", now=now)
        entries = [Entry(n, f"Nguyễn Thị Học Sinh {letters(n)}") for n in range(1, PUPILS + 1)]
        enrolment.enrol(room, entries, actor_id=teacher.id, now=now)
        began = time.perf_counter()
        secrets = {pupil.learner_id: cards.draw() for pupil in enrolment.pupils_of(room)}
        drawn_in = time.perf_counter() - began
        issued = enrolment.issue_cards(room, secrets, actor_id=teacher.id, now=now)
        db.session.commit()
        return room.code, drawn_in, [(pupil.nickname, secret) for pupil, secret in issued]


def _comes_in(app: Flask, class_code: str, nickname: str, secret: cards.Secret) -> list[bytes]:
    """What a pupil's browser sends: it opens the page, then sends the form."""
    path = f"/vi/class/{class_code}"
    with app.test_request_context():
        g.language = "vi"
        token = generate_csrf()
        response = app.response_class()
        app.session_interface.save_session(app, session, response)
    cookie = response.headers["Set-Cookie"].split(";", 1)[0]
    row = {f"picture_{n}": picture for n, picture in enumerate(secret.pictures, 1)}
    body = urlencode({"csrf_token": token, "name": nickname, **row})
    return [load.request("GET", path, cookie=cookie), load.request("POST", path, cookie=cookie, body=body)]


def _answers(app: Flask) -> list[list[bytes]]:
    rng = Random(5)  # noqa: S311  (the same answers every time)
    visits = [learners.guest(app) for _ in range(ANSWERING)]
    begun = [learners.begin_quizzes(app, visit.learner, QUIZZES_EACH, seed=n) for n, visit in enumerate(visits)]
    return [learners.answers(visits[n], begun[n][turn], rng) for turn in range(QUIZZES_EACH) for n in range(ANSWERING)]
