"""Sending mail: the standard library's SMTP, one message at a time."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Any
from uuid import uuid4

from learning.accounts.mails import Mail

TIMEOUT_SECONDS = 20


class NoMailServer(Exception):
    """No mail server is set; the mail stays in the outbox."""


def send(mail: Mail, config: Mapping[str, Any]) -> None:
    """Hand the mail to the mail server; in development without one, write it to `instance/mail/`."""
    message = EmailMessage()
    message["From"] = config["MAIL_FROM"]
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid()
    message.set_content(mail.body)
    if config["MAIL_SERVER"]:
        _hand_over(message, config)
    elif config["APP_ENV"] == "development":
        folder = Path(config["INSTANCE_PATH"]) / "mail"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{uuid4()}.eml").write_bytes(message.as_bytes())
    else:
        raise NoMailServer


def _hand_over(message: EmailMessage, config: Mapping[str, Any]) -> None:
    with smtplib.SMTP(config["MAIL_SERVER"], config["MAIL_PORT"], timeout=TIMEOUT_SECONDS) as server:
        if config["MAIL_STARTTLS"]:
            server.starttls()
        if config["MAIL_USERNAME"]:
            server.login(config["MAIL_USERNAME"], config["MAIL_PASSWORD"])
        server.send_message(message)
