"""`flask certificate …`: what staff do by command."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from sqlalchemy import select

from learning import clock
from learning.certificates import award, codes
from learning.certificates.models import Certificate
from learning.db import db, writing

group = AppGroup("certificate", help="Look after certificates.")


@group.command("revoke")
@click.argument("code")
@click.option("--because", required=True, help="The reason, for the audit log.")
def revoke(code: str, because: str) -> None:
    """Take a certificate back; its public page says so from now on."""
    with writing():
        certificate = db.session.scalar(select(Certificate).where(Certificate.code == codes.typed(code)))
        if certificate is None:
            raise click.ClickException("there is no certificate with this code")
        award.revoke(certificate, because, actor_id=None, now=clock.now())
        db.session.commit()
    click.echo(f"{codes.shown(certificate.code)} is revoked")
