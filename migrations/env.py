"""Alembic's environment: the app's engine and tables, on SQLite and on PostgreSQL."""

from __future__ import annotations

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app

from learning.db import Base, UtcDateTime, db, writing


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | bool:
    """Write our own column types the way a migration imports them."""
    if kind == "type" and isinstance(item, UtcDateTime):
        autogen_context.imports.add("from learning.db import UtcDateTime")
        return "UtcDateTime()"
    return False


def run() -> None:
    """Run the migrations in one transaction on the app's own engine."""
    configure = current_app.extensions["migrate"].configure_args
    with writing(), db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, render_item=render_item, **configure)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
