"""Opening the demo school: teachers, classes, cards, assignments, and four weeks of learning."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from learning import clock
from learning.accounts import identity, passwords
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Course
from learning.classrooms import assigning, cards, classes, enrolment, rosters
from learning.classrooms.cards import Secret
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.models import Classroom
from learning.db import db, writing
from learning.ops.demo import activity, giving, people
from learning.ops.demo.activity import Pupil
from learning.ops.demo.plan import TEACHERS, ClassPlan, classes_of

DOMAIN = "demo.example"
"""Nobody has such an address, and nobody can get one (RFC 2606)."""
WEEKS = timedelta(weeks=4)


class ThereAlready(Exception):
    """The database has the demo school already."""


@dataclass(frozen=True)
class Room:
    """A class that was opened."""

    classroom: Classroom
    plan: ClassPlan
    pupils: Sequence[tuple[Enrolled, Secret]]
    """With their cards, which are known only now."""


def login_of(teacher: str) -> str:
    """How a teacher of the plan signs in."""
    return f"{teacher}@{DOMAIN}"


def seed(
    catalogue: Catalogue,
    password: str,
    *,
    seed: int,
    class_count: int,
    pupil_count: int,
    now: datetime,
    tell: Callable[[str], None],
) -> list[Room]:
    """Open the school; one commit for each class. Raises ThereAlready, and then nothing is written.

    The same seed gives the same names, assignments and answers at the same times of day; ids and codes are new. All of
    it has happened by the evening of the day before `now`.
    """
    plans = classes_of(class_count, pupil_count)
    with writing():
        teachers = _teachers(plans, password, catalogue, seed, now)
        db.session.commit()
    rooms = []
    with ThreadPoolExecutor(os.cpu_count()) as beside:  # half of the work is argon2, which leaves Python alone
        secrets = iter([beside.submit(cards.draw) for _ in range(pupil_count)])
        for plan in plans:
            with writing():
                rng = Random(f"{seed} {plan.name}")
                rooms.append(_open(plan, [teachers[key] for key in plan.teachers], secrets, catalogue, rng, now))
                db.session.commit()
                db.session.expunge_all()
            tell(f"{plan.name}: {plan.pupils}")
    return rooms


def _teachers(
    plans: Sequence[ClassPlan], password: str, catalogue: Catalogue, seed: int, now: datetime
) -> Mapping[str, UUID]:
    """Those who teach in these classes, by the keys of the plan."""
    keys = dict.fromkeys(key for plan in plans for key in plan.teachers)
    if db.session.scalar(select(Learner.id).where(Learner.login.in_([login_of(key) for key in keys])).limit(1)):
        raise ThereAlready
    secret, at = passwords.hash_password(password), _evening_before(now) - 2 * WEEKS
    return {key: _teacher(key, secret, catalogue, Random(f"{seed} {key}"), at) for key in keys}


def _teacher(key: str, secret: str, catalogue: Catalogue, rng: Random, at: datetime) -> UUID:
    plan = TEACHERS[key]
    learner = identity.new_guest(band="adult", audience="teacher", language="vi", now=at)
    identity.rename(learner, plan.name)
    learner.login, learner.password_hash = login_of(key), secret
    identity.confirm_email(learner, at)
    if plan.is_vouched:
        classes.vouch(learner, now=at)
    gate = catalogue.modules.get(assigning.GATE)
    if plan.may_give_sensitive and gate is not None:
        activity.pass_module(Pupil(learner, 2.5, 1.0, 0.0, rng), gate, catalogue, at)
    return learner.id


def _open(
    plan: ClassPlan,
    teacher_ids: Sequence[UUID],
    secrets: Iterator[Future[Secret]],
    catalogue: Catalogue,
    rng: Random,
    now: datetime,
) -> Room:
    until = _evening_before(now - timedelta(days=plan.ended_days_ago))
    begun = until - WEEKS - timedelta(days=2)
    first, *others = (db.session.get_one(Learner, teacher_id) for teacher_id in teacher_ids)
    classroom = classes.create(first, plan.name, plan.band, now=begun)
    for other in others:
        classes.accept(classes.invite(classroom, actor_id=first.id, now=begun), other, now=begun)
    enrolment.enrol(classroom, rosters.read_text(people.roster(rng, plan.pupils)), actor_id=first.id, now=begun)
    drawn = {pupil.learner_id: next(secrets).result() for pupil in enrolment.pupils_of(classroom)}
    pupils = enrolment.issue_cards(classroom, drawn, actor_id=first.id, now=begun)
    course = _course_for(plan.band, catalogue)
    given = giving.give(classroom, course, [pupil for pupil, _ in pupils], first.id, catalogue, until)
    for pupil, _ in pupils:
        learner = db.session.get_one(Learner, pupil.learner_id)
        who = activity.pupil(learner, plan.ability, Random(rng.random()))
        activity.learn(who, [task for task in given if task.is_for(pupil)], course, catalogue, until)
    if plan.has_locked_card:
        _lock(classroom, rng.choice(pupils)[0], at=until)
    if plan.ended_days_ago:
        classes.archive(classroom, actor_id=first.id, now=until)
    return Room(classroom, plan, pupils)


def _evening_before(now: datetime) -> datetime:
    yesterday = clock.local_date(now) - timedelta(days=1)
    return datetime.combine(yesterday, time(22), clock.SCHOOL_ZONE)


def _course_for(band: str, catalogue: Catalogue) -> Course:
    """The pupils' course for an age; any course where there is none."""
    found = [course for course in catalogue.courses.values() if course.about.audience == "student"]
    return next((course for course in found if course.about.band == band), [*found, *catalogue.courses.values()][0])


def _lock(classroom: Classroom, pupil: Enrolled, *, at: datetime) -> None:
    """Somebody tries the wrong pictures until the card is locked."""
    for _ in range(cards.FAILURES_ALLOWED):
        cards.begin_try(classroom, pupil.nickname, now=at)
