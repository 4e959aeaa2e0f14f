"""An example of every address, in the demo school: what stands in it, and who opens it.

A page whose address has an argument that nobody has thought of here is an error, so that no new page is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask
from werkzeug.routing import Rule

from bench import learners
from bench.learners import Visit
from learning import clock, quiz, simulations
from learning.accounts import identity
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Module
from learning.catalogue.scenario import Scenario
from learning.classrooms import classes, hands
from learning.db import db, writing
from learning.ops import demo
from learning.ops.demo import answers
from learning.ops.demo.school import Room

CLASSES, PUPILS = 2, 90
"""The first class has 46 pupils, four weeks of learning behind it, and a teacher who may do everything."""


class NoExample(Exception):
    """An address has something in it that stands in no list here."""


@dataclass(frozen=True)
class Reader:
    """Somebody who opens pages, with what is theirs."""

    who: str
    visit: Visit | None
    attempts: tuple[UUID, UUID]
    """One to go on with, and a finished one."""
    runs: tuple[UUID, UUID]
    """Simulations likewise."""


@dataclass(frozen=True)
class School:
    """What the addresses of this app may hold."""

    app: Flask
    room: Room
    teacher: Visit
    certificate: str
    invitation: str
    round_id: UUID
    """A show of hands, half counted."""
    tokens: Mapping[str, str]
    """Of links in mails, by what they are for."""

    @property
    def catalogue(self) -> Catalogue:
        """What is taught."""
        found: Catalogue = self.app.extensions["catalogue"]
        return found

    @property
    def simulation(self) -> tuple[Module, Scenario]:
        """The first simulation that is taught, with its module."""
        modules = self.catalogue.modules.values()
        return next((module, scenario) for module in modules for scenario in module.scenarios.values())


Maker = Callable[[School, Reader], object]
MAKERS: Mapping[str, Maker] = {
    "lang": lambda _school, _reader: "vi",
    "module_id": lambda school, _: school.simulation[0].id,
    "scenario_id": lambda school, _: school.simulation[1].id,
    "course_id": lambda school, _: next(iter(school.catalogue.courses)),
    "slug": lambda school, _: next(iter(school.catalogue.emergencies)),
    "number": lambda _school, _reader: 2,
    "audience": lambda _school, _reader: "student",
    "band": lambda _school, _reader: "18-22",
    "code": lambda school, _: school.certificate,
    "attempt_id": lambda _, reader: reader.attempts[0],
    "position": lambda _school, _reader: 1,
    "round_id": lambda school, _: school.round_id,
    "run_id": lambda _, reader: reader.runs[0],
    "step": lambda _school, _reader: 1,
    "classroom_id": lambda school, _: school.room.classroom.id,
    "pupil_id": lambda school, _: school.room.pupils[0][0].learner_id,
}
"""By the name of the argument."""
SPECIAL: Mapping[tuple[str, str], Maker] = {
    ("accounts.confirm", "token"): lambda school, _: school.tokens["confirm"],
    ("accounts.reset", "token"): lambda school, _: school.tokens["reset"],
    ("classrooms.ask_to_join", "code"): lambda school, _: school.room.classroom.code,
    ("classrooms.card", "token"): lambda school, _: school.room.pupils[1][1].token,
    ("classrooms.join", "token"): lambda school, _: school.invitation,
    ("classrooms.pictures", "code"): lambda school, _: school.room.classroom.code,
    ("study.replay", "run_id"): lambda _, reader: reader.runs[1],
    ("study.result", "attempt_id"): lambda _, reader: reader.attempts[1],
}
"""Where the same name means something else."""


def of_every_page(school: School, reader: Reader) -> Iterator[tuple[str, str]]:
    """Every endpoint that is opened, with an address. Raises NoExample."""
    adapter = school.app.url_map.bind("127.0.0.1")
    for rule in pages_of(school.app):
        makers = {name: maker_of(rule.endpoint, name) for name in sorted(rule.arguments)}
        yield rule.endpoint, adapter.build(rule.endpoint, {name: make(school, reader) for name, make in makers.items()})


def pages_of(app: Flask) -> list[Rule]:
    """The rules of what can be opened."""
    return [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]


def maker_of(endpoint: str, argument: str) -> Maker:
    """Who makes the example of an argument. Raises NoExample."""
    made_by = SPECIAL.get((endpoint, argument)) or MAKERS.get(argument)
    if made_by is None:
        raise NoExample(f"{endpoint} has no example of {argument}: add one to bench/addresses.py")
    return made_by


def open_school(app: Flask) -> School:
    """The demo school with its records, and the letters that wait for somebody."""
    catalogue: Catalogue = app.extensions["catalogue"]
    now = clock.now()
    with app.app_context():
        size: dict[str, Any] = {"class_count": CLASSES, "pupil_count": PUPILS}
        room, *_ = demo.seed(catalogue, learners.PASSWORD, seed=7, now=now, tell=lambda _: None, **size)
        with writing():
            login = demo.login_of(room.plan.teachers[0])
            teacher = db.session.scalars(db.select(Learner).where(Learner.login == login)).one()
            invitation = classes.invite(room.classroom, actor_id=teacher.id, now=now)
            round_id = _round(room, catalogue)
            keys = identity.signing_keys(app.config)
            tokens = {purpose: identity.token_for(teacher, purpose, keys) for purpose in ("confirm", "reset")}
            db.session.commit()
    holder = learners.account(app)
    certificate = learners.earn_everything(app, holder)
    return School(app, room, learners.visit_of(app, teacher), certificate, invitation, round_id, tokens)


def _round(room: Room, catalogue: Catalogue) -> UUID:
    module = next(module for module in catalogue.modules.values() if not module.is_sensitive)
    rng = Random(5)  # noqa: S311  (the same questions every time)
    round_id = hands.begin(room.classroom, module, rng=rng, now=clock.now())
    begun = hands.round_of(room.classroom, round_id, catalogue)
    if begun is None:
        raise LookupError("the show of hands that has just begun is gone")
    hands.record(begun, 1, [12 for _part in begun.show(1).parts])
    return round_id


def readers_of(school: School) -> Sequence[Reader]:
    """A visitor, who has nothing, and four with records of their own."""
    app, nobodys = school.app, (UUID(int=0), UUID(int=0))
    with app.app_context():
        pupil = db.session.get_one(Learner, school.room.pupils[0][0].learner_id)
        account = db.session.scalars(db.select(Learner).where(Learner.login == "minh")).one()
    visits = {
        "guest": learners.guest(app),
        "account": learners.visit_of(app, account),
        "pupil": learners.visit_of(app, pupil),
        "teacher": school.teacher,
    }
    known = [Reader(who, visit, _attempts(app, visit), _runs(school, visit)) for who, visit in visits.items()]
    return [Reader("visitor", None, nobodys, nobodys), *known]


def _attempts(app: Flask, visit: Visit) -> tuple[UUID, UUID]:
    left_open, finished = learners.begin_quizzes(app, visit.learner, 2)
    rng = Random(5)  # noqa: S311  (the same answers every time)
    with app.app_context(), writing():
        sitting = quiz.sitting_of(visit.learner.id, finished.id, app.extensions["catalogue"])
        if sitting is None:
            raise LookupError("the attempt that has just begun is gone")
        for position in range(1, sitting.size + 1):
            choice = answers.draw(sitting.item_at(position), 1.0, rng)
            quiz.record_response(sitting, position, choice, now=clock.now())
        db.session.commit()
    return left_open.id, finished.id


def _runs(school: School, visit: Visit) -> tuple[UUID, UUID]:
    module, scenario = school.simulation
    with school.app.app_context(), writing():
        finished = simulations.begin(visit.learner.id, module, scenario, now=clock.now())
        while (scene := finished.path.scene) is not None:
            simulations.choose(finished, finished.path.step, scene.choices[0].id, now=clock.now())
        begun = simulations.begin(visit.learner.id, module, scenario, now=clock.now())
        db.session.commit()
    return begun.id, finished.id
