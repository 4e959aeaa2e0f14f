"""Không Một Mình: short lessons in digital safety. `create_app` reads as the list of contents."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemBytecodeCache, FileSystemLoader, PrefixLoader, StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import config as configuration
from learning import clock, db
from learning.accounts import access as accounts_access
from learning.accounts import records, sessions
from learning.accounts.routes import bp as accounts_pages
from learning.catalogue import EMPTY, BrokenContent, load_once
from learning.catalogue import cli as catalogue_cli
from learning.certificates import CertificateRecords
from learning.certificates import access as certificates_access
from learning.certificates import cli as certificates_cli
from learning.certificates.routes import bp as certificates_pages
from learning.classrooms import access as classrooms_access
from learning.classrooms import cli as classrooms_cli
from learning.classrooms.records import ClassroomRecords
from learning.classrooms.routes import bp as classrooms_pages
from learning.help import access as help_access
from learning.help import registry as help_registry
from learning.help.routes import bp as help_pages
from learning.ops import cli as ops_cli
from learning.ops.demo import cli as demo_cli
from learning.ops.routes import bp as ops_pages
from learning.progress import ProgressRecords
from learning.quiz import QuizRecords
from learning.simulations import SimulationRecords
from learning.study import access as study_access
from learning.study.routes import bp as study_pages
from learning.web import access, assets, errors, headers, i18n, kept, pages
from learning.web import cli as web_cli

csrf = CSRFProtect()
ROOMS_WITH_RULES = (accounts_access, certificates_access, classrooms_access, help_access, study_access)
"""Importing a room's `access` registers who has its permissions."""


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """The application: settings from the environment, overridden by `settings`."""
    app = Flask(__name__, static_folder=None)
    app.config.from_mapping(configuration.settings(os.environ))
    app.config.from_mapping(settings or {})
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    if app.config["TRUSTED_PROXIES"]:
        hops = app.config["TRUSTED_PROXIES"]
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    _log_without_people(app)
    _database(app)
    _catalogue(app)
    _shell(app)
    for room in (pages.bp, accounts_pages, certificates_pages, study_pages, classrooms_pages, help_pages, ops_pages):
        app.register_blueprint(room)
    records.join(
        QuizRecords(),
        SimulationRecords(),
        ProgressRecords(),
        CertificateRecords(app.extensions["catalogue"]),
        ClassroomRecords(),
    )
    for command in (
        catalogue_cli.group,
        certificates_cli.group,
        classrooms_cli.group,
        web_cli.group,
        ops_cli.run_worker,
        demo_cli.group,
    ):
        app.cli.add_command(command)
    if unmarked := access.unmarked(app):
        raise RuntimeError(f"these views name no permission: {', '.join(unmarked)}")
    return app


def _log_without_people(app: Flask) -> None:
    app.logger.setLevel(logging.INFO)


def _database(app: Flask) -> None:
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", {"pool_size": 10})  # a connection for each thread of a worker
    db.db.init_app(app)
    folder = Path(__file__).resolve().parents[1] / "migrations"
    db.migrate.init_app(app, db.db, directory=str(folder), render_as_batch=True)
    with app.app_context():
        db.prepare(db.db.engine)

    @app.before_request
    def _writers_say_so() -> None:
        g.writing = db.writing()
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            g.writing.__enter__()

    @app.teardown_request
    def _done(_error: BaseException | None) -> None:
        if request.method not in ("GET", "HEAD", "OPTIONS") and "writing" in g:
            g.writing.__exit__(None, None, None)


def _catalogue(app: Flask) -> None:
    try:
        kept = Path(app.config["INSTANCE_PATH"]) / "catalogue"
        catalogue = load_once(Path(app.config["COURSES"]), clock.today(), kept)
    except BrokenContent:
        if not catalogue_cli.is_asked_for():
            raise
        catalogue = EMPTY
    app.extensions["catalogue"] = catalogue
    app.jinja_env.globals["technique"] = catalogue.techniques.get
    i18n.use_help_phrases(
        lambda key: help_registry.phrase(catalogue.help, key, i18n.language(), clock.today()),
    )


def _shell(app: Flask) -> None:
    templates = Path(__file__).parent
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(templates / "web" / "templates"),
            PrefixLoader({"items": FileSystemLoader(templates / "items")}),
        ]
    )
    app.jinja_env.undefined = StrictUndefined
    compiled = Path(app.config["INSTANCE_PATH"]) / "templates"  # once for each content, not at every start
    compiled.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    kept.init_app(app)
    headers.init_app(app)
    i18n.init_app(app)
    csrf.init_app(app)
    sessions.init_app(app)
    app.before_request(access.guard)
    errors.init_app(app)
    assets.init_app(app)
    app.context_processor(lambda: {"theme": pages.chosen_theme(), "contrast": pages.chosen_contrast()})
