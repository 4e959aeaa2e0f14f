"""The pupils' way in: by QR code, or by class code, name and pictures."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from learning import clock
from learning.accounts import sessions
from learning.accounts.forms import EmptyForm
from learning.accounts.models import Learner
from learning.classrooms import cards
from learning.classrooms.forms import ClassCodeForm, PictureForm, code_from, picture_field
from learning.classrooms.models import Classroom
from learning.classrooms.routes import bp
from learning.db import db, leave_the_line
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.route("/class", methods=["GET", "POST"])
@allow(Permission.CLASS_SIGN_IN)
def class_code() -> ResponseReturnValue:
    """Which class? The code says it, and lets nobody in by itself."""
    form = ClassCodeForm()
    if form.validate_on_submit():
        classroom = class_named_in(form)
        if classroom is not None:
            return redirect(url_for("classrooms.pictures", code=classroom.code), 303)
    return render_template("classrooms/class_code.html", form=form), form.status


def class_named_in(form: ClassCodeForm) -> Classroom | None:
    """The open class whose code was typed; None, with a sentence at the field, if there is none."""
    classroom = cards.classroom_by_code(code_from(form.code.data))
    if classroom is None:
        form.code.errors = [_("No class with this code is open. Look at the board once more.")]
    return classroom


@bp.route("/class/<code>", methods=["GET", "POST"])
@allow(Permission.CLASS_SIGN_IN)
def pictures(code: str) -> ResponseReturnValue:
    """Name and pictures. Five failures lock this pupil's card, and nobody else's."""
    classroom = cards.classroom_by_code(code_from(code))
    if classroom is None:
        abort(404)
    form = _picture_form()
    if form.validate_on_submit():
        learner = _pupil(classroom, form)
        if learner is not None:
            return _enter(learner)
        db.session.commit()
    return render_template("classrooms/pictures.html", classroom=classroom, form=form), form.status


@bp.route("/class/card/<token>", methods=["GET", "POST"])
@allow(Permission.CLASS_SIGN_IN)
def card(token: str) -> ResponseReturnValue:
    """The QR code leads here; one press signs in, so that no camera's preview does."""
    learner = cards.pupil_by_token(token)
    if learner is None:
        abort(410)
    form = EmptyForm()
    if form.validate_on_submit():
        return _enter(learner)
    return render_template("classrooms/card.html", form=form, name=learner.name), form.status


def _picture_form() -> PictureForm:
    names = [(name, name) for name in cards.PICTURES]

    class WithPictures(PictureForm):
        picture_1 = picture_field(_("First picture"), names)
        picture_2 = picture_field(_("Second picture"), names)
        picture_3 = picture_field(_("Third picture"), names)

    return WithPictures()


def _pupil(classroom: Classroom, form: PictureForm) -> Learner | None:
    row = [form[f"picture_{n}"].data for n in (1, 2, 3)]
    try:
        tried = cards.begin_try(classroom, form.name.data, now=clock.now())
        leave_the_line()  # the try counts, whatever comes of it
        learner = cards.admit(tried) if tried.fits(row) else None
    except cards.Locked:
        form.name.errors = [_("This card is locked after too many tries. Your teacher can unlock it.")]
        return None
    if learner is None:
        form.name.errors = [_("Name and pictures do not fit together. Look at your card and try again.")]
    return learner


def _enter(learner: Learner) -> Response:
    """Sign the pupil in; whoever was a guest here is asked about next."""
    guest = sessions.current_learner()
    pending = guest.id if guest is not None and guest.is_guest else None
    sessions.end()
    sessions.begin(learner, clock.now(), pending_guest_id=pending)
    db.session.commit()
    here = url_for("study.my_learning")
    return redirect(url_for("accounts.joining", next=here) if pending else here, 303)
