"""Taking everything along, and leaving for good."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from learning.accounts.models import Learner
from learning.audit import AuditEntry
from learning.certificates.models import Certificate
from learning.db import Base, db
from tests import builders
from tests.builders import PASSWORD
from tests.house.tables import tables_with_a_learner

pytestmark = pytest.mark.storage


@pytest.fixture
def code(app, minh, module_id):
    """Minh has sat a quiz, and has a certificate: something stands in every table."""
    minh.answers_all(minh.begins_quiz(module_id))
    code = builders.earned_certificate(app, minh.id)
    builders.fill_tables(app, minh.id, tables_with_a_learner())
    return code


def rows_of(app, learner_id):
    """How many rows each table has of a learner."""
    counts = {}
    with app.app_context():
        for name in tables_with_a_learner():
            table = Base.metadata.tables[name]
            counts[name] = db.session.scalar(select(func.count()).where(table.c.learner_id == learner_id))
    return counts


def leaves(person, password=PASSWORD, sure=("y",)):
    person.opens("/vi/account/deletion")
    return person.submits({"password": password, "sure": sure})


def test_everything_can_be_taken_along_as_a_file(minh, code):
    page = minh.opens("/vi/account/data.json")
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert page.json["account"]["name"] == "Nguyễn Đức Minh"
    assert [entry["code"] for entry in page.json["certificates"]] == [code]
    assert len(page.json["attempts"][0]["responses"]) > 0
    assert page.json["modules"]
    assert page.json["courses"]


def test_the_file_holds_no_secret_and_nobody_else(minh, tam, code):
    body = minh.opens("/vi/account/data.json").body
    assert "argon2" not in body
    assert tam.login not in body


def test_a_guest_too_can_take_everything_along(khach, module_id):
    khach.answers(khach.begins_quiz(module_id), 1)
    assert len(khach.opens("/en/account/data.json").json["attempts"][0]["responses"]) == 1


def test_leaving_erases_every_row_that_points_to_the_person(app, minh, code):
    assert all(rows_of(app, minh.id).values())
    assert leaves(minh).url == "/vi/"
    assert not any(rows_of(app, minh.id).values())
    assert minh.row is None


def test_leaving_ends_every_device(minh, code):
    phone = minh.on_another_device()
    leaves(minh)
    assert phone.opens("/vi/account").url.startswith("/vi/sign-in")
    assert minh.opens("/vi/account").url.startswith("/vi/sign-in")


def test_a_printed_certificate_then_gets_an_honest_answer_without_a_name(app, visitor, minh, code):
    leaves(minh)
    page = visitor.opens(f"/vi/certificates/{code}.json")
    assert (page.json["verdict"], page.json["holder"]) == ("revoked", None)
    assert builders.rows(app, Certificate)[0].holder_name == ""


def test_leaving_touches_nobody_else(app, minh, tam, module_id, code):
    tam.answers_all(tam.begins_quiz(module_id))
    before = rows_of(app, tam.id)
    leaves(minh)
    assert rows_of(app, tam.id) == before


def test_the_log_keeps_that_it_happened_and_no_name(app, minh):
    leaves(minh)
    (entry,) = builders.rows(app, AuditEntry)
    assert (entry.action, entry.subject_id, entry.details) == ("account:delete", str(minh.id), {})


def test_the_login_is_free_again(app, minh, visitor):
    leaves(minh)
    visitor.opens("/vi/sign-up")
    visitor.submits({"name": "Lê Minh", "login": minh.login, "password": "con mèo đọc báo chiều", "band": "11-14"})
    assert builders.rows(app, Learner, login=minh.login)[0].name == "Lê Minh"


@pytest.mark.parametrize(("password", "sure"), [("không phải mật khẩu", ["y"]), (PASSWORD, [])])
def test_nobody_is_deleted_by_a_slip(minh, password, sure):
    assert leaves(minh, password, sure).status == 422
    assert minh.row is not None
