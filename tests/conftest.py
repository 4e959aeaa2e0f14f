"""What every test may ask for: an app with its database, and the people of the cast (tests/cast.py)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests import databases  # noqa: E402
from tests.house.settings import known_settings  # noqa: E402

for _name in known_settings():
    os.environ.pop(_name, None)
databases.prepare_environment()

import flask_migrate  # noqa: E402
from flask import Flask  # noqa: E402

from learning import create_app  # noqa: E402
from learning.accounts import records  # noqa: E402
from learning.db import Base, db, writing  # noqa: E402
from learning.web import i18n  # noqa: E402
from tests.witness import Witness  # noqa: E402

pytest_plugins = ["tests.cast", "tests.servers", "tests.post"]

REAL_COURSES = ROOT / "courses"
SMALL_COURSES = ROOT / "tests" / "catalogue" / "valid"
LOCAL = ("127.", "localhost", "::1", "0.0.0.0")


def _close_the_sockets(name: str, arguments: tuple[Any, ...]) -> None:
    """Refuse to call any other machine: a test that needs one would fail on the next train."""
    if name == "socket.connect" and isinstance(arguments[1], tuple):
        host = str(arguments[1][0])
        if not host.startswith(LOCAL):
            raise AssertionError(f"a test called another machine: {host}")


sys.addaudithook(_close_the_sockets)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of storage run on both databases."""
    if "database" in metafunc.fixturenames and metafunc.definition.get_closest_marker("storage"):
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Each test goes to whoever is free; but one worker runs all of a folder whose tests share a browser and a server.

    (xdist's own `xdist_group` has no effect in pytest 9.2, which has another place for a test's name.)
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByTestOrFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            folder = nodeid.split("/")[1]
            return folder if folder in ("browser", "journeys") else nodeid

    return ByTestOrFolder(config, log)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def database_url(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Iterator[Callable[[str], str]]:
    """The URL of this worker's database of a kind, made when it is first asked for."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    with ExitStack() as stack:
        urls: dict[str, str] = {}

        def url(kind: str) -> str:
            if kind not in urls and kind == "sqlite":
                urls[kind] = f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'learning.db'}"
            elif kind not in urls:
                urls[kind] = stack.enter_context(databases.postgresql(shared_folder, f"learning_{worker}"))
            return urls[kind]

        yield url


@pytest.fixture(scope="session")
def make_app(
    database_url: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, Path], Flask]]:
    """The app for a kind of database and a course folder; made once for each, on a database with all migrations."""
    instance = tmp_path_factory.mktemp("instance")
    apps: dict[tuple[str, Path], Flask] = {}
    migrated: set[str] = set()

    def make(kind: str, courses: Path) -> Flask:
        if (kind, courses) not in apps:
            app = create_app(
                {
                    "TESTING": True,
                    "PROPAGATE_CRASHES": True,
                    "SECRET_KEY": "a key for tests that protects nobody",
                    "BASE_URL": "http://localhost",
                    "INSTANCE_PATH": str(instance),
                    "SQLALCHEMY_DATABASE_URI": database_url(kind),
                    "COURSES": str(courses),
                }
            )
            app.extensions["joined"] = (records.keepers(), i18n.resolve_help.phrase)  # type: ignore[attr-defined]
            with app.app_context():
                databases.hurry_sqlite(db.engine)
                if kind not in migrated:
                    flask_migrate.upgrade()
                    migrated.add(kind)
            app.extensions["witness"] = Witness(app)
            apps[kind, courses] = app
        return apps[kind, courses]

    yield make
    for app in apps.values():
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database of this test: `sqlite`, or both in turn for tests marked `storage`."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def courses() -> Path:
    """The course folder of this test: the real one. A test that needs known items overrides it by SMALL_COURSES."""
    return REAL_COURSES


@pytest.fixture(scope="session")
def simulated_courses(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course with the simulation `a-call` on its first screen."""
    root = tmp_path_factory.mktemp("courses") / "courses"
    shutil.copytree(SMALL_COURSES, root)
    module = root / "modules" / "demo"
    (module / "simulations").mkdir()
    shutil.copy(ROOT / "tests" / "simulations" / "scenario.yaml", module / "simulations" / "a-call.yaml")
    for language in ("vi", "en"):
        lesson = module / f"lesson.{language}.md"
        heading, rest = lesson.read_text("utf-8").split("\n", 1)
        lesson.write_text(f"{heading}\n\n:::simulation a-call\n:::\n{rest}", "utf-8")
    return root


@pytest.fixture
def app(make_app: Callable[[str, Path], Flask], database: str, courses: Path) -> Flask:
    """The app, on an empty database."""
    app = make_app(database, courses)
    keepers, phrase = app.extensions["joined"]
    records.join(*keepers)
    i18n.use_help_phrases(phrase)
    with app.app_context(), writing(), db.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    return app
