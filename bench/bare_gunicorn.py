"""The settings of `gunicorn.conf.py` without its hooks, for the bare views: what differs is the view alone."""

from __future__ import annotations

import runpy
from pathlib import Path

_ours = runpy.run_path(str(Path(__file__).parents[1] / "gunicorn.conf.py"))

bind = _ours["bind"]
workers = _ours["workers"]
worker_class = _ours["worker_class"]
threads = _ours["threads"]
max_requests, max_requests_jitter = _ours["max_requests"], _ours["max_requests_jitter"]
control_socket_disable = _ours["control_socket_disable"]
loglevel = _ours["loglevel"]
preload_app = False  # an engine made before the fork would be shared by both workers
