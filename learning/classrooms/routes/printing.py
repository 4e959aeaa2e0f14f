"""Cards on paper."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import Response, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.sessions import present_learner
from learning.certificates import press
from learning.classrooms import cards, enrolment, sheets
from learning.classrooms.cards import Secret
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.models import Classroom
from learning.classrooms.routes import bp, own_classroom
from learning.db import db, leave_the_line
from learning.web import i18n
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.post("/classrooms/<uuid:classroom_id>/cards.pdf")
@allow(Permission.CLASSROOM_TEACH)
def print_cards(classroom_id: UUID) -> ResponseReturnValue:
    """New cards for the chosen pupils, or for all, as a sheet to print; the old ones die at once."""
    classroom = own_classroom(classroom_id)
    wanted = {UUID(value) for value in request.form.getlist("pupil") if _is_uuid(value)}
    pupils = [p for p in enrolment.pupils_of(classroom) if p.may_have_card and (not wanted or p.learner_id in wanted)]
    if not pupils:
        abort(404)
    leave_the_line()
    secrets = {pupil.learner_id: cards.draw() for pupil in pupils}
    try:
        sheet = _sheet(classroom, [(pupil, secrets[pupil.learner_id]) for pupil in pupils])
    except press.Unprintable as refusal:  # the old cards live on
        words = _("“%(signs)s” cannot be printed. Leave it out of the name, then print again.", signs=refusal.letters)
        flash(words, "nghe")
        return redirect(url_for("classrooms.classroom", classroom_id=classroom_id), 303)
    enrolment.issue_cards(classroom, secrets, actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    response = Response(sheet, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="cards.pdf"'
    return response


def _sheet(classroom: Classroom, drawn: Sequence[tuple[Enrolled, Secret]]) -> bytes:
    base = current_app.config["BASE_URL"]
    printed = [
        sheets.PrintedCard(
            nickname=pupil.nickname,
            classroom=classroom.name,
            class_code=classroom.code,
            pictures=secret.pictures,
            url=base + url_for("classrooms.card", token=secret.token),
        )
        for pupil, secret in drawn
    ]
    where = base.split("://", 1)[-1] + url_for("classrooms.class_code")
    return sheets.cards_pdf(printed, press.language(i18n.language()), where)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
