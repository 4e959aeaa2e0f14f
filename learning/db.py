"""The database: one session, one naming convention, the same promises on SQLite and on PostgreSQL."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Any, cast
from uuid import UUID

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, MetaData, String, Uuid, case, event, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

WAITS_FOR = 15
"""Seconds that a writer waits for its turn at a SQLite file."""

RESTS_UNASKED = 1.0
"""Seconds that a connection to PostgreSQL may rest without being asked whether it is still there."""

_writing: ContextVar[bool] = ContextVar("writing", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC. SQLite has no time zones, so they are added on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they would silently mean another moment."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no moment: use clock.now()")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Every time read is aware and in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[str, "key"]
"""A text to sort or find by, made by the platform: compared letter by letter on both databases, whatever the locale."""


class Base(DeclarativeBase):
    """The base of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            UUID: Uuid(),
            Key: String().with_variant(String(collation="C"), "postgresql"),
            dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
            list[Any]: JSON().with_variant(JSONB(), "postgresql"),
        },
    )


db = SQLAlchemy(
    model_class=Base, disable_autonaming=True, session_options={"autoflush": False, "expire_on_commit": False}
)
migrate = Migrate()


@contextmanager
def writing() -> Iterator[None]:
    """What begins inside this block begins as a writer.

    SQLite lets a reader become a writer only if nobody wrote meanwhile; a transaction that will write says so at its
    start (`BEGIN IMMEDIATE`) and waits in line instead of failing. PostgreSQL needs nothing of it.
    """
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


def leave_the_line() -> None:
    """Commit, because something slow comes next that needs no database: a hash, a sheet to print.

    On SQLite one transaction writes at a time: whoever keeps it for the 30 ms of a hash makes a whole class wait. What
    comes after this stands in a transaction of its own, and must look again at what it relies on.
    """
    db.session.commit()


def insert_into(table: type[Base]) -> Any:
    """SQLAlchemy's `insert` of the database in use, which knows `ON CONFLICT`; both write it alike."""
    return _insert_of(db.session.connection().dialect.name)(table)


def _insert_of(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


def insert_once(table: type[Base], *rows: dict[str, Any]) -> int:
    """Insert each row unless its key is taken; how many are new. One statement, the same on both databases."""
    connection = db.session.connection()
    statement = _insert_once(table, connection.dialect.name)
    return int(connection.execute(statement, rows[0] if len(rows) == 1 else rows).rowcount)


@cache
def _insert_once(table: type[Base], dialect: str) -> Any:
    """The statement for a table, made once: SQLAlchemy keeps the SQL of a statement that has no values in it.

    Without `preserve_rowcount` it answers -1 on PostgreSQL: nobody could tell a new row from one that was there.
    """
    return _insert_of(dialect)(table.__table__).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def raise_to(table: type[Base], key: dict[str, Any], values: dict[str, Any], *, first: tuple[str, ...] = ()) -> None:
    """Insert a row, or raise the one with this key: a value never falls and never becomes NULL again. One statement.

    The columns in `first` keep what they were first set to (the moment at which something was reached).
    """
    connection = db.session.connection()
    statement = _raise_to(table, tuple(key), tuple(values), first, connection.dialect.name)
    connection.execute(statement, {**key, **values})


@cache
def _raise_to(
    table: type[Base], key: tuple[str, ...], columns: tuple[str, ...], first: tuple[str, ...], dialect: str
) -> Any:
    statement = _insert_of(dialect)(table.__table__)
    changes: dict[str, Any] = {}
    for column in columns:
        old, new = table.__table__.c[column], statement.excluded[column]
        is_better = new < old if column in first else new > old
        changes[column] = case((or_(old.is_(None), is_better), new), else_=old)
    return statement.on_conflict_do_update(index_elements=list(key), set_=changes)


def prepare(engine: Engine) -> None:
    """Install what each database needs to keep the same promises as the other."""
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    else:
        _ask_rested_connections(engine)


def _ask_rested_connections(engine: Engine) -> None:
    """Ask a connection that has rested for a while whether it is still there: the server may have been restarted.

    The pool's own `pool_pre_ping` asks before every use, which on a busy server costs each request a round trip.
    """

    @event.listens_for(engine, "checkin")
    def _checkin(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _checkout(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        now = time.monotonic()
        if now - record.info.get("rests_since", now) < RESTS_UNASKED:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise InvalidatePoolError from gone


def _prepare_sqlite(engine: Engine) -> None:
    line = _Line(f"{engine.url.database}-line")

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own: we do, below
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={WAITS_FOR * 1000}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if _writing.get():
            line.join(cast("dict[Any, Any]", connection.connection.record_info))
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")

    @event.listens_for(engine, "checkin")
    def _checkin(_connection: Any, record: ConnectionPoolEntry) -> None:
        line.leave(cast("dict[Any, Any]", record.record_info))


class _Line:
    """The line in which the writers of a SQLite file wait, over all threads and processes of this machine.

    SQLite itself has none: who is refused sleeps and tries again, and while many write, some sleep on and on (measured
    with 32 learners at once: p95 6 medians and waits of seconds; with the line 2 medians). Here the threads of a
    process wait at a lock, and the first of each process in the kernel, at an advisory lock of an empty file. The
    kernel frees that lock when a process dies. Nothing depends on it but fairness: the database keeps its own locks,
    and whoever cannot stand in line, or has waited too long, asks SQLite directly and hears its refusal.
    """

    patience = WAITS_FOR

    def __init__(self, path: str) -> None:
        self.path = path
        self.here = threading.Lock()

    def join(self, place: dict[Any, Any]) -> None:
        """Wait until it is this connection's turn; it stays until the connection goes back to the pool."""
        if "turn" in place or not self.here.acquire(timeout=self.patience):
            return
        place["turn"] = None
        with suppress(OSError):
            place["turn"] = os.open(self.path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(place["turn"], fcntl.LOCK_EX)

    def leave(self, place: dict[Any, Any]) -> None:
        """Let the next one have its turn."""
        if "turn" not in place:
            return
        file = place.pop("turn")
        if file is not None:
            os.close(file)
        self.here.release()
