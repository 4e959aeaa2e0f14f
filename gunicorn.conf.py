"""How gunicorn serves the platform; read from the folder it is started in, by `script/serve` and by systemd alike."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from dotenv import load_dotenv

load_dotenv(Path(__file__).with_name(".env"))

wsgi_app = "wsgi:app"
bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
workers = int(os.environ.get("WORKERS") or "2")
worker_class = "gthread"
threads = 4  # with 8 they wait for one another: a third fewer answers a second, measured on two cores
preload_app = True  # the courses are read once and their memory is shared by all workers
graceful_timeout = 10
max_requests, max_requests_jitter = 10_000, 1_000
control_socket_disable = True  # it would stand in the user's home, where two servers collide
loglevel = "warning"


def post_fork(server: Any, worker: Any) -> None:
    """Leave to the parent what is the parent's: its way of taking signals, and whatever connection it has opened.

    A worker told to stop before it has handlers of its own would let the parent's swallow it, and be waited for; two
    processes on one connection would mix up their answers.
    """
    for number in (signal.SIGTERM, signal.SIGQUIT, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    from learning.db import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)


def when_ready(server: Any) -> None:
    """Prepare what the workers will share, then say where to look."""
    from learning.ops.processes import prepare_to_fork
    from wsgi import app

    prepare_to_fork(app)
    host, port = bind.rsplit(":", 1)
    print(f"Không Một Mình: http://{'127.0.0.1' if host == '0.0.0.0' else host}:{port}/", flush=True)  # noqa: S104
    if host == "0.0.0.0":  # noqa: S104
        print(f"On other devices in this network: this machine's address, then :{port}", flush=True)
