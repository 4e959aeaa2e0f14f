"""A small load client: one thread, as many kept-alive connections as asked, each with one request at a time.

It runs apart from what it measures and does little for each answer (a selector, no parsing beyond what HTTP needs),
so that what it costs itself hides as little as possible of the servers' difference. It imports nothing of ours.
"""

from __future__ import annotations

import pickle
import selectors
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.servers import Server

ROOT = Path(__file__).parents[1]
AT_ONCE = 32
OPENING_GAP = 0.004
"""Seconds between opening two connections: of a burst of them gunicorn's first free worker would take every one."""
MOST_TRIES = 3
EVEN_ENOUGH = 0.7
"""Of the busiest worker's processor time, what the other should have used."""
LENGTH = b"content-length:"


@dataclass(frozen=True)
class Job:
    """Lanes of requests: a connection takes a lane, sends its requests in order, then takes the next lane."""

    port: int
    lanes: Sequence[Sequence[bytes]]
    seconds: float
    """No request begins later than this; 0: until the lanes are used up."""
    again: bool
    """Begin again with the first lane after the last."""
    at_once: int = AT_ONCE


@dataclass
class Outcome:
    """What came of a job."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    lanes_begun: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency, in milliseconds, that `share` of the answers stayed under."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000


@dataclass(frozen=True)
class Slice:
    """An outcome, and what it cost the workers."""

    outcome: Outcome
    cpu: dict[int, float]
    """Processor seconds of each worker."""

    @property
    def balance(self) -> float:
        """The least busy worker's share of the busiest one's: 1 is even, 0 is one worker doing everything."""
        return min(self.cpu.values()) / max(*self.cpu.values(), 1e-9)

    @property
    def cpu_each(self) -> float:
        """Processor milliseconds of the workers for each answer."""
        return sum(self.cpu.values()) / len(self.outcome.latencies) * 1000


def rate(slices: Sequence[Slice]) -> float:
    """Answers a second, in the median slice."""
    return median(piece.outcome.rate for piece in slices)


def cpu(slices: Sequence[Slice]) -> float:
    """Processor milliseconds of the workers for each answer, in the median slice."""
    return median(piece.cpu_each for piece in slices)


def balance(slices: Sequence[Slice]) -> float:
    """How evenly the workers shared the load, in the worst slice."""
    return min(piece.balance for piece in slices)


def request(
    method: str, path: str, *, cookie: str = "", body: str = "", headers: tuple[tuple[str, str], ...] = ()
) -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body.encode())}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def put(server: Server, job: Job) -> Slice:
    """Do the job in a process of its own while the workers' processor time is watched."""
    before = server.cpu_seconds()
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"], input=pickle.dumps(job), stdout=subprocess.PIPE, cwd=ROOT, check=True
    )
    after = server.cpu_seconds()
    outcome: Outcome = pickle.loads(done.stdout)  # noqa: S301  (written by our own process)
    return Slice(outcome, {pid: after[pid] - before.get(pid, 0.0) for pid in after})


def put_evenly(server: Server, job: Job) -> Slice:
    """Do the job, and again if one worker carried the load of both: gunicorn's luck with kept-alive connections."""
    pieces = [put(server, job)]
    while pieces[-1].balance < EVEN_ENOUGH and len(pieces) < MOST_TRIES:
        pieces.append(put(server, job))
    return max(pieces, key=lambda piece: piece.balance)


class _Connection:
    def __init__(self, run: _Run) -> None:
        self.run = run
        self.lane: Sequence[bytes] = ()
        self.place = 0
        self.sent_at = 0.0
        self.received = b""
        self.socket = self._connected()
        run.open += 1

    def _connected(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", self.run.job.port))
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.run.selector.register(opened, selectors.EVENT_READ, self)
        return opened

    def send_next(self) -> None:
        """Send the next request, or end if there is none or the time is over."""
        while self.place == len(self.lane):
            lane = self.run.next_lane()
            if lane is None:
                return self._end()
            self.lane, self.place = lane, 0
        self.sent_at = time.perf_counter()
        if self.sent_at >= self.run.until:
            return self._end()
        self.received = b""
        return self.socket.sendall(self.lane[self.place])

    def receive(self) -> None:
        """Take in what has come; once the answer is whole, note it and go on."""
        came = self.socket.recv(262144)
        if not came:
            raise ConnectionError("the server hung up in the middle of an answer")
        self.received += came
        head_end = self.received.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = self.received[:head_end].lower()
        at = head.find(LENGTH)
        length = int(head[at + len(LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self.received) < head_end + 4 + length:
            return
        self.run.note(int(head[9:12]), time.perf_counter() - self.sent_at)
        self.place += 1
        if b"connection: close" in head:
            self._close()
            self.socket = self._connected()
        self.send_next()

    def _end(self) -> None:
        self._close()
        self.run.open -= 1

    def _close(self) -> None:
        self.run.selector.unregister(self.socket)
        self.socket.close()


class _Run:
    def __init__(self, job: Job) -> None:
        self.job = job
        self.selector = selectors.DefaultSelector()
        self.outcome = Outcome()
        self.open = 0
        self.until = float("inf")

    def next_lane(self) -> Sequence[bytes] | None:
        """The next lane that nobody has taken."""
        n = self.outcome.lanes_begun
        if n >= len(self.job.lanes) and not self.job.again:
            return None
        self.outcome.lanes_begun += 1
        return self.job.lanes[n % len(self.job.lanes)]

    def note(self, status: int, latency: float) -> None:
        """One answer."""
        self.outcome.statuses[status] += 1
        self.outcome.latencies.append(latency)

    def all(self) -> Outcome:
        """Do the whole job. What comes before the last connection is open counts for nothing."""
        for _ in range(self.job.at_once):
            _Connection(self).send_next()
            self._work_until(time.perf_counter() + OPENING_GAP)
        self.outcome.latencies.clear()
        began = time.perf_counter()
        self.until = began + self.job.seconds if self.job.seconds else self.until
        self._work_until(self.until)
        self._work_until(float("inf"))  # what is still under way
        self.outcome.seconds = time.perf_counter() - began
        return self.outcome

    def _work_until(self, moment: float) -> None:
        while self.open and (left := moment - time.perf_counter()) > 0:
            for key, _ in self.selector.select(min(left, 30)):
                key.data.receive()


if __name__ == "__main__":
    from bench import load  # the classes under their own name, so that what is pickled can be read elsewhere

    asked: Job = pickle.load(sys.stdin.buffer)  # noqa: S301  (written by our own process)
    sys.stdout.buffer.write(pickle.dumps(load._Run(asked).all()))
