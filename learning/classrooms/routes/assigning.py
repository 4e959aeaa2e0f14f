"""Assigning in three steps on one page: what, to whom, until when."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from learning import clock
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import present_learner
from learning.classrooms import assigning
from learning.classrooms.assigning import Dates, MayNotAssign, Target
from learning.classrooms.classes import standing_of, taught_by
from learning.classrooms.forms import AssignForm, CopyForm
from learning.classrooms.giving import WHOLE_COURSE, AssignPage, assign_page
from learning.classrooms.routes import bp, catalogue, own_class, own_classroom
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _
from learning.web.i18n import in_language, ngettext


@bp.route("/classrooms/<uuid:classroom_id>/assignments", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def assign(classroom_id: UUID) -> ResponseReturnValue:
    """Give modules to the class, a group or one pupil; see and take back what has been given."""
    page = assign_page(own_class(classroom_id), catalogue(), present_learner().id, clock.today())
    form = _form(page)
    if form.validate_on_submit() and _has_any(page, form):
        try:
            count = _assign(page, form)
        except MayNotAssign as refusal:
            form.modules.errors = [f"{in_language(refusal.module.title)}: {reasons()[refusal.reason]}"]
        else:
            db.session.commit()
            flash(ngettext("%(num)s module has been assigned.", "%(num)s modules have been assigned.", count))
            return redirect(url_for("classrooms.classroom", classroom_id=classroom_id), 303)
    return render_template(
        "classrooms/assign.html", page=page, form=form, reasons=reasons(), copy=_copy_form(page), empty=EmptyForm()
    ), form.status


@bp.post("/classrooms/<uuid:classroom_id>/assignments/<uuid:assignment_id>/withdrawal")
@allow(Permission.CLASSROOM_TEACH)
def withdraw(classroom_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    """Take an assignment back; what pupils have done stays."""
    assigning.withdraw(own_classroom(classroom_id), assignment_id, teacher_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_("Taken back. What the pupils have done stays theirs."))
    return redirect(url_for("classrooms.assign", classroom_id=classroom_id), 303)


@bp.post("/classrooms/<uuid:classroom_id>/assignments/copy")
@allow(Permission.CLASSROOM_TEACH)
def copy_assignments(classroom_id: UUID) -> ResponseReturnValue:
    """Give another class of mine what this one has."""
    source = own_classroom(classroom_id)
    form = CopyForm()
    form.other.choices = [SelectChoice(str(other.id), other.name) for other in taught_by(present_learner().id)]
    if not form.validate_on_submit():
        return redirect(url_for("classrooms.assign", classroom_id=classroom_id), 303)
    target = own_classroom(UUID(form.other.data))
    count = assigning.copy_to(
        source,
        target,
        catalogue(),
        standing=standing_of(target),
        teacher_id=present_learner().id,
        now=clock.now(),
        today=clock.today(),
    )
    db.session.commit()
    flash(ngettext("%(num)s assignment has been copied.", "%(num)s assignments have been copied.", count))
    return redirect(url_for("classrooms.classroom", classroom_id=target.id), 303)


def _form(page: AssignPage) -> AssignForm:
    """The form; what the address names is chosen already, so that a link can ask for other dates of one assignment."""
    asked = request.args
    form = AssignForm(starts_on=clock.today(), modules=asked.getlist("module"), target=asked.get("target", "class"))
    modules = {m.id: in_language(m.title) for course in page.courses for m in course.modules}
    form.modules.choices = [
        *(SelectChoice(WHOLE_COURSE + course.id, in_language(course.title)) for course in page.courses),
        *(SelectChoice(module_id, title) for module_id, title in modules.items()),
    ]
    form.target.choices = [
        SelectChoice("class", _("The whole class")),
        *(SelectChoice(f"group:{group}", _in_words(group)) for group in page.groups),
        *(SelectChoice(f"pupil:{pupil.learner_id}", pupil.name) for pupil in page.pupils),
    ]
    return form


def _in_words(group: str) -> str:
    """“Tổ 2” as it stands, “2” with the word before it."""
    return group if group[0].isalpha() else _("Group %(name)s", name=group)


def _copy_form(page: AssignPage) -> CopyForm:
    form = CopyForm(formdata=None)
    form.other.choices = [SelectChoice(str(other.id), other.name) for other in page.others]
    return form


def _has_any(page: AssignPage, form: AssignForm) -> bool:
    """False, with a sentence at the field, if nothing of the chosen courses may be assigned."""
    if page.chosen(form.modules.data):
        return True
    form.modules.errors = [_("Nothing of this can be assigned just now; the reasons stand beside each module.")]
    return False


def _assign(page: AssignPage, form: AssignForm) -> int:
    modules = page.chosen(form.modules.data)
    assigning.assign(
        page.classroom,
        modules,
        _target(form.target.data),
        Dates(form.starts_on.data, form.due_on.data),
        standing=page.standing,
        teacher_id=present_learner().id,
        now=clock.now(),
        today=clock.today(),
    )
    return len(modules)


def _target(value: str) -> Target:
    kind, _colon, rest = value.partition(":")
    if kind == "group":
        return Target(group=rest)
    return Target(learner_id=UUID(rest)) if kind == "pupil" else Target()


def reasons() -> dict[str, str]:
    """Why a module cannot be assigned, in words."""
    return {
        "gate": _(
            "Sensitive modules can be assigned once you have completed “Safeguarding and receiving a disclosure”."
        ),
        "unvouched": _("Sensitive modules can be assigned once your school or our staff has vouched for you."),
        "review": _("This module is being reviewed and cannot be assigned just now."),
    }
