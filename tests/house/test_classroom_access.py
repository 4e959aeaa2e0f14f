"""Who may do what in a classroom: every route of the room for every role. tests/house/test_access.py counts them.

The classroom in an address is 6A, which cô Hoa teaches; cô Lan teaches another one, Tâm has an account and teaches
nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from flask import Flask, url_for

from learning import clock
from learning.accounts.models import Learner
from learning.classrooms import cards, classes, hands
from learning.classrooms.models import Classroom, Pupil
from learning.db import db, writing
from tests.builders import catalogue_of, rows
from tests.cast import Person
from tests.classrooms.conftest import teacher
from tests.client import Reader
from tests.conftest import SMALL_COURSES
from tests.house.cells import cell

ROLES = ("visitor", "pupil", "Hoa", "Lan", "Tâm")
TEACHER = "sign-in 403 open open 403"
HOA_ALONE = "sign-in 403 open 404 403"
ATTENDING = "sign-in open open open open"
EVERYBODY = "open open open open open"

TABLE = {
    "GET classrooms.mine": TEACHER,
    "POST classrooms.mine": TEACHER,
    "GET classrooms.classroom": HOA_ALONE,
    "GET classrooms.progress_csv": HOA_ALONE,
    "GET classrooms.questions": HOA_ALONE,
    "GET classrooms.progress_xlsx": HOA_ALONE,
    "GET classrooms.certificates": HOA_ALONE,
    "POST classrooms.certificates": HOA_ALONE,
    "GET classrooms.certificates_zip": "sign-in 403 404 404 403",  # none has been made
    "POST classrooms.code": HOA_ALONE,
    "GET classrooms.teachers": HOA_ALONE,
    "POST classrooms.teachers": HOA_ALONE,
    "GET classrooms.join": TEACHER,
    "POST classrooms.join": "sign-in 403 open 410 403",  # the link works once
    "POST classrooms.withdraw_invitations": HOA_ALONE,
    "POST classrooms.leaving": HOA_ALONE,
    "POST classrooms.archive": HOA_ALONE,
    "POST classrooms.restore": HOA_ALONE,
    "GET classrooms.roster": HOA_ALONE,
    "POST classrooms.roster": HOA_ALONE,
    "POST classrooms.enrol": HOA_ALONE,
    "POST classrooms.print_cards": HOA_ALONE,
    "GET classrooms.pupils": HOA_ALONE,
    "GET classrooms.pupil": HOA_ALONE,
    "GET classrooms.change_pupil": HOA_ALONE,
    "POST classrooms.change_pupil": HOA_ALONE,
    "GET classrooms.move_pupil": HOA_ALONE,
    "POST classrooms.move_pupil": HOA_ALONE,
    "POST classrooms.unlock": HOA_ALONE,
    "POST classrooms.remove": HOA_ALONE,
    "GET classrooms.former_pupils": HOA_ALONE,
    "POST classrooms.take_back": "sign-in 403 404 404 403",  # nobody has left
    "GET classrooms.requests": HOA_ALONE,
    "POST classrooms.accept_request": "sign-in 403 404 404 403",  # nobody asks
    "POST classrooms.decline_request": HOA_ALONE,
    "GET classrooms.assign": HOA_ALONE,
    "POST classrooms.assign": HOA_ALONE,
    "POST classrooms.withdraw": HOA_ALONE,
    "POST classrooms.copy_assignments": HOA_ALONE,
    "GET classrooms.find_class": ATTENDING,
    "POST classrooms.find_class": ATTENDING,
    "GET classrooms.ask_to_join": ATTENDING,
    "POST classrooms.ask_to_join": ATTENDING,
    "GET classrooms.handout": TEACHER,
    "GET classrooms.handout_key": TEACHER,
    "GET classrooms.hands_for": TEACHER,
    "GET classrooms.rounds": HOA_ALONE,
    "POST classrooms.rounds": HOA_ALONE,
    "GET classrooms.hands_item": HOA_ALONE,
    "POST classrooms.hands_item": HOA_ALONE,
    "GET classrooms.hands_outcome": HOA_ALONE,
    "POST classrooms.delete_round": HOA_ALONE,
    "GET classrooms.class_code": EVERYBODY,
    "POST classrooms.class_code": EVERYBODY,
    "GET classrooms.pictures": EVERYBODY,
    "POST classrooms.pictures": EVERYBODY,
    "GET classrooms.card": EVERYBODY,
    "POST classrooms.card": EVERYBODY,
    "POST classrooms.leave_class": "sign-in open 404 404 404",
}


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


@pytest.fixture
def co_hoa(app: Flask) -> Person:
    return teacher(app, "Phạm Thị Hoa", "hoa@example.com")


@pytest.fixture
def class_6a(app: Flask, co_hoa: Person) -> Classroom:
    with app.app_context(), writing():
        made = classes.create(db.session.get_one(Learner, co_hoa.id), "6A", "11-14", now=clock.now())
        db.session.commit()
        return made


@pytest.fixture
def pupil(app: Flask, co_hoa: Person, class_6a: Classroom) -> Person:
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils", {"roster": "Nguyễn Đức Minh"})
    return Person(app, rows(app, Learner, has_card=True)[0])


@pytest.fixture
def values(app: Flask, co_hoa: Person, class_6a: Classroom, pupil: Person) -> Callable[[str], dict[str, object]]:
    """What stands in the address of a call."""
    with app.app_context(), writing():
        place = db.session.get_one(Pupil, (class_6a.id, pupil.id))
        secret = cards.draw()
        cards.issue(place.learner_id, place.classroom_id, secret, now=clock.now())
        invitations = [classes.invite(class_6a, actor_id=co_hoa.id, now=clock.now()) for _ in range(2)]
        module = next(iter(catalogue_of(app).modules.values()))
        round_id = hands.begin(class_6a, module, rng=Random(7), now=clock.now())
        db.session.commit()

    def of(call: str) -> dict[str, object]:
        makers: dict[str, object] = {
            "lang": "vi",
            "classroom_id": class_6a.id,
            "pupil_id": pupil.id,
            "learner_id": pupil.id,
            "assignment_id": class_6a.id,
            "module_id": module.id,
            "round_id": round_id,
            "position": 1,
            "code": class_6a.code,
            "token": secret.token if call.endswith("card") else invitations[0],
        }
        return {name: makers[name] for name in next(app.url_map.iter_rules(call.split()[1])).arguments}

    return of


@pytest.mark.parametrize("call", sorted(TABLE))
def test_each_role_gets_what_the_table_says(
    call: str,
    app: Flask,
    visitor: Reader,
    pupil: Person,
    co_hoa: Person,
    tam: Person,
    values: Callable[[str], dict[str, object]],
) -> None:
    co_lan = teacher(app, "Vũ Thị Lan", "lan@example.com")
    with app.test_request_context():
        url = url_for(call.split()[1], **values(call))
    people: tuple[Reader, ...] = (visitor, pupil, co_hoa, co_lan, tam)
    found = [cell(person.asks(call.split()[0], url)) for person in people]
    assert dict(zip(ROLES, found, strict=True)) == dict(zip(ROLES, TABLE[call].split(), strict=True))
