"""The post: a real SMTP server that keeps what it gets, and the worker that empties the outbox into it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from learning import clock
from learning.ops import worker
from tests.servers import free_port


class Post:
    """The letters that came, in order, and a way to have the worker send what is due."""

    def __init__(self, app: Flask, port: int) -> None:
        self.app = app
        self.port = port
        self.letters: list[EmailMessage] = []
        self.is_set = True
        """False while the operator has named no mail server."""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        """Take a letter in (aiosmtpd calls this)."""
        letter = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(letter, EmailMessage)
        assert envelope.rcpt_tos == [letter["To"]]
        self.letters.append(letter)
        return "250 OK"

    def goes_out(self, now: datetime | None = None) -> list[EmailMessage]:
        """Let the worker do everything that is due; the letters that came of it."""
        before = len(self.letters)
        server = {"MAIL_SERVER": "127.0.0.1" if self.is_set else "", "MAIL_PORT": self.port, "MAIL_STARTTLS": False}
        settings = {**self.app.config, **server, "APP_ENV": "production"}
        with self.app.app_context():
            while worker.work_once(settings, now or clock.now()):
                pass
        return self.letters[before:]


def link_in(letter: EmailMessage) -> str:
    """The address in a letter, as its reader would open it: without the host."""
    (link,) = re.findall(r"http://localhost(/\S+)", letter.get_content())
    return str(link)


@pytest.fixture
def post(app: Flask) -> Iterator[Post]:
    """A mail server on this machine."""
    post = Post(app, free_port())
    controller = Controller(post, hostname="127.0.0.1", port=post.port)
    controller.start()
    yield post
    controller.stop()
