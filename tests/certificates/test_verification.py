"""Whatever anyone may ask of a code."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from learning import clock
from learning.certificates.models import Certificate
from tests.builders import earned_certificate, rows
from tests.cast import Person
from tests.client import Reader
from tests.conftest import SMALL_COURSES

pytestmark = pytest.mark.storage


@pytest.fixture
def courses() -> Path:
    return SMALL_COURSES


def verdict(reader: Reader, code: str) -> str:
    verdict: str = reader.opens(f"/en/certificates/{code}.json").json["verdict"]
    return verdict


def test_adults_page_shows_the_name_until_the_holder_closes_it(app: Flask, tam: Person, visitor: Reader) -> None:
    code = earned_certificate(app, tam.id)
    assert "Trần Thị Tâm" in visitor.opens(f"/vi/certificates/{code}").main
    tam.opens("/vi/my-learning")
    tam.submits(form="/name")
    main = visitor.opens(f"/vi/certificates/{code}").main
    assert "Tâm" not in main
    assert "T. T. T." in main


def test_code_forgives_case_spaces_and_lookalikes(app: Flask, tam: Person, visitor: Reader) -> None:
    code = earned_certificate(app, tam.id)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    page = visitor.opens("/vi/certificates/")
    page = visitor.submits({"code": typed}, form="/certificates/")
    assert page.status == 200


def test_unknown_code_is_said_to_be_unknown(visitor: Reader) -> None:
    page = visitor.opens("/vi/certificates/KMM-0000-0000-0000-0000")
    assert page.status == 404
    assert verdict(visitor, "KMM-0000-0000-0000-0000") == "unknown"


def test_code_expires_after_two_years(app: Flask, tam: Person, visitor: Reader) -> None:
    code = earned_certificate(app, tam.id)
    assert verdict(visitor, code) == "valid"
    with time_machine.travel(clock.now() + timedelta(days=731)):
        assert verdict(visitor, code) == "expired"


def test_command_revokes_a_certificate(app: Flask, tam: Person, visitor: Reader) -> None:
    code = earned_certificate(app, tam.id)
    done = app.test_cli_runner().invoke(args=["certificate", "revoke", code, "--because", "issued by mistake"])
    assert done.exit_code == 0, done.output
    assert verdict(visitor, code) == "revoked"


def test_new_name_gives_a_new_code_and_the_old_one_is_replaced(app: Flask, tam: Person, visitor: Reader) -> None:
    old = earned_certificate(app, tam.id)
    tam.opens("/vi/account/profile")
    tam.submits({"name": "Trần Thị Thanh Tâm"}, form="/profile")
    tam.opens("/vi/my-learning")
    tam.submits(form="/replacement")
    assert verdict(visitor, old) == "replaced"
    [new] = [row for row in rows(app, Certificate) if row.replaced_by_id is None]
    assert new.holder_name == "Trần Thị Thanh Tâm"
    tam.posts(f"/vi/certificates/{old}/replacement")
    assert len(rows(app, Certificate)) == 2


def test_deleted_account_withdraws_the_certificate_without_a_name(app: Flask, tam: Person, visitor: Reader) -> None:
    code = earned_certificate(app, tam.id)
    tam.opens("/vi/account/deletion")
    tam.submits({"password": tam.password, "sure": "y"}, form="/deletion")
    page = visitor.opens(f"/vi/certificates/{code}")
    assert verdict(visitor, code) == "revoked"
    assert "Tâm" not in page.main


def test_only_the_holder_gets_the_pdf(app: Flask, tam: Person, minh: Person) -> None:
    code = earned_certificate(app, tam.id)
    assert tam.asks("GET", f"/vi/certificates/{code}.pdf").headers["Content-Type"] == "application/pdf"
    assert minh.opens(f"/vi/certificates/{code}.pdf").status == 404
    assert minh.posts(f"/vi/certificates/{code}/name").status == 404
    assert minh.posts(f"/vi/certificates/{code}/replacement").status == 404


def test_known_and_unknown_codes_share_one_limit(app: Flask, tam: Person, visitor: Reader) -> None:
    code = earned_certificate(app, tam.id)
    statuses = [visitor.asks("GET", f"/vi/certificates/{code if n % 2 else 'KMM-1'}.json").status for n in range(64)]
    assert statuses[:60] == [404, 200] * 30
    assert set(statuses[60:]) == {429}
