"""`script/serve`: one command, and neither the server nor its worker goes on without the other."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.servers import ROOT, free_port

pytestmark = pytest.mark.skipif(
    not (Path("/proc").is_dir() and (ROOT / ".venv" / "installed-requirements.txt").exists()),
    reason="needs Linux, and a .venv made by script/serve or script/test",
)


@pytest.fixture
def serve(tmp_path: Path):
    """`script/serve` in a process group of its own."""
    port = free_port()
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [ROOT / "script" / "serve"],
            env={"PATH": os.environ["PATH"], "PORT": str(port), "INSTANCE_PATH": str(tmp_path / "instance")},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    until(lambda: status(port) == 200 or process.poll() is not None, 60)
    assert process.poll() is None, (tmp_path / "log").read_text("utf-8")
    process.said = lambda: (tmp_path / "log").read_text("utf-8")
    process.port = port
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def until(condition, seconds):
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.1)


def status(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def members(group):
    """The processes of a group, by their command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return {pid: line for pid, line in found.items() if line}


def test_it_says_where_it_serves_and_stops_with_everything_it_started(serve):
    assert f"http://127.0.0.1:{serve.port}/" in serve.said()
    assert any("flask worker" in line for line in members(serve.pid).values())
    serve.terminate()
    assert serve.wait(30) == 0
    until(lambda: not members(serve.pid), 10)


@pytest.mark.parametrize("part", ["flask worker", "gunicorn"])
def test_when_one_part_dies_the_other_stops_too(serve, part):
    victims = [pid for pid, line in members(serve.pid).items() if part in line]
    os.kill(min(victims), signal.SIGKILL)
    assert serve.wait(40) == 1
    until(lambda: not members(serve.pid), 10)
