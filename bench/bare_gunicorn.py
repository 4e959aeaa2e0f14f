"""The settings of `gunicorn.conf.py` without its hooks, for the bare views: what differs is the view alone."""

from __future__ import annotations

import runpy
from pathlib import Path

_ours = runpy.run_path(str(Path(__file__).parents[1] / "gunicorn.conf.py"))

bind = _ours["bind"]
workers = _ours["workers"]
worker_class = _ours["worker_class"]
threads = _ours["threads"]
preload_app = _ours["preload_app"]
control_socket_disable = _ours["control_socket_disable"]
loglevel = _ours["loglevel"]
