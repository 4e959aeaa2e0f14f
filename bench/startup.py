"""Starting: from the command to the first answer, with all that is taught."""

from __future__ import annotations

from bench import report, servers
from bench.places import Place, forget_connections
from bench.report import Line

TIMES = 4


def measure(place: Place) -> list[Line]:
    """The quickest of a few starts: what else the machine does only ever slows one down."""
    app = place.app()  # the database and the built assets are there, as at every start but the first
    forget_connections(app)
    (place.instance / "catalogue").unlink()
    after_an_edit, *starts = [_started_in(place) for _ in range(1 + TIMES)]
    return [
        report.at_most(
            f"start-up with all {len(app.extensions['catalogue'].modules)} modules",
            min(starts),
            2,
            f"all of them: {', '.join(f'{seconds:.1f}' for seconds in starts)} s",
            f"the first one after an edit, when all files are read and checked: {after_an_edit:.1f} s",
            unit=" s",
            digits=2,
        )
    ]


def _started_in(place: Place) -> float:
    with servers.platform(place) as server:
        return server.started_in
