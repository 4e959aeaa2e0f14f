"""The quiz room's part of a learner's record: attempts and responses."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from learning.accounts.models import Learner
from learning.db import db
from learning.quiz.models import Attempt, Response


class QuizRecords:
    """Keeper of attempts and responses."""

    tables = ("attempt", "response")

    def merge(self, guest_id: UUID, account: Learner, now: datetime) -> None:
        """Attempts and their responses become the account's; none is lost, none is doubled."""
        for table in (Attempt, Response):
            db.session.execute(update(table).where(table.learner_id == guest_id).values(learner_id=account.id))

    def settle(self, account: Learner, now: datetime) -> None:
        """Nothing waits here."""

    def export(self, learner_id: UUID) -> dict[str, Any]:
        """Every attempt with its responses."""
        responses: dict[UUID, list[dict[str, Any]]] = {}
        rows = select(Response).where(Response.learner_id == learner_id).order_by(Response.answered_at)
        for response in db.session.scalars(rows):
            entry = {
                "position": response.position,
                "item": response.item_id,
                "choice": response.choice,
                "share": response.share,
                "answered_at": response.answered_at,
            }
            responses.setdefault(response.attempt_id, []).append(entry)
        attempts = select(Attempt).where(Attempt.learner_id == learner_id).order_by(Attempt.started_at)
        return {
            "attempts": [
                {
                    "id": attempt.id,
                    "kind": attempt.kind,
                    "subject": attempt.subject_id,
                    "started_at": attempt.started_at,
                    "finished_at": attempt.finished_at,
                    "score": attempt.score,
                    "responses": responses.get(attempt.id, []),
                }
                for attempt in db.session.scalars(attempts)
            ]
        }

    def erase(self, learner_id: UUID, now: datetime) -> None:
        """Delete the responses, then the attempts."""
        for table in (Response, Attempt):
            db.session.execute(delete(table).where(table.learner_id == learner_id))
