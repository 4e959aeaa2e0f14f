"""`flask teacher …`: what staff do by command."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from learning import clock
from learning.accounts.forms import login_from
from learning.accounts.models import Learner
from learning.classrooms import classes
from learning.db import db, writing

group = AppGroup("teacher", help="Look after teachers.")


@group.command("vouch")
@click.argument("login")
def vouch(login: str) -> None:
    """Vouch for a teacher: the classes hold more pupils and may get sensitive modules."""
    with writing():
        learner = db.session.scalar(select(Learner).where(Learner.login == login_from(login)))
        if learner is None:
            raise click.ClickException("there is no account with this login")
        classes.vouch(learner, now=clock.now())
        db.session.commit()
    click.echo(f"{learner.name} is vouched for")
