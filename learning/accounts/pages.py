"""What the account page shows, as finished values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from learning import clock
from learning.accounts import records
from learning.accounts.models import Learner, SignIn
from learning.db import db


@dataclass(frozen=True)
class AccountView:
    """The account as its holder sees it."""

    name: str
    login: str
    email: str | None
    is_confirmed: bool
    created_at: datetime
    open_sessions: int


def account_view(learner: Learner) -> AccountView:
    """One query: how many devices are signed in."""
    sessions = db.session.scalar(
        select(func.count()).where(SignIn.learner_id == learner.id, SignIn.ends_at > clock.now())
    )
    return AccountView(
        name=learner.name or "",
        login=learner.login or "",
        email=learner.email,
        is_confirmed=learner.email_confirmed_at is not None,
        created_at=learner.created_at,
        open_sessions=sessions or 0,
    )


def everything_about(learner: Learner) -> dict[str, Any]:
    """All that the platform knows of a learner, for taking along."""
    return {
        "account": {
            "name": learner.name,
            "login": learner.login,
            "email_confirmed_at": learner.email_confirmed_at,
            "age_group": learner.band,
            "audience": learner.audience,
            "language": learner.language,
            "created_at": learner.created_at,
        },
        **records.export(learner.id),
    }
