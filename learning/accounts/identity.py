"""Becoming somebody: guests, signing up, signing in, changing and resetting a password, leaving for good."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from learning import audit, outbox
from learning.accounts import limits, names, passwords, records, sessions
from learning.accounts.models import Learner, SignIn
from learning.db import db

RESET_SECONDS = 3600
CONFIRM_SECONDS = 7 * 86400


class LoginTaken(Exception):
    """Somebody has this login already."""


class TooManyTries(Exception):
    """The limit for this login is used up; wait."""


def new_guest(*, band: str | None, audience: str | None, language: str, now: datetime) -> Learner:
    """A learner without a login."""
    learner = Learner(band=band, audience=audience, language=language, created_at=now)
    db.session.add(learner)
    db.session.flush()
    return learner


def sign_up(
    learner: Learner | None,
    *,
    name: str,
    login: str,
    password_hash: str,
    band: str,
    language: str,
    now: datetime,
    audience: str | None = None,
) -> Learner:
    """The account: the guest's own row if there is one, so that nothing has to be moved. Raises LoginTaken."""
    if learner is None or learner.login is not None:
        learner = new_guest(band=band, audience=None, language=language, now=now)
    learner.audience = audience or learner.audience
    rename(learner, name)
    learner.login = login
    learner.band = band
    learner.password_hash = password_hash
    try:
        with db.session.begin_nested():
            db.session.flush()
    except IntegrityError as error:
        raise LoginTaken from error
    if learner.email:
        send_confirmation(learner, now)
    records.settle(learner, now)
    return learner


def is_taken(login: str) -> bool:
    """True if there is an account with this login."""
    return db.session.scalar(select(Learner.id).where(Learner.login == login)) is not None


def rename(learner: Learner, name: str) -> None:
    """Give the learner a name, with the keys for sorting and for searching."""
    learner.name = name
    learner.name_sort = names.sort_key(name)
    learner.name_search = names.search_key(name)


@dataclass(frozen=True)
class Claim:
    """Somebody says to be the holder of a login: what is needed to check it without the database."""

    login: str
    learner_id: UUID | None
    password_hash: str | None
    """What is stored; None if there is no such login."""

    def proven_by(self, password: str) -> str | None:
        """The hash to keep from now on if the password is right, else None.

        Takes some 30 ms, for an unknown login as well: call it between two transactions, not in one.
        """
        if not passwords.is_right(self.password_hash, password) or self.password_hash is None:
            return None
        return passwords.hash_password(password) if passwords.needs_new_hash(self.password_hash) else self.password_hash


def claim(login: str) -> Claim:
    """Begin to sign in. The try counts as a failure until `admit`; raises TooManyTries after ten of them for one login.

    It is counted before the password is looked at, so that tries at once are no more than tries one after another. The
    limit is per login and not per address: a school is one address, and its pupils must not lock each other out.
    """
    if not limits.count(limits.PER_LOGIN, "sign-in", login):
        raise TooManyTries
    learner = db.session.scalar(select(Learner).where(Learner.login == login))
    return Claim(login, learner.id if learner else None, learner.password_hash if learner else None)


def admit(proven: Claim, password_hash: str) -> Learner | None:
    """The account of a claim that was proven, its failures forgotten; None if the password was changed meanwhile."""
    learner = db.session.get(Learner, proven.learner_id, populate_existing=True)
    if learner is None or learner.password_hash != proven.password_hash:
        return None
    limits.forget(limits.PER_LOGIN, "sign-in", proven.login)
    learner.password_hash = password_hash
    return learner


def answer_joining(sign_in: SignIn, *, was_me: bool, now: datetime) -> None:
    """Take the guest that waits at this session exactly once: merge it after a yes, leave it behind after a no."""
    guest_id = sessions.take_pending_guest(sign_in)
    if guest_id is None:
        return
    sessions.end_all(guest_id)
    if was_me:
        records.merge(guest_id, sign_in.learner, now)
        audit.record("guest:merge", guest_id, actor_id=sign_in.learner_id, now=now)
        db.session.execute(delete(Learner).where(Learner.id == guest_id, Learner.login.is_(None)))


def change_password(learner: Learner, password_hash: str, *, keep_token: str | None, now: datetime) -> None:
    """Set a new password and end every other session; failures with the old one are forgotten."""
    learner.password_hash = password_hash
    limits.forget(limits.PER_LOGIN, "sign-in", learner.login or "")
    sessions.end_all(learner.id, except_token=keep_token)
    audit.record("password:change", learner.id, actor_id=learner.id, now=now)


def request_reset(login: str, now: datetime) -> None:
    """Send a reset link if there is an account with this e-mail address. Says nothing about whether there is."""
    if not limits.count(limits.PER_MAIL, "reset", login):
        return
    learner = db.session.scalar(select(Learner).where(Learner.login == login))
    if learner is not None and learner.email:
        outbox.put("mail:reset", {"learner_id": str(learner.id)}, now)


def send_confirmation(learner: Learner, now: datetime) -> None:
    """Send the mail that asks whether the address is theirs."""
    if learner.email and limits.count(limits.PER_MAIL, "confirm", learner.email):
        outbox.put("mail:confirm", {"learner_id": str(learner.id)}, now)


def confirm_email(learner: Learner, now: datetime) -> None:
    """Note that the address is theirs."""
    learner.email_confirmed_at = learner.email_confirmed_at or now


def token_for(learner: Learner, purpose: str, secret_keys: Sequence[str]) -> str:
    """A signed token for a link in a mail. It dies with the password or the address it was made for."""
    payload = [str(learner.id), _fingerprint(learner, purpose)]
    return _serializer(purpose, secret_keys).dumps(payload)


def learner_of(token: str, purpose: str, secret_keys: Sequence[str], seconds: int) -> Learner | None:
    """The learner of a token, or None if it is forged, too old or already used."""
    try:
        learner_id, fingerprint = _serializer(purpose, secret_keys).loads(token, max_age=seconds)
        learner = db.session.get(Learner, UUID(learner_id))
    except (BadSignature, ValueError, TypeError):
        return None
    return learner if learner is not None and _fingerprint(learner, purpose) == fingerprint else None


def delete_account(learner: Learner, now: datetime) -> None:
    """Erase the learner and everything the rooms keep of them; the audit log keeps that it happened."""
    records.erase(learner.id, now)
    audit.record("account:delete", learner.id, actor_id=learner.id, now=now)
    db.session.execute(delete(Learner).where(Learner.id == learner.id))


def signing_keys(config: Mapping[str, Any]) -> list[str]:
    """The keys of mail links, the present one last: links signed with an earlier key stay good after a change."""
    return [*config["SECRET_KEY_FALLBACKS"], config["SECRET_KEY"]]


def _serializer(purpose: str, secret_keys: Sequence[str]) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(list(secret_keys), salt=f"mail:{purpose}")


def _fingerprint(learner: Learner, purpose: str) -> str:
    state = f"{learner.login}|{learner.password_hash if purpose == 'reset' else ''}"
    return hashlib.sha256(state.encode()).hexdigest()[:16]
