"""Coming into a class of one's own accord, leaving it; and the teacher's yes or no."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts import limits
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import present_learner
from learning.classrooms import cards, joining, leaving, pages
from learning.classrooms.forms import ClassCodeForm, code_from
from learning.classrooms.models import Classroom, Pupil
from learning.classrooms.routes import bp, own_classroom
from learning.classrooms.routes.signing_in import class_named_in
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.route("/my-classes/joining", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_ATTEND)
def find_class() -> ResponseReturnValue:
    """Which class? The code says it."""
    form = ClassCodeForm()
    if form.validate_on_submit():
        classroom = class_named_in(form)
        if classroom is not None:
            return redirect(url_for("classrooms.ask_to_join", code=classroom.code), 303)
    return render_template("classrooms/find_class.html", form=form), form.status


@bp.route("/my-classes/joining/<code>", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_ATTEND)
def ask_to_join(code: str) -> ResponseReturnValue:
    """See whose class it is, and ask to come in; its teacher decides."""
    classroom = cards.classroom_by_code(code_from(code))
    if classroom is None:
        abort(404)
    form = EmptyForm()
    if form.validate_on_submit():
        learner = present_learner()
        if not limits.count(limits.PER_LEARNER_ASKING, "join", str(learner.id)):
            db.session.commit()
            abort(429)
        is_asked = joining.ask(classroom, learner, now=clock.now())
        db.session.commit()
        flash(_("Your teacher will let you in.") if is_asked else _("You are in this class already."))
        return redirect(url_for("study.my_learning"), 303)
    page = pages.door(classroom)
    return render_template("classrooms/ask_to_join.html", page=page, form=form), form.status


@bp.post("/my-classes/<uuid:classroom_id>/leaving")
@allow(Permission.CLASSROOM_ATTEND)
def leave_class(classroom_id: UUID) -> ResponseReturnValue:
    """Leave a class as its pupil; everything learned stays."""
    learner = present_learner()
    place = db.session.get(Pupil, (classroom_id, learner.id))
    if place is None:
        abort(404)
    leaving.remove(db.session.get_one(Classroom, classroom_id), place, actor_id=learner.id, now=clock.now())
    db.session.commit()
    flash(_("You have left the class. Everything you have learned is still yours."))
    return redirect(url_for("study.my_learning"), 303)


@bp.get("/classrooms/<uuid:classroom_id>/requests")
@allow(Permission.CLASSROOM_TEACH)
def requests(classroom_id: UUID) -> ResponseReturnValue:
    """Who asks to come into the class."""
    classroom = own_classroom(classroom_id)
    found = joining.asking(classroom)
    return render_template("classrooms/requests.html", classroom=classroom, asking=found, form=EmptyForm())


@bp.post("/classrooms/<uuid:classroom_id>/requests/<uuid:learner_id>/acceptance")
@allow(Permission.CLASSROOM_TEACH)
def accept_request(classroom_id: UUID, learner_id: UUID) -> ResponseReturnValue:
    """Let somebody in."""
    classroom = own_classroom(classroom_id)
    try:
        if not joining.accept(classroom, learner_id, actor_id=present_learner().id, now=clock.now()):
            abort(404)
    except leaving.ClassFull:
        db.session.rollback()
        flash(_("The class is full."), "nghe")
    else:
        db.session.commit()
        flash(_("Let in. What you assign to the class is there at once."))
    return redirect(url_for("classrooms.requests", classroom_id=classroom_id), 303)


@bp.post("/classrooms/<uuid:classroom_id>/requests/<uuid:learner_id>/refusal")
@allow(Permission.CLASSROOM_TEACH)
def decline_request(classroom_id: UUID, learner_id: UUID) -> ResponseReturnValue:
    """Do not let somebody in."""
    joining.decline(own_classroom(classroom_id), learner_id, actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("Not let in."))
    return redirect(url_for("classrooms.requests", classroom_id=classroom_id), 303)
