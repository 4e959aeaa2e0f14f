"""Progress: what you have done and should do next."""

from learning.progress.completions import (
    NOTHING,
    Reached,
    checks_reached,
    finish,
    is_earned,
    may_sit_check,
    modules_reached,
    reach_screen,
    reached_by,
)
from learning.progress.records import ProgressRecords

__all__ = [
    "NOTHING",
    "ProgressRecords",
    "Reached",
    "checks_reached",
    "finish",
    "is_earned",
    "may_sit_check",
    "modules_reached",
    "reach_screen",
    "reached_by",
]
