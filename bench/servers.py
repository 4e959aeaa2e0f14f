"""Gunicorn servers to measure: the platform and the bare views, both under the settings of `gunicorn.conf.py`."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.places import ROOT, Place

TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 30.0
GUNICORN = [sys.executable, "-m", "gunicorn", "--max-requests", "0"]
"""No worker is replaced in the middle of a measure."""


@dataclass(frozen=True)
class Server:
    """A running server: the process that started it all, and its port."""

    process: subprocess.Popen[bytes]
    port: int
    started_in: float
    """Seconds from the command to the first answer."""

    @property
    def workers(self) -> list[int]:
        """The process ids of the workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return [int(pid) for pid in children.split()]

    def cpu_seconds(self) -> dict[int, float]:
        """The processor time that each worker has used so far."""
        return {pid: _cpu_seconds(pid) for pid in self.workers}

    def pss_mib(self) -> float:
        """The memory of the parent and its workers, each shared page counted once."""
        return sum(_pss_kib(pid) for pid in (self.process.pid, *self.workers)) / 1024


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _pss_kib(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def platform(place: Place) -> Iterator[Server]:
    """The platform as `script/serve` starts it."""
    with _serving(["--config", str(ROOT / "gunicorn.conf.py")], place.environment, "/healthz") as server:
        yield server


@contextmanager
def bare(view: str, environment: Mapping[str, str]) -> Iterator[Server]:
    """One of the views of `bench/bare.py`, under the same settings."""
    with _serving(["--config", str(ROOT / "bench" / "bare_gunicorn.py"), view], environment, "/") as server:
        yield server


@contextmanager
def _serving(arguments: list[str], environment: Mapping[str, str], path: str) -> Iterator[Server]:
    port = free_port()
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603  (our own command)
        [*GUNICORN, *arguments],
        cwd=ROOT,
        env={**environment, "HOST": "127.0.0.1", "PORT": str(port)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(port, path, process)
        yield Server(process, port, time.perf_counter() - began)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError("the server did not answer in time")
