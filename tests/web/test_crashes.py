"""When something of ours breaks: a page that says so, in the reader's language, even if the database is gone."""

from __future__ import annotations

import pytest

from learning import create_app
from tests.conftest import SMALL_COURSES
from tests.manners import faults_of
from tests.markup import parse
from tests.servers import free_port


@pytest.fixture
def cut_off(tmp_path):
    """An app whose database does not answer, and somebody with a session cookie."""
    app = create_app(
        {
            "SECRET_KEY": "a key for tests that protects nobody",
            "INSTANCE_PATH": str(tmp_path),
            "COURSES": str(SMALL_COURSES),
            "SQLALCHEMY_DATABASE_URI": f"postgresql://nobody@127.0.0.1:{free_port()}/nothing",
        }
    )
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"] = "a token"
    return browser


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_database_that_is_gone_gives_our_own_page(cut_off, language):
    response = cut_off.get(f"/{language}/courses/")
    assert response.status_code == 500
    assert "Content-Security-Policy" in response.headers
    assert faults_of(parse(response.get_data(as_text=True)), language, {"localhost"}) == []


def test_health_tells_the_process_from_the_database(cut_off):
    assert cut_off.get("/healthz").status_code == 200
    assert cut_off.get("/readyz").status_code == 503
