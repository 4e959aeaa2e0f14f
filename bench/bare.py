"""What the platform is compared with: the least a Flask view can do on the same server, machine and database."""

from __future__ import annotations

import json
import os
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import Flask, request
from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Uuid,
    create_engine,
    event,
    insert,
    select,
)

metadata = MetaData()
sessions = Table(
    "bare_session",
    metadata,
    Column("token_hash", String, primary_key=True),
    Column("learner_id", Uuid, nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
)
responses = Table(
    "bare_response",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("learner_id", Uuid, nullable=False),
    Column("choice", JSON, nullable=False),
    Column("share", Float, nullable=False),
    Column("answered_at", DateTime(timezone=True), nullable=False),
)
TOKEN = "token"  # noqa: S105


def engine_of(url: str) -> Engine:
    """An engine with the durability that the platform has, and as many connections as a worker has threads."""
    engine = create_engine(url, pool_size=10)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _connect(connection: Any, _record: Any) -> None:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=15000"):
                connection.execute(f"PRAGMA {pragma}")

    return engine


def prepare(url: str) -> None:
    """The two tables, and one session."""
    engine = engine_of(url)
    metadata.create_all(engine)
    with engine.begin() as connection:
        row = {"token_hash": TOKEN, "learner_id": uuid.uuid4(), "ends_at": datetime(2100, 1, 1, tzinfo=UTC)}
        connection.execute(insert(sessions).values(row))
    engine.dispose()


def hello() -> Flask:
    """A page of one word."""
    app = Flask("hello")

    @app.get("/")
    def _index() -> str:
        return "Hello, World!"

    return app


def store() -> Flask:
    """Read a session row, insert one row, commit: what storing a response is made of."""
    app = Flask("store")
    engine = engine_of(os.environ["DATABASE_URL"])

    @app.get("/")
    def _index() -> str:
        return "ready"

    @app.post("/")
    def _answer() -> tuple[str, int]:
        with engine.connect() as connection:
            token = request.cookies["session"]
            person = connection.execute(select(sessions).where(sessions.c.token_hash == token)).one()
            connection.execute(
                insert(responses).values(
                    id=uuid.uuid4(),
                    position=int(request.form["position"]),
                    learner_id=person.learner_id,
                    choice=json.loads(request.form["choice"]),
                    share=1.0,
                    answered_at=datetime.now(UTC),
                )
            )
            connection.commit()
        return "", 204

    return app
