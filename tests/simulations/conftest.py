"""A course folder with one simulation in it."""

from __future__ import annotations

from pathlib import Path

import pytest

SCENARIO = Path(__file__).parent / "scenario.yaml"


@pytest.fixture
def courses(simulated_courses: Path) -> Path:
    """What the app of these tests teaches."""
    return simulated_courses
