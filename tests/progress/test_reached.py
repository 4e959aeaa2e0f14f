"""The state of a module, from what was reached in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from learning.progress import NOTHING, Reached

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reached", "state"),
    [
        (NOTHING, "not-started"),
        (Reached(screen=1), "in-progress"),
        (Reached(best_share=0.0), "in-progress"),
        (Reached(screen=7, best_share=0.69), "in-progress"),
        (Reached(best_share=0.7, done_at=NOW), "done"),
    ],
)
def test_a_module_is_not_started_in_progress_or_done(reached: Reached, state: str) -> None:
    assert reached.state == state
