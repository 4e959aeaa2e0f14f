"""A running server, and its own database reached from here: what a test must know of it, or put into it first."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from flask import Flask

from learning import clock, create_app, quiz
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Course
from learning.db import db, raise_to, writing
from learning.items.base import Choice, ItemBase
from learning.progress.models import ModuleCompletion
from learning.quiz.models import Attempt, Response
from tests import builders, databases
from tests.builders import SittingOf
from tests.servers import Server


@dataclass(frozen=True)
class Site:
    """A server with the app that stands behind it."""

    url: str
    app: Flask

    @property
    def catalogue(self) -> Catalogue:
        """What it teaches."""
        return builders.catalogue_of(self.app)

    def cookie_of(self, learner: Learner) -> dict[str, str]:
        """The session cookie of a device on which `learner` is signed in."""
        token = secrets.token_urlsafe(32)
        builders.new_session(self.app, learner.id, token)
        return self.cookie(token)

    def cookie(self, token: str) -> dict[str, str]:
        """The cookie that carries a session's token."""
        signer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        value = signer.dumps({"_permanent": True, "_user_id": token, "_fresh": True})
        return {"name": "session", "value": value, "url": self.url}

    def newest(self, kind: str) -> SittingOf:
        """The sitting of a kind that was begun last."""
        attempt = max(builders.rows(self.app, Attempt, kind=kind), key=lambda row: row.started_at)
        return SittingOf(self.app, attempt.learner_id, attempt.id)

    def responses(self, sitting: SittingOf) -> list[Response]:
        """The rows of the answers of a sitting, as many as there are."""
        return builders.rows(self.app, Response, attempt_id=sitting.id)

    def sitting_at(self, url: str) -> SittingOf:
        """The sitting whose item or result stands at this address, whoever sits it."""
        attempt_id = UUID(url.split("/attempts/")[1].split("/")[0])
        (attempt,) = builders.rows(self.app, Attempt, id=attempt_id)
        return SittingOf(self.app, attempt.learner_id, attempt_id)

    def begin(
        self,
        learner_id: UUID,
        items: Sequence[ItemBase],
        *,
        kind: str = "quiz",
        subject: str = "",
        choose: Callable[[Any], Choice] | None = None,
    ) -> SittingOf:
        """A sitting of just these items; answered to the end if `choose` says how, else left open to go on with."""
        subject = subject or next(iter(self.catalogue.modules))
        now, rng = clock.now(), Random(7)
        with self.app.app_context(), writing():
            sitting = quiz.begin(learner_id, kind, subject, items, rng=rng, now=now)
            for position, item in enumerate(items if choose else (), 1):
                quiz.record_response(sitting, position, choose(item), now=now)  # type: ignore[misc]
            db.session.commit()
            return SittingOf(self.app, learner_id, sitting.id)

    def complete_but(self, learner_id: UUID, course: Course, module_id: str) -> None:
        """All required modules of a course but one, as if they had been done on other days."""
        done = {"screen": 1, "best_share": 1.0, "completed_at": clock.now()}
        with self.app.app_context(), writing():
            for module in course.required:
                if module.id != module_id:
                    raise_to(ModuleCompletion, {"learner_id": learner_id, "module_id": module.id}, done)
            db.session.commit()

    def one_of_each_kind(self) -> list[ItemBase]:
        """The first item of each kind."""
        return list({item.kind: item for item in reversed(self._items())}.values())[::-1]

    def one_of_each_look(self) -> list[ItemBase]:
        """The first item of each kind, form of stimulus and pair of poles."""
        return list({_look(item): item for item in reversed(self._items())}.values())[::-1]

    def _items(self) -> list[ItemBase]:
        return sorted(self.catalogue.items.values(), key=lambda item: item.id)


def _look(item: Any) -> tuple[str, ...]:
    return (item.kind, item.stimulus.form, item.poles) if item.kind == "judge" else (item.kind,)


def site_at(server: Server) -> Site:
    """The site that a server serves."""
    return Site(server.url, _app_on(server.folder / "instance", server.settings.get("COURSES")))


@cache
def _app_on(instance: Path, courses: str | None) -> Flask:
    settings = {
        "SECRET_KEY": "a key for tests that protects nobody",
        "INSTANCE_PATH": str(instance),
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{instance / 'learning.db'}",
    }
    app = create_app(settings | ({"COURSES": courses} if courses else {}))
    with app.app_context():
        databases.hurry_sqlite(db.engine)
    return app
