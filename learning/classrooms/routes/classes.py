"""Classes: the list, a new one, its page, who teaches it, its end."""

from __future__ import annotations

from uuid import UUID

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import present_learner
from learning.classrooms import classes, overview, pages
from learning.classrooms.forms import ClassroomForm, CodeStateForm
from learning.classrooms.routes import bp, catalogue, note_look, own_class, own_classroom
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.route("/classrooms/", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def mine() -> ResponseReturnValue:
    """My classes, and a new one."""
    form = ClassroomForm()
    if form.validate_on_submit():
        classroom = classes.create(present_learner(), form.name.data, form.band.data, now=clock.now())
        db.session.commit()
        return redirect(url_for("classrooms.roster", classroom_id=classroom.id), 303)
    cards = pages.my_classrooms(present_learner().id)
    return render_template("classrooms/mine.html", form=form, classrooms=cards), form.status


@bp.get("/classrooms/<uuid:classroom_id>")
@allow(Permission.CLASSROOM_TEACH)
def classroom(classroom_id: UUID) -> ResponseReturnValue:
    """A class: what to do next, then pupils × modules."""
    page = overview.class_page(own_class(classroom_id), catalogue(), clock.today(), request.args.get("sort", "need"))
    note_look("classroom:view", classroom_id)
    return render_template("classrooms/classroom.html", page=page, form=EmptyForm())


@bp.post("/classrooms/<uuid:classroom_id>/code")
@allow(Permission.CLASSROOM_TEACH)
def code(classroom_id: UUID) -> ResponseReturnValue:
    """Close the class code, or open it again; the button says which, so that pressing twice does it once."""
    found = own_classroom(classroom_id)
    classes.open_code(found, CodeStateForm().is_open.data, actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("The class code is open.") if found.code_is_open else _("The class code is closed."))
    return redirect(url_for("classrooms.pupils", classroom_id=classroom_id), 303)


@bp.route("/classrooms/<uuid:classroom_id>/teachers", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def teachers(classroom_id: UUID) -> ResponseReturnValue:
    """Who teaches the class; let a second teacher in by a link that works once; leave."""
    found = own_classroom(classroom_id)
    form = EmptyForm()
    link = None
    if form.validate_on_submit():
        token = classes.invite(found, actor_id=present_learner().id, now=clock.now())
        db.session.commit()
        link = current_app.config["BASE_URL"] + url_for("classrooms.join", token=token)
    page = pages.teachers_page(found, present_learner().id, clock.now())
    return render_template("classrooms/teachers.html", page=page, form=form, link=link), form.status


@bp.post("/classrooms/<uuid:classroom_id>/teachers/invitations/withdrawal")
@allow(Permission.CLASSROOM_TEACH)
def withdraw_invitations(classroom_id: UUID) -> ResponseReturnValue:
    """Let none of the links that are under way work any more."""
    classes.withdraw_invitations(own_classroom(classroom_id), actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("The links no longer work."))
    return redirect(url_for("classrooms.teachers", classroom_id=classroom_id), 303)


@bp.route("/classrooms/join/<token>", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def join(token: str) -> ResponseReturnValue:
    """Become a teacher of the class that somebody has invited you to."""
    form = EmptyForm()
    if form.validate_on_submit():
        found = classes.accept(token, present_learner(), now=clock.now())
        if found is None:
            abort(410)
        db.session.commit()
        return redirect(url_for("classrooms.classroom", classroom_id=found.id), 303)
    return render_template("classrooms/join.html", form=form), form.status


@bp.post("/classrooms/<uuid:classroom_id>/leaving")
@allow(Permission.CLASSROOM_TEACH)
def leaving(classroom_id: UUID) -> ResponseReturnValue:
    """Stop teaching the class."""
    try:
        classes.leave(own_classroom(classroom_id), present_learner().id, now=clock.now())
    except classes.OnlyTeacher:
        db.session.rollback()
        flash(_("You are its only teacher. Invite another one first, or archive the class."), "nghe")
        return redirect(url_for("classrooms.teachers", classroom_id=classroom_id), 303)
    db.session.commit()
    flash(_("You no longer teach this class."))
    return redirect(url_for("classrooms.mine"), 303)


@bp.post("/classrooms/<uuid:classroom_id>/archive")
@allow(Permission.CLASSROOM_TEACH)
def archive(classroom_id: UUID) -> ResponseReturnValue:
    """Close the class; its cards no longer let anybody in."""
    classes.archive(own_classroom(classroom_id), actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("The class is archived. You can open it again at any time."))
    return redirect(url_for("classrooms.mine"), 303)


@bp.post("/classrooms/<uuid:classroom_id>/restoration")
@allow(Permission.CLASSROOM_TEACH)
def restore(classroom_id: UUID) -> ResponseReturnValue:
    """Open an archived class again."""
    classes.restore(own_classroom(classroom_id), actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("The class is open again; its cards work as before."))
    return redirect(url_for("classrooms.classroom", classroom_id=classroom_id), 303)
