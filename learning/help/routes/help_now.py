"""Help now: which situation, then what to do, step by step."""

from __future__ import annotations

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from learning import clock
from learning.help import pages
from learning.help.routes import bp
from learning.web.access import Permission, allow


@bp.get("/")
@allow(Permission.HELP_READ)
def index() -> ResponseReturnValue:
    """What is happening? Eight situations, and the registry."""
    catalogue = current_app.extensions["catalogue"]
    entries = pages.registry(catalogue, clock.today())
    return render_template("help/index.html", emergencies=catalogue.emergencies.values(), entries=entries)


@bp.get("/<slug>")
@allow(Permission.HELP_READ)
def flow(slug: str) -> ResponseReturnValue:
    """One situation: at most six steps, with the numbers to call inside them."""
    catalogue = current_app.extensions["catalogue"]
    emergency = catalogue.emergencies.get(slug)
    if emergency is None:
        abort(404)
    return render_template("help/flow.html", flow=pages.flow_of(catalogue, emergency, clock.today()))
