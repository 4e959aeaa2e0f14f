"""Assigning in three steps on one page: what, to whom, until when."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from learning import clock
from learning.accounts.sessions import present_learner
from learning.classrooms import assigning, enrolment
from learning.classrooms.assigning import MayNotAssign, Target
from learning.classrooms.classes import standing_of, taught_by
from learning.classrooms.forms import AssignForm, CopyForm
from learning.classrooms.models import Classroom
from learning.classrooms.routes import bp, catalogue, own_classroom
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _
from learning.web.i18n import in_language, ngettext


@bp.route("/classrooms/<uuid:classroom_id>/assignments", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def assign(classroom_id: UUID) -> ResponseReturnValue:
    """Give modules to the class, a group or one pupil."""
    classroom = own_classroom(classroom_id)
    form = _form(classroom)
    if form.validate_on_submit():
        try:
            _assign(classroom, form)
        except MayNotAssign as refusal:
            db.session.rollback()
            form.modules.errors = [_why_not(refusal.reason)]
        else:
            db.session.commit()
            count = len(form.modules.data)
            flash(ngettext("%(num)s module has been assigned.", "%(num)s modules have been assigned.", count))
            return redirect(url_for("classrooms.classroom", classroom_id=classroom_id), 303)
    others = [other for other in taught_by(present_learner().id) if other.id != classroom.id and not other.archived_at]
    copy = CopyForm()
    copy.target.choices = [SelectChoice(str(other.id), other.name) for other in others]
    return render_template(
        "classrooms/assign.html", classroom=classroom, form=form, courses=catalogue().courses.values(), copy=copy
    ), form.status


@bp.post("/classrooms/<uuid:classroom_id>/assignments/copy")
@allow(Permission.CLASSROOM_TEACH)
def copy_assignments(classroom_id: UUID) -> ResponseReturnValue:
    """Give another class of mine what this one has."""
    source = own_classroom(classroom_id)
    form = CopyForm()
    form.target.choices = [SelectChoice(str(other.id), other.name) for other in taught_by(present_learner().id)]
    if form.validate_on_submit():
        target = own_classroom(UUID(form.target.data))
        count = assigning.copy_to(source, target, teacher_id=present_learner().id, now=clock.now())
        db.session.commit()
        flash(ngettext("%(num)s assignment has been copied.", "%(num)s assignments have been copied.", count))
        return redirect(url_for("classrooms.classroom", classroom_id=target.id), 303)
    return redirect(url_for("classrooms.assign", classroom_id=classroom_id), 303)


def _form(classroom: Classroom) -> AssignForm:
    form = AssignForm(starts_on=clock.today())
    form.modules.choices = [SelectChoice(m.id, in_language(m.title)) for m in catalogue().modules.values()]
    pupils = enrolment.pupils_of(classroom)
    groups = sorted({pupil.group for pupil in pupils if pupil.group})
    form.target.choices = [
        SelectChoice("class", _("The whole class")),
        *(SelectChoice(f"group:{group}", _("Group %(name)s", name=group)) for group in groups),
        *(SelectChoice(f"pupil:{pupil.learner_id}", pupil.name) for pupil in pupils),
    ]
    return form


def _assign(classroom: Classroom, form: AssignForm) -> None:
    assigning.assign(
        classroom,
        [catalogue().modules[module_id] for module_id in form.modules.data],
        _target(form.target.data),
        form.starts_on.data,
        form.due_on.data,
        standing=standing_of(classroom),
        teacher_id=present_learner().id,
        now=clock.now(),
        today=clock.today(),
    )


def _target(value: str) -> Target:
    kind, _colon, rest = value.partition(":")
    if kind == "group":
        return Target(group=rest)
    return Target(learner_id=UUID(rest)) if kind == "pupil" else Target()


def _why_not(reason: str) -> str:
    return {
        "gate": _(
            "Sensitive modules can be assigned once you have completed “Safeguarding and receiving a disclosure”."
        ),
        "unvouched": _("Sensitive modules can be assigned once your school or our staff has vouched for you."),
        "review": _("One of these modules is being reviewed and cannot be assigned just now."),
    }[reason]
