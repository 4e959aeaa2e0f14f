"""Memory: of the parent and two workers, after 2,000 and after 10,000 requests of every sort."""

from __future__ import annotations

from random import Random

from bench import learners, load, report, servers
from bench.load import Job
from bench.places import Place, forget_connections
from bench.report import Line

FIRST, ALL = 2_000, 10_000
LEARNERS = 25
QUIZZES_EACH = 10
FLAT = 1.05


def measure(place: Place) -> list[Line]:
    """A fifth answers, a tenth a learner's own pages, some certificates, the rest pages for visitors."""
    lanes = _lanes(place)
    share = FIRST * len(lanes) // ALL
    with servers.platform(place) as server:
        at_start = server.pss_mib()
        load.put(server, Job(server.port, lanes[:share], 0, again=False))
        early = server.pss_mib()
        load.put(server, Job(server.port, lanes[share:], 0, again=False))
        late = server.pss_mib()
    count = sum(map(len, lanes))
    return [
        report.at_most(
            f"memory of 2 workers after {count} requests (PSS)",
            late,
            200,
            f"at the start {at_start:.0f} MiB",
            unit=" MiB",
        ),
        report.at_most(f"  of what it was after {count * share // len(lanes)}", late / early, FLAT, digits=2),
    ]


def _lanes(place: Place) -> list[list[bytes]]:
    app = place.app()
    rng = Random(5)  # noqa: S311  (the same requests every time)
    lanes = []
    for n in range(LEARNERS):
        visit = learners.guest(app)
        for sitting in learners.begin_quizzes(app, visit.learner, QUIZZES_EACH, seed=n):
            lanes.append(learners.answers(visit, sitting, rng))
            lanes.append([load.request("GET", f"/vi/attempts/{sitting.id}/result", cookie=visit.cookie)])
        own = ["/vi/my-learning", "/vi/", "/vi/courses/"]
        lanes += [[load.request("GET", path, cookie=visit.cookie)] for path in own * 10]
    holder = learners.account(app, "minh-remembers")
    code = learners.earn_everything(app, holder)
    lanes += [[load.request("GET", f"/vi/certificates/{code}.pdf", cookie=holder.cookie)] for _ in range(100)]
    catalogue = app.extensions["catalogue"]
    public = [
        f"/{language}/modules/{module.id}{rest}"
        for language in ("vi", "en")
        for module in catalogue.modules.values()
        for rest in ("", "/lesson/1", "/lesson/2", "/lesson/3", "/lesson/3?recall=x", "/quiz")
    ]
    while (missing := ALL - sum(map(len, lanes))) > 0:
        lanes += [[load.request("GET", path)] for path in public[:missing]]
    rng.shuffle(lanes)
    forget_connections(app)
    return lanes
