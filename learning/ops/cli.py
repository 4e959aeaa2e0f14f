"""`flask worker`: the process that empties the outbox."""

from __future__ import annotations

import signal
import threading
from datetime import timedelta

import click
from flask import current_app
from flask.cli import with_appcontext

from learning import clock
from learning.db import db
from learning.ops import worker

IDLE_SECONDS = 2.0
TIDY_EVERY = timedelta(hours=1)


@click.command("worker")
@click.option("--once", is_flag=True, help="Do what is due, then stop.")
@with_appcontext
def run_worker(once: bool) -> None:
    """Send mails, make what takes long and tidy up until told to stop."""
    if not current_app.config["MAIL_SERVER"] and current_app.config["APP_ENV"] == "production":
        click.echo("MAIL_SERVER is not set: mails wait in the outbox until it is.", err=True)
    stop = threading.Event()
    if not once:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    next_tidy = clock.now()
    while not stop.is_set():
        if clock.now() >= next_tidy:
            worker.tidy(clock.now())
            next_tidy = clock.now() + TIDY_EVERY
        has_worked = worker.work_once(current_app.config, clock.now())
        db.session.remove()
        if once and not has_worked:
            return
        if not has_worked:
            stop.wait(IDLE_SECONDS)
