"""Pupils, one by one: how far, the card, the name; out of the class, back again, into another."""

from __future__ import annotations

from uuid import UUID

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from learning import clock
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import present_learner
from learning.classrooms import cards, enrolment, leaving, pages
from learning.classrooms.classes import taught_by
from learning.classrooms.forms import MoveForm, PupilForm
from learning.classrooms.models import Card, Classroom, Pupil
from learning.classrooms.routes import bp, catalogue, note_look, own_classroom
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.get("/classrooms/<uuid:classroom_id>/pupils")
@allow(Permission.CLASSROOM_TEACH)
def pupils(classroom_id: UUID) -> ResponseReturnValue:
    """The pupils with their cards, and the way into the class."""
    page = pages.pupils_page(own_classroom(classroom_id))
    return render_template("classrooms/pupils.html", page=page, form=EmptyForm())


@bp.get("/classrooms/<uuid:classroom_id>/pupils/<uuid:pupil_id>")
@allow(Permission.CLASSROOM_TEACH)
def pupil(classroom_id: UUID, pupil_id: UUID) -> ResponseReturnValue:
    """How far a pupil is in what was assigned, and the card."""
    page = pages.pupil_page(own_classroom(classroom_id), pupil_id, catalogue(), clock.today())
    if page is None:
        abort(404)
    note_look("pupil:view", pupil_id, classroom=str(classroom_id))
    return render_template("classrooms/pupil.html", page=page, form=EmptyForm())


@bp.route("/classrooms/<uuid:classroom_id>/pupils/<uuid:pupil_id>/name", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def change_pupil(classroom_id: UUID, pupil_id: UUID) -> ResponseReturnValue:
    """Mend a name, a nickname or a group."""
    classroom = own_classroom(classroom_id)
    found = enrolment.pupil_of(classroom, pupil_id)
    if found is None:
        abort(404)
    form = PupilForm(obj=found)
    if form.validate_on_submit():
        try:
            enrolment.change(
                classroom,
                _place(classroom, pupil_id),
                name=form.name.data,
                nickname=form.nickname.data,
                group=form.group.data or None,
                actor_id=present_learner().id,
                now=clock.now(),
            )
        except enrolment.NicknameTaken:
            form.nickname.errors = [_("Another pupil has this name in class. Add a letter of the family name.")]
        else:
            db.session.commit()
            flash(_("Saved."))
            return redirect(url_for("classrooms.pupil", classroom_id=classroom_id, pupil_id=pupil_id), 303)
    return render_template("classrooms/pupil_name.html", classroom=classroom, pupil=found, form=form), form.status


@bp.post("/classrooms/<uuid:classroom_id>/pupils/<uuid:pupil_id>/unlocking")
@allow(Permission.CLASSROOM_TEACH)
def unlock(classroom_id: UUID, pupil_id: UUID) -> ResponseReturnValue:
    """Let a locked pupil try again."""
    classroom = own_classroom(classroom_id)
    card = db.session.get(Card, pupil_id)
    if card is None or card.classroom_id != classroom.id:
        abort(404)
    cards.unlock(card, actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("Unlocked. The card works again."))
    return redirect(url_for("classrooms.pupils", classroom_id=classroom_id), 303)


@bp.post("/classrooms/<uuid:classroom_id>/pupils/<uuid:pupil_id>/removal")
@allow(Permission.CLASSROOM_TEACH)
def remove(classroom_id: UUID, pupil_id: UUID) -> ResponseReturnValue:
    """Take a pupil out of the class; for a while it can be undone."""
    classroom = own_classroom(classroom_id)
    leaving.remove(classroom, _place(classroom, pupil_id), actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("The pupil is no longer in this class. For 90 days you can take the pupil back, under “Who has left”."))
    return redirect(url_for("classrooms.pupils", classroom_id=classroom_id), 303)


@bp.get("/classrooms/<uuid:classroom_id>/former-pupils")
@allow(Permission.CLASSROOM_TEACH)
def former_pupils(classroom_id: UUID) -> ResponseReturnValue:
    """Who has left the class and can still be taken back."""
    classroom = own_classroom(classroom_id)
    found = leaving.former_pupils(classroom)
    return render_template("classrooms/former_pupils.html", classroom=classroom, former=found, form=EmptyForm())


@bp.post("/classrooms/<uuid:classroom_id>/former-pupils/<uuid:pupil_id>/return")
@allow(Permission.CLASSROOM_TEACH)
def take_back(classroom_id: UUID, pupil_id: UUID) -> ResponseReturnValue:
    """Take a pupil back who has left; a new card is printed when it is needed."""
    classroom = own_classroom(classroom_id)
    try:
        if not leaving.take_back(classroom, pupil_id, actor_id=present_learner().id, now=clock.now()):
            abort(404)
    except leaving.ClassFull:
        db.session.rollback()
        flash(_("The class is full."), "nghe")
        return redirect(url_for("classrooms.former_pupils", classroom_id=classroom_id), 303)
    db.session.commit()
    flash(_("The pupil is in the class again. Print a new card: the old one has stopped working."))
    return redirect(url_for("classrooms.pupil", classroom_id=classroom_id, pupil_id=pupil_id), 303)


@bp.route("/classrooms/<uuid:classroom_id>/pupils/<uuid:pupil_id>/moving", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def move_pupil(classroom_id: UUID, pupil_id: UUID) -> ResponseReturnValue:
    """Move a pupil to another class of mine; the card goes along."""
    classroom = own_classroom(classroom_id)
    found = enrolment.pupil_of(classroom, pupil_id)
    if found is None:
        abort(404)
    form = MoveForm()
    others = [other for other in taught_by(present_learner().id) if other.id != classroom.id and not other.archived_at]
    form.other.choices = [SelectChoice(str(other.id), other.name) for other in others]
    if form.validate_on_submit():
        target = own_classroom(UUID(form.other.data))
        try:
            leaving.move(classroom, target, _place(classroom, pupil_id), actor_id=present_learner().id, now=clock.now())
        except leaving.ClassFull:
            form.other.errors = [_("This class is full.")]
        else:
            db.session.commit()
            flash(_("Moved. The card works as before."))
            return redirect(url_for("classrooms.pupil", classroom_id=target.id, pupil_id=pupil_id), 303)
    return render_template("classrooms/pupil_move.html", classroom=classroom, pupil=found, form=form), form.status


def _place(classroom: Classroom, pupil_id: UUID) -> Pupil:
    """The pupil's place in the class; somebody else's pupil does not exist."""
    found = db.session.get(Pupil, (classroom.id, pupil_id))
    if found is None:
        abort(404)
    return found
