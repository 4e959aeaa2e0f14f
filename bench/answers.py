"""Storing a response: the rate beside a bare Flask view's on the same database, and whether anybody waits too long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from statistics import median
from urllib.parse import urlencode

from bench import bare, learners, load, report, servers
from bench.load import Job, Slice
from bench.places import Place, forget_connections
from bench.report import Line
from learning.db import db

LEARNERS = 64
ROUNDS = 11
SECONDS = 0.8


def measure(place: Place, quizzes_each: int) -> list[Line]:
    """Alternate short slices of load on both servers, so that whatever else the machine does hits both alike."""
    lanes = _lanes(place, quizzes_each)
    bare.prepare(place.database_url)
    with servers.platform(place) as ours, servers.bare("bench.bare:store()", place.environment) as theirs:
        taken = 0
        our_slices, their_slices, ratios = [], [], []
        for n in range(ROUNDS + 1):
            if len(lanes) - taken < LEARNERS:
                break  # a machine so quick has told enough
            their_slice = load.put_evenly(theirs, Job(theirs.port, [[_bare_answer()]], SECONDS, again=True))
            our_slice = load.put(ours, Job(ours.port, lanes[taken:], SECONDS, again=False))
            taken += our_slice.outcome.lanes_begun
            if n:  # the first round warms up
                their_slices.append(their_slice)
                our_slices.append(our_slice)
                ratios.append(our_slice.outcome.rate / their_slice.outcome.rate)
    stored, acknowledged = _stored(place), sum(_kept(piece) for piece in our_slices)
    return [
        report.at_least(
            f"rate of a bare Flask view, {place.name}",
            median(ratios),
            0.40,
            f"{load.rate(our_slices):.0f} a second against {load.rate(their_slices):.0f}; "
            f"ratios {', '.join(f'{ratio:.2f}' for ratio in ratios)}",
            f"processor time of the workers an answer: {load.cpu(our_slices):.2f} ms against "
            f"{load.cpu(their_slices):.2f} ms; balance of the workers {load.balance(our_slices):.2f}, "
            f"{load.balance(their_slices):.2f}",
            f"{acknowledged} answers acknowledged in these slices, {stored} stored in all",
        ),
        _spread(place, our_slices, their_slices),
    ]


def _spread(place: Place, our_slices: Sequence[Slice], their_slices: Sequence[Slice]) -> Line:
    pooled = [latency for piece in our_slices for latency in piece.outcome.latencies]
    outcome = load.Outcome(1.0, pooled)
    theirs = load.Outcome(1.0, [latency for piece in their_slices for latency in piece.outcome.latencies])
    return report.at_most(
        f"p95 at {load.AT_ONCE} at once, in medians, {place.name}",
        outcome.percentile(0.95) / outcome.percentile(0.5),
        4,
        f"median {outcome.percentile(0.5):.0f} ms, p95 {outcome.percentile(0.95):.0f} ms, "
        f"longest {outcome.percentile(1):.0f} ms; the bare view {theirs.percentile(0.5):.0f}, "
        f"{theirs.percentile(0.95):.0f}, {theirs.percentile(1):.0f} ms",
        digits=1,
    )


def _lanes(place: Place, quizzes_each: int) -> list[list[bytes]]:
    """A lane for each quiz; quizzes of one learner stand far apart, so that nobody answers two at once."""
    app = place.app()
    rng = Random(7)  # noqa: S311  (the same answers every time)
    visits = [learners.guest(app) for _ in range(LEARNERS)]
    begun = [learners.begin_quizzes(app, visit.learner, quizzes_each, seed=n) for n, visit in enumerate(visits)]
    forget_connections(app)
    return [learners.answers(visits[n], begun[n][turn], rng) for turn in range(quizzes_each) for n in range(LEARNERS)]


def _bare_answer() -> bytes:
    body = urlencode({"position": 3, "choice": json.dumps(["a", "b"])})
    return load.request("POST", "/", cookie=f"session={bare.TOKEN}", body=body)


def _kept(piece: Slice) -> int:
    if set(piece.outcome.statuses) != {303}:
        raise RuntimeError(f"some answers were refused: {dict(piece.outcome.statuses)}")
    return piece.outcome.statuses[303]


def _stored(place: Place) -> int:
    from sqlalchemy import func, select

    from learning.quiz.models import Response

    app = place.app()
    with app.app_context():
        count = db.session.scalar(select(func.count()).select_from(Response)) or 0
    forget_connections(app)
    return count
