"""What a request did behind its page: its statements, which of them while rendering, and what it left uncommitted."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, before_render_template, request_finished, template_rendered
from sqlalchemy import event

from learning.db import db

BRACKETS = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK TO", "PRAGMA")


@dataclass
class Deeds:
    """The deeds of one request."""

    statements: list[str] = field(default_factory=list)
    """Every statement sent, without those that only open and close transactions."""
    while_rendering: list[str] = field(default_factory=list)
    left_uncommitted: list[str] = field(default_factory=list)


class Witness:
    """Watches one app. Requests of several threads are told apart."""

    def __init__(self, app: Flask) -> None:
        self._now = threading.local()
        with app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", self._on_statement)
        event.listen(engine, "commit", self._on_end)
        event.listen(engine, "rollback", self._on_end)
        before_render_template.connect(self._on_render, app)
        template_rendered.connect(self._on_rendered, app)
        request_finished.connect(self._on_finished, app)

    def begin(self) -> Deeds:
        """Watch the next request of this thread."""
        self._now.deeds, self._now.unsaved, self._now.depth = Deeds(), [], 0
        deeds: Deeds = self._now.deeds
        return deeds

    def _on_statement(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        deeds = getattr(self._now, "deeds", None)
        if deeds is None or statement.startswith(BRACKETS):
            return
        deeds.statements.append(statement)
        if self._now.depth:
            deeds.while_rendering.append(statement)
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            self._now.unsaved.append(statement)

    def _on_end(self, _connection: Any) -> None:
        self._now.unsaved = []

    def _on_render(self, _app: Flask, **_: Any) -> None:
        self._now.depth = getattr(self._now, "depth", 0) + 1

    def _on_rendered(self, _app: Flask, **_: Any) -> None:
        self._now.depth = max(0, self._now.depth - 1)

    def _on_finished(self, _app: Flask, **_: Any) -> None:
        deeds = getattr(self._now, "deeds", None)
        if deeds is None:
            return
        session = db.session
        changed = [row for row in session.dirty if session.is_modified(row)]
        pending = [type(row).__name__ for row in (*session.new, *changed, *session.deleted)]
        deeds.left_uncommitted = [*self._now.unsaved, *pending]
