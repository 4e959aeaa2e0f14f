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


@bp.get("/if-a-pupil-tells-you")
@allow(Permission.HELP_READ)
def if_a_pupil_tells_you() -> ResponseReturnValue:
    """For a teacher: what to say, what not to promise, what to write down, whom to tell. To be printed, too."""
    catalogue = current_app.extensions["catalogue"]
    guide = catalogue.guides.get("if-a-pupil-tells-you")
    if guide is None:
        abort(404)
    return render_template("help/guide.html", page=pages.guide_of(catalogue, guide, clock.today()))


@bp.get("/<slug>")
@allow(Permission.HELP_READ)
def flow(slug: str) -> ResponseReturnValue:
    """One situation: at most six steps, with the numbers to call inside them."""
    catalogue = current_app.extensions["catalogue"]
    emergency = catalogue.emergencies.get(slug)
    if emergency is None:
        abort(404)
    return render_template("help/flow.html", flow=pages.flow_of(catalogue, emergency, clock.today()))
