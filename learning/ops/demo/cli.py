"""`flask demo seed`: fill a database with a school for trying and for measuring. Never in production."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from learning import clock

if TYPE_CHECKING:
    from learning.ops.demo import Room

group = AppGroup("demo", help="A school for trying and for measuring.")


@group.command("seed")
@click.option("--seed", default=7, show_default=True, help="Another number, another school.")
@click.option("--classes", default=12, show_default=True, type=click.IntRange(1, 12))
@click.option("--pupils", default=480, show_default=True, type=click.IntRange(1, 720), help="In all classes together.")
@click.option("--password", help="Of all teachers. Drawn by lot and shown at the end if you name none.")
def seed_school(seed: int, classes: int, pupils: int, password: str | None) -> None:
    """Open a school: teachers, classes, pupils, and four weeks in which they have learned."""
    if current_app.config["APP_ENV"] == "production":
        raise click.ClickException("this is a production platform (APP_ENV): its database is not for playing")
    from learning.ops import demo  # names and answers are read only by those who play

    password = password or "-".join(secrets.token_hex(2) for _ in range(4))
    began = time.monotonic()
    try:
        rooms = demo.seed(
            current_app.extensions["catalogue"],
            password,
            seed=seed,
            class_count=classes,
            pupil_count=pupils,
            now=clock.now(),
            tell=click.echo,
        )
    except demo.ThereAlready:
        raise click.ClickException("the demo school is in this database already; take an empty one") from None
    click.echo(f"{len(rooms)} classes with {pupils} pupils in {time.monotonic() - began:.0f} s\n")
    _say_how_to_sign_in(rooms, password)


def _say_how_to_sign_in(rooms: Sequence[Room], password: str) -> None:
    from learning.ops.demo import login_of
    from learning.ops.demo.plan import TEACHERS

    base = current_app.config["BASE_URL"]
    click.echo(f"Teachers sign in at {base}/vi/sign-in with the password {password}")
    for key, teacher in TEACHERS.items():
        taught = [room for room in rooms if key in room.plan.teachers]
        if taught:
            where = ", ".join(f"{room.classroom.name} ({room.classroom.code})" for room in taught)
            click.echo(f"  {login_of(key):18} {teacher.name}: {where}")
    pupil, card = rooms[0].pupils[0]
    click.echo(f"\nA pupil signs in at {base}/vi/class, such as")
    click.echo(f"  {rooms[0].classroom.code}, {pupil.nickname}, {', '.join(card.pictures)}")
