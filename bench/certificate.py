"""The certificate: made in the request, beside the time of an empty page."""

from __future__ import annotations

from statistics import median

from bench import learners, report, timing
from bench.places import Place, forget_connections
from bench.report import Line

TIMES = 60


def measure(place: Place) -> list[Line]:
    """Ask for both in turn, as the holder of the certificate."""
    app = place.app()
    timing.add_empty_page(app)
    holder = learners.account(app)
    code = learners.earn_everything(app, holder)
    pages, documents = [], []
    for _ in range(TIMES):
        pages.append(timing.milliseconds(app, timing.EMPTY, holder.cookie))
        documents.append(timing.milliseconds(app, f"/vi/certificates/{code}.pdf", holder.cookie))
    forget_connections(app)
    return [
        report.at_most(
            "certificate PDF, in empty pages",
            median(documents) / median(pages),
            10,
            f"{median(documents):.1f} ms against {median(pages):.1f} ms; the first one {documents[0]:.0f} ms",
            digits=1,
        )
    ]
