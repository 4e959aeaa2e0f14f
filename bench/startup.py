"""Starting: from the command to the first answer, with a full catalogue."""

from __future__ import annotations

from bench import report, servers
from bench.places import MODULES, Place, forget_connections
from bench.report import Line

TIMES = 4


def measure(place: Place) -> list[Line]:
    """The quickest of a few starts: what else the machine does only ever slows one down."""
    forget_connections(place.app())  # the database and the built assets are there, as at every start but the first
    starts = []
    for _ in range(TIMES):
        with servers.platform(place) as server:
            starts.append(server.started_in)
    return [
        report.at_most(
            f"start-up with {MODULES} modules",
            min(starts),
            2,
            f"all of them: {', '.join(f'{seconds:.1f}' for seconds in starts)} s",
            unit=" s",
            digits=2,
        )
    ]
