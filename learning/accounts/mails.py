"""The mails of the accounts room: their words, made when the worker sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, g, render_template, url_for

from learning.accounts import identity
from learning.accounts.models import Learner
from learning.db import db
from learning.web.i18n import gettext as _


@dataclass(frozen=True)
class Mail:
    """A mail ready to be sent."""

    to: str
    subject: str
    body: str


def reset_mail(payload: dict[str, Any]) -> Mail | None:
    """The mail with a link to a new password; None if the account is gone."""
    return _mail(
        payload, "reset", "accounts.reset", "accounts/mail_reset.txt", lambda: _("A new password for Not Alone")
    )


def confirm_mail(payload: dict[str, Any]) -> Mail | None:
    """The mail that asks whether the address is theirs; None if the account is gone."""
    return _mail(
        payload, "confirm", "accounts.confirm", "accounts/mail_confirm.txt", lambda: _("Is this your address?")
    )


def _mail(payload: dict[str, Any], purpose: str, endpoint: str, template: str, subject: Any) -> Mail | None:
    learner = db.session.get(Learner, UUID(payload["learner_id"]))
    if learner is None or learner.email is None:
        return None
    base_url = current_app.config["BASE_URL"]
    with current_app.test_request_context(base_url=base_url):
        g.language = learner.language
        token = identity.token_for(learner, purpose, identity.signing_keys(current_app.config))
        link = base_url + url_for(endpoint, token=token, lang=learner.language)
        return Mail(learner.email, subject(), render_template(template, name=learner.name, link=link))
