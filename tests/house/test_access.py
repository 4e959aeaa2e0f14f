"""Who may do what: every route for every role. A route that is not in the table fails the build.

The record in an address (an attempt, a certificate) belongs to Minh. Cells: `open` (a page, a refused form, a redirect
inside), `sign-in` (sent to sign in), or the status.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask, url_for

from tests import builders
from tests.cast import Person
from tests.client import Reader
from tests.house.cells import cell
from tests.house.test_classroom_access import TABLE as CLASSROOM_TABLE

ROLES = ("visitor", "guest", "Minh", "another")
OPEN = "open open open open"
OWN_ACCOUNT = "sign-in sign-in open open"
OWN_ROW = "sign-in open open open"
MINHS_ALONE = "sign-in 404 open 404"
MINHS_ACCOUNT = "sign-in sign-in open 404"

TABLE = {
    "GET accounts.account": OWN_ACCOUNT,
    "GET accounts.confirm": "410 410 410 410",  # without the token of a mail
    "POST accounts.confirm": "410 410 410 410",
    "GET accounts.data": OWN_ROW,
    "GET accounts.deletion": OWN_ACCOUNT,
    "POST accounts.deletion": OWN_ACCOUNT,
    "GET accounts.forgotten": OPEN,
    "POST accounts.forgotten": OPEN,
    "GET accounts.joining": OWN_ROW,
    "POST accounts.joining": OWN_ROW,
    "GET accounts.password": OWN_ACCOUNT,
    "POST accounts.password": OWN_ACCOUNT,
    "GET accounts.profile": OWN_ACCOUNT,
    "POST accounts.profile": OWN_ACCOUNT,
    "POST accounts.resend_confirmation": OWN_ACCOUNT,
    "GET accounts.reset": "410 410 410 410",  # without the token of a mail
    "POST accounts.reset": "410 410 410 410",
    "GET accounts.sign_in": OPEN,
    "POST accounts.sign_in": OPEN,
    "POST accounts.sign_out": OWN_ROW,
    "POST accounts.sign_out_everywhere": "sign-in sign-in sign-in sign-in",  # an account's holder: because it worked
    "GET accounts.sign_up": OPEN,
    "POST accounts.sign_up": OPEN,
    "GET certificates.download": MINHS_ACCOUNT,
    "GET certificates.find": OPEN,
    "POST certificates.name": MINHS_ACCOUNT,
    "POST certificates.replacement": MINHS_ACCOUNT,
    "GET certificates.verify": OPEN,
    "GET certificates.verify_json": OPEN,
    "GET help.flow": OPEN,
    "GET help.if_a_pupil_tells_you": OPEN,
    "GET help.index": OPEN,
    "GET ops.healthz": OPEN,
    "GET ops.readyz": OPEN,
    "GET study.age": OPEN,
    "POST study.begin_check": "sign-in 409 409 409",  # no module of the course is done yet
    "GET study.begin_quiz": OPEN,
    "GET study.begin_simulation": OPEN,
    "POST study.begin_simulation": OPEN,
    "POST study.begin_quiz": OPEN,
    "GET study.catalogue": OPEN,
    "GET study.course": OPEN,
    "GET study.curriculum": OPEN,
    "GET study.for_teachers": OPEN,
    "POST study.finish_screen": OWN_ROW,
    "GET study.first_item": OPEN,
    "POST study.first_item": OPEN,
    "GET study.home": OPEN,
    "GET study.item": MINHS_ALONE,
    "POST study.item": MINHS_ALONE,
    "GET study.lesson": OPEN,
    "GET study.module": OPEN,
    "GET study.my_learning": OWN_ROW,
    "GET study.replay": MINHS_ALONE,
    "GET study.result": MINHS_ALONE,
    "GET study.scene": MINHS_ALONE,
    "POST study.scene": MINHS_ALONE,
    "GET web.choose_language": OPEN,
    "GET web.display": OPEN,
    "POST web.display": OPEN,
    "GET web.official": OPEN,
    "GET web.privacy": OPEN,
    "GET web.root": OPEN,
    "GET web.style_guide": OPEN,
}


def calls_of(app: Flask) -> set[str]:
    return {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }


def test_the_table_has_every_route_and_no_other(app):
    assert set(TABLE) | set(CLASSROOM_TABLE) == calls_of(app)


@pytest.fixture
def courses(simulated_courses: Path) -> Path:
    """A course with something of everything."""
    return simulated_courses


@pytest.fixture
def records(app: Flask, minh: Person) -> Callable[[str], dict[str, object]]:
    """What stands in the address of a call: Minh's own records."""
    catalogue = builders.catalogue_of(app)
    course = next(iter(catalogue.courses.values()))
    module = course.modules[0]

    def values(call: str) -> dict[str, object]:
        rule = next(app.url_map.iter_rules(call.split()[1]))
        makers: dict[str, Callable[[], object]] = {
            "lang": lambda: "vi",
            "attempt_id": lambda: builders.quiz_of(app, minh.id, module.id).id,
            "position": lambda: 1,
            "number": lambda: 1,
            "module_id": lambda: module.id,
            "course_id": lambda: course.id,
            "code": lambda: builders.earned_certificate(app, minh.id),
            "slug": lambda: next(iter(catalogue.emergencies)),
            "token": lambda: "forged",
            "audience": lambda: course.about.audience,
            "band": lambda: course.about.band,
            "scenario_id": lambda: next(iter(module.scenarios)),
            "run_id": lambda: run_of(minh),
            "step": lambda: 1,
        }
        return {name: makers[name]() for name in sorted(rule.arguments)}

    return values


def run_of(person: Person) -> UUID:
    """A simulation that this person has just begun."""
    person.opens("/vi/modules/demo/simulations/a-call")
    return UUID(person.submits(form="/a-call").url.split("/runs/")[1].split("/")[0])


@pytest.mark.parametrize("call", sorted(TABLE))
def test_each_role_gets_what_the_table_says(call, app, visitor, khach, minh, tam, records):
    values = records(call)
    with app.test_request_context():
        url = url_for(call.split()[1], **values)
    people: tuple[Reader, ...] = (visitor, khach, minh, tam)
    found = [cell(person.asks(call.split()[0], url)) for person in people]
    assert dict(zip(ROLES, found, strict=True)) == dict(zip(ROLES, TABLE[call].split(), strict=True))
