"""Sessions: the cookie holds a random token, the table holds its hash, Flask-Login ties the two to a request."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, LoginManager, current_user, login_user, logout_user
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from learning import clock
from learning.accounts.models import Learner, SignIn
from learning.db import db

LASTS = timedelta(days=180)

login_manager = LoginManager()
login_manager.session_protection = None  # a phone changes its address all day; tokens are revocable instead


class Visitor(AnonymousUserMixin):  # type: ignore[misc]
    """Somebody without a row."""

    is_guest = False
    has_login = False
    has_confirmed_email = False
    language = None


class Present:
    """Who is here: Flask-Login's user, made of a session and its learner."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, token: str, sign_in: SignIn) -> None:
        self.token = token
        self.sign_in = sign_in
        self.learner = sign_in.learner

    @property
    def is_guest(self) -> bool:
        """True while the learner has no login."""
        return self.learner.is_guest

    @property
    def has_login(self) -> bool:
        """True for the holder of an account."""
        return self.learner.login is not None

    @property
    def has_confirmed_email(self) -> bool:
        """True once the holder of an account has shown that the address is theirs."""
        return self.learner.email is not None and self.learner.email_confirmed_at is not None

    @property
    def language(self) -> str | None:
        """The language that the holder of an account has chosen."""
        return None if self.is_guest else self.learner.language

    def get_id(self) -> str:
        """What the cookie keeps: the revocable token, never the learner's id."""
        return self.token


_by_token = select(SignIn).where(SignIn.token_hash == bindparam("token"), SignIn.ends_at > bindparam("now"))
"""Made once: it runs in nearly every request."""


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _load(token: str) -> Present | None:
    sign_in = db.session.scalar(_by_token, {"token": _hash(token), "now": clock.now()})
    return Present(token, sign_in) if sign_in else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def current_learner() -> Learner | None:
    """The learner of this request, or None for a visitor."""
    return current_user.learner if current_user.is_authenticated else None


def present_learner() -> Learner:
    """The learner of a request that the permission guard let in as somebody with a row."""
    learner = current_learner()
    if learner is None:
        raise RuntimeError("the view's permission lets visitors in")
    return learner


def begin(learner: Learner, now: datetime, pending_guest_id: UUID | None = None) -> None:
    """Start a session for `learner` under a new token and put it into the cookie."""
    token = secrets.token_urlsafe(32)
    sign_in = SignIn(
        token_hash=_hash(token),
        learner_id=learner.id,
        pending_guest_id=pending_guest_id,
        created_at=now,
        ends_at=now + LASTS,
    )
    sign_in.learner = learner
    db.session.add(sign_in)
    db.session.flush()
    session.clear()
    g.pop("csrf_token", None)
    session.permanent = True
    login_user(Present(token, sign_in))


def end() -> None:
    """End this session here and on the server."""
    if current_user.is_authenticated:
        db.session.execute(delete(SignIn).where(SignIn.token_hash == _hash(current_user.token)))
    logout_user()
    session.clear()


def end_all(learner_id: UUID, except_token: str | None = None) -> int:
    """End every session of a learner, optionally but one; how many ended."""
    statement = delete(SignIn).where(SignIn.learner_id == learner_id)
    if except_token is not None:
        statement = statement.where(SignIn.token_hash != _hash(except_token))
    return int(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]


def take_pending_guest(sign_in: SignIn) -> UUID | None:
    """The guest waiting to be merged, handed out exactly once: a second request gets None."""
    guest_id = sign_in.pending_guest_id
    if guest_id is None:
        return None
    taken = db.session.execute(
        update(SignIn)
        .where(SignIn.token_hash == sign_in.token_hash, SignIn.pending_guest_id == guest_id)
        .values(pending_guest_id=None)
    )
    return guest_id if taken.rowcount else None  # type: ignore[attr-defined]


def purge(now: datetime) -> None:
    """Drop sessions that have ended."""
    db.session.execute(delete(SignIn).where(SignIn.ends_at < now))


def init_app(app: Flask) -> None:
    """Tie Flask-Login to the sessions."""
    login_manager.init_app(app)
    login_manager.anonymous_user = Visitor

    def shown() -> dict[str, Any]:
        """Who reads the page; nobody known while the database is away, so that the help pages open all the same."""
        try:
            return {"learner": current_learner()}
        except SQLAlchemyError:
            db.session.rollback()
            return {"learner": None}

    app.context_processor(shown)
