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


@group.command("unvouch")
@click.argument("login")
def unvouch(login: str) -> None:
    """Take the trust back: nothing sensitive is assigned from now on, and no more than 60 pupils come in."""
    with writing():
        learner = _account(login)
        classes.unvouch(learner, now=clock.now())
        db.session.commit()
    click.echo(f"{learner.name} is no longer vouched for")


@group.command("vouch")
@click.argument("login")
def vouch(login: str) -> None:
    """Vouch for a teacher: the classes hold more pupils and may get sensitive modules."""
    with writing():
        learner = _account(login)
        classes.vouch(learner, now=clock.now())
        db.session.commit()
    click.echo(f"{learner.name} is vouched for")


def _account(login: str) -> Learner:
    learner = db.session.scalar(select(Learner).where(Learner.login == login_from(login)))
    if learner is None:
        raise click.ClickException("there is no account with this login")
    return learner
