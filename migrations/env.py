"""Alembic's environment: the app's engine and tables, on SQLite and on PostgreSQL."""

from __future__ import annotations

from alembic import context
from flask import current_app

from learning.db import Base, db, writing


def run() -> None:
    """Run the migrations in one transaction on the app's own engine."""
    configure = current_app.extensions["migrate"].configure_args
    with writing(), db.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata, compare_type=True, **configure)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
