"""The processor time of one page in this process, and an empty page to measure others by."""

from __future__ import annotations

import time

from flask import Flask, render_template_string
from werkzeug.test import Client

from learning.web.access import Permission, allow

EMPTY = "/vi/empty"
TEMPLATE = (
    '{% extends "layouts/base.html" %}{% block title %}Trống{% endblock %}{% block main %}<h1>Trống</h1>{% endblock %}'
)


def add_empty_page(app: Flask) -> None:
    """A page with nothing in it but what stands on every page."""

    @app.get("/<lang>/empty")
    @allow(Permission.PAGE_READ)
    def empty() -> str:
        return render_template_string(TEMPLATE)


def milliseconds(app: Flask, path: str, cookie: str) -> float:
    """The processor time that the app takes to answer this reader: it waits for nothing here but the processor."""
    client = Client(app, use_cookies=False)
    began = time.process_time()
    answer = client.get(path, headers={"Cookie": cookie})
    took = (time.process_time() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return took
