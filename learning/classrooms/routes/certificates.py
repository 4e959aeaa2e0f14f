"""The certificates of a class: who holds one, and all of them as one ZIP."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import present_learner
from learning.classrooms import awards, bundles
from learning.classrooms.routes import bp, catalogue, note_look, own_class, own_classroom
from learning.db import db, writing
from learning.web import i18n
from learning.web.access import Permission, allow


@bp.route("/classrooms/<uuid:classroom_id>/certificates", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def certificates(classroom_id: UUID) -> ResponseReturnValue:
    """Who holds one; the button has all of them made into one ZIP, and the page then says how far that is."""
    own = own_class(classroom_id)
    form = EmptyForm()
    if form.validate_on_submit():
        bundles.ask(own.classroom, i18n.language(), actor_id=present_learner().id, now=clock.now())
        db.session.commit()
        return redirect(url_for("classrooms.certificates", classroom_id=classroom_id), 303)
    page = awards.certificates_page(own, catalogue(), clock.now(), clock.today())
    note_look("classroom:certificates", classroom_id)
    return render_template("classrooms/certificates.html", page=page, form=form), form.status


@bp.get("/classrooms/<uuid:classroom_id>/certificates.zip")
@allow(Permission.CLASSROOM_TEACH)
def certificates_zip(classroom_id: UUID) -> ResponseReturnValue:
    """The ZIP, for whoever teaches the class at this moment."""
    classroom = own_classroom(classroom_id)
    db.session.commit()  # end the reading transaction: this one writes
    with writing():
        file = bundles.fetch(classroom, actor_id=present_learner().id, now=clock.now())
        db.session.commit()
    if file is None:
        abort(404)
    response = Response(file, mimetype="application/zip")
    name = f"certificates-{classroom.code}-{clock.today().isoformat()}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
