"""How property tests run: the same examples on every machine, no stopwatch, nothing left on the disk."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def always(examples: int = 100) -> settings:
    """Run a property on so many examples; a failure found once is found every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
