"""The certificate: made in the request, beside the time of an empty page."""

from __future__ import annotations

import time
from statistics import median

from flask import Flask, render_template_string
from werkzeug.test import Client

from bench import learners, report
from bench.places import Place, forget_connections
from bench.report import Line
from learning.web.access import Permission, allow

TIMES = 60
EMPTY = (
    '{% extends "layouts/base.html" %}{% block title %}Trống{% endblock %}{% block main %}<h1>Trống</h1>{% endblock %}'
)


def measure(place: Place) -> list[Line]:
    """Ask for both in turn, as the holder of the certificate."""
    app = place.app()

    @app.get("/<lang>/empty")
    @allow(Permission.PAGE_READ)
    def empty() -> str:
        return render_template_string(EMPTY)

    visit = learners.account(app, "minh-again")
    code = learners.earn_everything(app, visit)
    pages, documents = [], []
    for _ in range(TIMES):
        pages.append(_milliseconds(app, "/vi/empty", visit.cookie))
        documents.append(_milliseconds(app, f"/vi/certificates/{code}.pdf", visit.cookie))
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


def _milliseconds(app: Flask, path: str, cookie: str) -> float:
    client = Client(app, use_cookies=False)
    began = time.perf_counter()
    answer = client.get(path, headers={"Cookie": cookie})
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return took
