"""The platform as people meet it: a real server in processes of its own, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
STARTS_WITHIN = 30.0
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """A gunicorn of its own, with its own folder and database. Use it in a `with`."""

    folder: Path
    settings: dict[str, str]
    workers: int = 2

    def __post_init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "server.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """What its processes see: no setting of the developer's."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "WORKERS": str(self.workers),
            "INSTANCE_PATH": str(self.folder / "instance"),
            "SECRET_KEY": "a key for tests that protects nobody",
            **self.settings,
        }

    @property
    def kept(self) -> Path:
        """The catalogue of these courses as another server of this run has read it: not each need read it anew."""
        return self.folder.parent / f"catalogue-{abs(hash(self.settings.get('COURSES')))}"

    def flask(self, *command: str) -> str:
        """Run a `flask` command on the same database."""
        done = subprocess.run(
            [sys.executable, "-m", "flask", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def __enter__(self) -> Server:
        if self.kept.exists():
            (self.folder / "instance").mkdir()
            shutil.copy(self.kept, self.folder / "instance" / "catalogue")
        self.flask("db", "upgrade")
        shutil.copy(self.folder / "instance" / "catalogue", self.kept)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and wait until it is ready."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        began = time.monotonic()
        while not self.is_ready():
            gone = self.process.poll() is not None or time.monotonic() - began > STARTS_WITHIN
            assert not gone, f"the server did not start:\n{self.log.read_text('utf-8')}"
            time.sleep(0.05)

    def is_ready(self) -> bool:
        """True if it answers, on a database in the right shape."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def stop(self) -> None:
        """Let it finish what it is doing, then end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        self.kill()

    def kill(self) -> None:
        """End it at once, with all its processes, as a power cut would."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only need one to be there."""
    with Server(tmp_path_factory.mktemp("server"), {}) as running:
        yield running


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Any]:
    """`new_server(DATABASE_URL=…)`: a server for this test alone, to be killed and started at will."""
    with ExitStack() as stack:

        def start(workers: int = 2, **settings: str) -> Server:
            return stack.enter_context(Server(tmp_path, settings, workers))

        yield start


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real Chromium; script/test finds or installs it and names it in CHROMIUM."""
    path = os.environ.get("CHROMIUM")
    if not path:
        assert os.environ.get("CI") != "true", "in CI no browser test may be skipped: CHROMIUM is not set"
        pytest.skip("no Chromium: run script/test, or name it in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser: Any, server: Server) -> Iterator[Any]:
    """A fresh, empty profile of the browser, at the shared server; a CSP complaint or a script fault fails the test."""
    context = browser.new_context(base_url=server.url, locale="vi-VN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert not faults, faults
