"""Settings: each one that the code reads is in .env.example and in the operator's guide, and no other is."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

import config
from tests.house.settings import ROOT, known_settings

PRODUCTION = {"APP_ENV": "production", "SECRET_KEY": "x" * 32, "DATABASE_URL": "sqlite://"}


def test_every_setting_is_in_the_example_and_no_other():
    example = (ROOT / ".env.example").read_text("utf-8")
    assert set(re.findall(r"^#?([A-Z][A-Z_]+)=", example, re.MULTILINE)) == known_settings()


def test_every_setting_is_in_the_operators_guide_and_no_other():
    guide = (ROOT / "docs" / "operating.md").read_text("utf-8")
    assert set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", guide, re.MULTILINE)) == known_settings()


@pytest.mark.parametrize("key", ["", "too short"])
def test_production_refuses_to_run_without_a_good_key(key):
    with pytest.raises(config.MissingSetting, match="SECRET_KEY"):
        config.settings({**PRODUCTION, "SECRET_KEY": key})


def test_a_missing_setting_is_one_sentence_and_no_traceback(tmp_path):
    environment = {"PATH": os.environ["PATH"], "APP_ENV": "production", "INSTANCE_PATH": str(tmp_path)}
    command = [sys.executable, "-c", "import wsgi"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set")
    assert len(done.stderr.splitlines()) == 1


def test_development_makes_its_key_once(tmp_path):
    first, second = (config.settings({"INSTANCE_PATH": str(tmp_path)})["SECRET_KEY"] for _ in range(2))
    assert first == second
    assert len(first) == 64
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_an_old_address_of_postgresql_works():
    assert (
        config.settings({**PRODUCTION, "DATABASE_URL": "postgres://h/d"})["SQLALCHEMY_DATABASE_URI"]
        == "postgresql://h/d"
    )


def test_cookies_are_for_https_alone_where_the_site_is():
    assert config.settings({**PRODUCTION, "BASE_URL": "https://hoc.example"})["SESSION_COOKIE_SECURE"] is True
    assert config.settings(PRODUCTION)["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_lock_files_hold_hashes_and_name_no_host(name):
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "index-url" not in text
    for package in re.split(r"\n(?=\S)", text):
        assert package.startswith(("#", "-c")) or "--hash=sha256:" in package, package[:60]
