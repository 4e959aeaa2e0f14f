"""Cards on paper."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.sessions import present_learner
from learning.classrooms import enrolment, sheets
from learning.classrooms.routes import bp, own_classroom
from learning.db import db
from learning.web import i18n
from learning.web.access import Permission, allow


@bp.post("/classrooms/<uuid:classroom_id>/cards.pdf")
@allow(Permission.CLASSROOM_TEACH)
def print_cards(classroom_id: UUID) -> ResponseReturnValue:
    """New cards for the chosen pupils, or for all, as a sheet to print; the old ones die at once."""
    classroom = own_classroom(classroom_id)
    chosen = [UUID(value) for value in request.form.getlist("pupil") if _is_uuid(value)] or None
    issued = enrolment.issue_cards(classroom, chosen, actor_id=present_learner().id, now=clock.now())
    if not issued:
        abort(404)
    base = current_app.config["BASE_URL"]
    sheet = sheets.cards_pdf(
        [
            sheets.PrintedCard(
                nickname=pupil.nickname,
                classroom=classroom.name,
                class_code=classroom.code,
                pictures=secret.pictures,
                url=base + url_for("classrooms.card", token=secret.token),
            )
            for pupil, secret in issued
        ],
        "en" if i18n.language() == "en" else "vi",
        base.split("://", 1)[-1] + url_for("classrooms.class_code"),
    )
    db.session.commit()
    response = Response(sheet, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="cards.pdf"'
    return response


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
