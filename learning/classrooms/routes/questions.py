"""Questions: what a class found hard in a module, and how well it tells real from fake."""

from __future__ import annotations

from uuid import UUID

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from learning import clock
from learning.classrooms import overview
from learning.classrooms.routes import bp, catalogue, note_look, own_class
from learning.web.access import Permission, allow


@bp.get("/classrooms/<uuid:classroom_id>/questions")
@allow(Permission.CLASSROOM_TEACH)
def questions(classroom_id: UUID) -> ResponseReturnValue:
    """The questions of an assigned module, the hardest first."""
    page = overview.questions_page(own_class(classroom_id), catalogue(), clock.today(), request.args.get("module"))
    if page is None:
        abort(404)
    if page.module is not None:
        note_look("classroom:questions", classroom_id, module=page.module.id)
    return render_template("classrooms/questions.html", page=page)
