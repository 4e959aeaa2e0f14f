"""Every setting of the platform, read from the environment (or `.env`) in this one place.

The names are listed with their defaults in `.env.example`; docs/operating.md explains them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent


class MissingSetting(RuntimeError):
    """A setting without which the platform must not run."""


def settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """The Flask configuration for this environment; raises MissingSetting in production if a secret is missing."""
    get = environment.get
    mode = get("APP_ENV", "development")
    if mode not in ("development", "production"):
        raise MissingSetting(f"APP_ENV must be development or production, not {mode!r}")
    instance = Path(get("INSTANCE_PATH") or ROOT / "instance")
    base_url = (get("BASE_URL") or f"http://127.0.0.1:{get('PORT', '8000')}").rstrip("/")
    return {
        "APP_ENV": mode,
        "INSTANCE_PATH": str(instance),
        "SECRET_KEY": _secret_key(environment, mode, instance),
        "SECRET_KEY_FALLBACKS": [key for key in get("SECRET_KEY_FALLBACKS", "").split(",") if key],
        "SQLALCHEMY_DATABASE_URI": _database_url(get("DATABASE_URL"), instance),
        "BASE_URL": base_url,
        "TRUSTED_PROXIES": _number("TRUSTED_PROXIES", get("TRUSTED_PROXIES", "0")),
        "COURSES": get("COURSES") or str(ROOT / "courses"),
        "MAIL_SERVER": get("MAIL_SERVER", ""),
        "MAIL_PORT": _number("MAIL_PORT", get("MAIL_PORT", "587")),
        "MAIL_USERNAME": get("MAIL_USERNAME", ""),
        "MAIL_PASSWORD": get("MAIL_PASSWORD", ""),
        "MAIL_STARTTLS": get("MAIL_STARTTLS", "1") == "1",
        "MAIL_FROM": get("MAIL_FROM", "Không Một Mình <no-reply@localhost>"),
        "SESSION_COOKIE_NAME": "session",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": base_url.startswith("https://"),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=180),
        "MAX_CONTENT_LENGTH": 1_000_000,
        "MAX_FORM_MEMORY_SIZE": 200_000,
        "MAX_FORM_PARTS": 200,
        "WTF_CSRF_TIME_LIMIT": None,
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
    }


def _number(name: str, given: str) -> int:
    """A setting that is a whole number, zero or more."""
    if not given.isdecimal():
        raise MissingSetting(f"{name} must be a number, not {given!r}")
    return int(given)


def _secret_key(environment: Mapping[str, str], mode: str, instance: Path) -> str:
    """The key that signs cookies and mail links; made once and kept in a file in development."""
    given = environment.get("SECRET_KEY", "")
    if given:
        if mode == "production" and len(given) < 32:
            raise MissingSetting("SECRET_KEY is shorter than 32 characters: make one with `openssl rand -hex 32`")
        return given
    if mode == "production":
        raise MissingSetting("SECRET_KEY is not set: in production make one with `openssl rand -hex 32` and keep it")
    path = instance / "secret-key"
    instance.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = instance / f"secret-key.{secrets.token_hex(4)}"
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        draft.chmod(0o600)
        with suppress(FileExistsError):  # another process was first: its key is the one
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


def _database_url(given: str | None, instance: Path) -> str:
    """The database's URL: a SQLite file under `instance/` unless one is given."""
    if not given:
        instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{instance / 'learning.db'}"
    return given.replace("postgres://", "postgresql://", 1)
