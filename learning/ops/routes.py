"""Health: for load balancers and for `script/serve`. Nothing personal is shown."""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, current_app, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from learning.db import db
from learning.web.access import Permission, allow

bp = Blueprint("ops", __name__)


@bp.get("/healthz")
@allow(Permission.HEALTH_READ)
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@allow(Permission.HEALTH_READ)
def readyz() -> ResponseReturnValue:
    """The database answers and has the shape that this code expects."""
    catalogue = current_app.extensions["catalogue"]
    wanted = ScriptDirectory(current_app.extensions["migrate"].directory).get_current_head()
    try:
        found = MigrationContext.configure(db.session.connection()).get_current_revision()
    except SQLAlchemyError:
        return jsonify(status="no database", courses=len(catalogue.courses), migration=None), 503
    is_ready = found == wanted
    body = {
        "status": "ready" if is_ready else "migration needed",
        "courses": len(catalogue.courses),
        "modules": len(catalogue.modules),
        "migration": found,
    }
    return jsonify(body), 200 if is_ready else 503
