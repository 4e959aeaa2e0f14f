"""The settings of the platform, read out of the code that reads them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
_READ = re.compile(r"""\b(?:get|environ\.get|environment\.get)\(\s*["']([A-Z][A-Z_]+)["']""")


def known_settings() -> set[str]:
    """Every name that config.py or gunicorn.conf.py reads from the environment."""
    return {
        name for file in ("config.py", "gunicorn.conf.py") for name in _READ.findall((ROOT / file).read_text("utf-8"))
    }
