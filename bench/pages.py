"""Content pages: every screen of every lesson for a visitor, beside a page of one word."""

from __future__ import annotations

from statistics import median

from flask import Flask

from bench import learners, load, report, servers, timing
from bench.load import Job
from bench.places import Place, forget_connections
from bench.report import Line

ROUNDS = 11
SECONDS = 0.8
WARM = 5
"""How often each page is asked for before, so that each worker has met it: it is rendered once a day."""
BROWSER = (("Accept-Encoding", "gzip, deflate, br"),)


def measure(place: Place) -> list[Line]:
    """Alternate short slices of load on both servers."""
    app = place.app()
    anew = _rendered_anew(app)
    catalogue = app.extensions["catalogue"]
    forget_connections(app)
    lanes = [
        [load.request("GET", f"/{language}/modules/{module.id}/lesson/{number}", headers=BROWSER)]
        for module in catalogue.modules.values()
        for language in ("vi", "en")
        for number in range(1, len(module.screens(language)) + 1)
    ]
    our_slices, their_slices, ratios = [], [], []
    with servers.platform(place) as ours, servers.bare("bench.bare:hello()", place.environment) as theirs:
        load.put(ours, Job(ours.port, lanes * WARM, 0, again=False))
        for n in range(ROUNDS + 1):
            their_slice = load.put_evenly(theirs, Job(theirs.port, [[load.request("GET", "/")]], SECONDS, again=True))
            our_slice = load.put_evenly(ours, Job(ours.port, lanes, SECONDS, again=True))
            if set(our_slice.outcome.statuses) != {200}:
                raise RuntimeError(f"some pages were refused: {dict(our_slice.outcome.statuses)}")
            if n:  # the first round warms up
                ratios.append(our_slice.outcome.rate / their_slice.outcome.rate)
                our_slices.append(our_slice)
                their_slices.append(their_slice)
    return [
        report.at_least(
            f"rate of a hello-world app, {len(lanes)} lesson screens",
            median(ratios),
            0.50,
            f"{load.rate(our_slices):.0f} a second against {load.rate(their_slices):.0f}; "
            f"ratios {', '.join(f'{ratio:.2f}' for ratio in ratios)}",
            f"processor time of the workers a page: {load.cpu(our_slices):.2f} ms against "
            f"{load.cpu(their_slices):.2f} ms; balance of the workers {load.balance(our_slices):.2f}, "
            f"{load.balance(their_slices):.2f}",
            f"for a learner, for whom it is rendered anew: {anew:.2f} ms",
        )
    ]


def _rendered_anew(app: Flask) -> float:
    learner = learners.guest(app)
    module = next(iter(app.extensions["catalogue"].modules))
    path = f"/vi/modules/{module}/lesson/2"
    return median(timing.milliseconds(app, path, learner.cookie) for _ in range(30))
