"""The same promises on SQLite and on PostgreSQL: what is new, who writes next, who is still there."""

from __future__ import annotations

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from learning import clock
from learning import db as database_room
from learning.db import db, insert_once, writing
from learning.quiz.models import ItemVersion
from tests import builders


def version(name):
    return {"version": name, "item_id": "an-item", "body": {"kind": "single"}, "published_at": clock.now()}


@pytest.mark.storage
def test_insert_once_tells_new_rows_from_those_that_were_there(app):
    with app.app_context(), writing():
        assert insert_once(ItemVersion, version("a")) == 1
        assert insert_once(ItemVersion, version("a")) == 0
        assert insert_once(ItemVersion, version("a"), version("b"), version("c")) == 2
        db.session.commit()
    assert {row.version for row in builders.rows(app, ItemVersion)} == {"a", "b", "c"}


@contextmanager
def a_writer(app):
    """Somebody in another thread who has begun to write, until the block ends."""
    has_begun, may_end = threading.Event(), threading.Event()

    def write():
        with app.app_context(), writing():
            insert_once(ItemVersion, version("theirs"))
            has_begun.set()
            may_end.wait(10)
            db.session.commit()

    thread = threading.Thread(target=write)
    thread.start()
    assert has_begun.wait(10)
    try:
        yield
    finally:
        may_end.set()
        thread.join(10)


def write_in_a_thread(app, done):
    def write():
        with app.app_context(), writing():
            insert_once(ItemVersion, version("ours"))
            db.session.commit()
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    return thread


def test_writers_of_a_sqlite_file_take_turns(app):
    done = threading.Event()
    with a_writer(app):
        thread = write_in_a_thread(app, done)
        assert not done.wait(0.2)
    thread.join(10)
    assert done.is_set()
    assert len(builders.rows(app, ItemVersion)) == 2


def test_readers_of_a_sqlite_file_wait_for_nobody(app):
    with a_writer(app):
        assert builders.rows(app, ItemVersion) == []


def test_a_writer_that_fails_gives_up_its_turn(app):
    with app.app_context(), writing():
        insert_once(ItemVersion, version("never"))
        db.session.remove()  # as after a request that crashed
    done = threading.Event()
    write_in_a_thread(app, done).join(10)
    assert done.is_set()
    assert [row.version for row in builders.rows(app, ItemVersion)] == ["ours"]


def test_whoever_has_waited_too_long_for_a_turn_asks_sqlite_itself(app, monkeypatch):
    monkeypatch.setattr(database_room._Line, "patience", 0.05)
    first, second = threading.Event(), threading.Event()
    with a_writer(app):
        thread = write_in_a_thread(app, first)
        assert not first.wait(0.3)
    thread.join(10)
    write_in_a_thread(app, second).join(10)
    assert first.is_set()
    assert second.is_set()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_was_cut_while_it_rested_is_replaced(app, monkeypatch):
    monkeypatch.setattr(database_room, "RESTS_UNASKED", 0.0)
    with app.app_context():
        cut = db.session.scalar(text("SELECT pg_backend_pid()"))
        db.session.remove()
        other = create_engine(db.engine.url)
        with other.connect() as connection:
            assert connection.scalar(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": cut})
        other.dispose()
        assert db.session.scalar(text("SELECT pg_backend_pid()")) != cut
