"""`flask content …`, as an author runs it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from learning import clock
from tests.catalogue.trees import VALID, changed


@pytest.fixture
def courses() -> Path:
    return VALID


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["content", *arguments])


def test_check_of_clean_files_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 12, 1))
    result = run(app, "check", "--strict")
    assert (result.exit_code, result.output) == (0, "0 errors, 0 warnings\n")


def test_check_names_each_fault_and_fails(app: Flask, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "COURSES", str(tree))
    with changed(tree / "demo-course/course.yaml", b"id: demo-course\n"):
        result = run(app, "check")
    assert result.exit_code == 1
    assert "demo-course/course.yaml:1:1: `title` is missing: add it" in result.output
    assert result.output.splitlines()[-1].endswith(" errors, 0 warnings")


def test_check_of_a_folder_tells_of_that_folder_alone(app: Flask, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "COURSES", str(tree))
    with changed(tree / "demo-course/course.yaml", b"id: demo-course\n"):
        assert run(app, "check", str(tree / "modules")).exit_code == 0
        for path in ("demo-course", "demo-course/course.yaml", "."):
            assert run(app, "check", str(tree / path)).exit_code == 1


def test_a_folder_whose_name_begins_alike_is_another_folder(
    app: Flask, tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "COURSES", str(tree))
    (tree / "demo").mkdir(exist_ok=True)
    try:
        with changed(tree / "demo-course/course.yaml", b"id: demo-course\n"):
            assert "0 errors" not in run(app, "check", str(tree / "demo-course")).output
            assert "demo-course/" not in run(app, "check", str(tree / "demo")).output
    finally:
        (tree / "demo").rmdir()


def test_check_of_a_folder_elsewhere_says_that_it_is_elsewhere(app: Flask, tmp_path: Path) -> None:
    result = run(app, "check", str(tmp_path))
    assert result.exit_code == 2
    assert "is not in the course folder" in result.output


def test_lapsed_dates_fail_only_a_strict_check(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 1))
    lax, strict = run(app, "check"), run(app, "check", "--strict")
    assert (lax.exit_code, strict.exit_code) == (0, 1)
    assert "the review date has lapsed" in lax.output
    assert lax.output.endswith("0 errors, 2 warnings\n")


def test_stats_count_what_there_is(app: Flask) -> None:
    lines = run(app, "stats").output.splitlines()
    demo = next(line.split() for line in lines if line.startswith("demo "))
    assert demo[1:4] == ["17", "12", "4"]
    assert lines[-1] == "1 courses, 1 modules, vi and en in every text"


def test_no_command_needs_the_courses_to_be_whole(tmp_path: Path, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "COURSES", str(tmp_path))
    result = run(app, "check")
    assert result.exit_code == 1
    assert "vocabulary/facts.yaml:1:1: the file is missing" in result.output
