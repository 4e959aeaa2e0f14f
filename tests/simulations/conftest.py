"""A course folder with one simulation in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SMALL_COURSES

SCENARIO = Path(__file__).parent / "scenario.yaml"


@pytest.fixture(scope="session")
def simulated_courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course with the simulation `a-call` on its first screen."""
    root = tmp_path_factory.mktemp("courses") / "courses"
    shutil.copytree(SMALL_COURSES, root)
    module = root / "modules" / "demo"
    (module / "simulations").mkdir()
    shutil.copy(SCENARIO, module / "simulations" / "a-call.yaml")
    for language in ("vi", "en"):
        lesson = module / f"lesson.{language}.md"
        heading, rest = lesson.read_text("utf-8").split("\n", 1)
        lesson.write_text(f"{heading}\n\n:::simulation a-call\n:::\n{rest}", "utf-8")
    return root


@pytest.fixture
def courses(simulated_courses: Path) -> Path:
    """What the app of these tests teaches."""
    return simulated_courses
