"""A show of hands: begin a round, count item by item on the projector, look at what the class can tell apart."""

from __future__ import annotations

from functools import partial
from random import Random
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice

from learning import clock
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import present_learner
from learning.classrooms import hands
from learning.classrooms.classes import taught_by
from learning.classrooms.forms import RoundForm, counts_form
from learning.classrooms.hands import Round
from learning.classrooms.models import Classroom
from learning.classrooms.routes import bp, catalogue, own_classroom
from learning.db import db
from learning.quiz.discernment import in_round_numbers
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _
from learning.web.i18n import in_language


@bp.get("/modules/<module_id>/hands")
@allow(Permission.CLASSROOM_TEACH)
def hands_for(module_id: str) -> ResponseReturnValue:
    """From a module: with which class? There is no such page for a sensitive module."""
    module = catalogue().modules.get(module_id)
    if module is None or module.is_sensitive:
        abort(404)
    open_ones = [room for room in taught_by(present_learner().id) if room.archived_at is None]
    if len(open_ones) == 1:
        return redirect(url_for("classrooms.rounds", classroom_id=open_ones[0].id, module=module_id), 303)
    return render_template("classrooms/hands/which_class.html", module=module, classrooms=open_ones)


@bp.route("/classrooms/<uuid:classroom_id>/hands", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def rounds(classroom_id: UUID) -> ResponseReturnValue:
    """The rounds of a class, and a new one."""
    classroom = own_classroom(classroom_id)
    form = _round_form(classroom)
    if form.validate_on_submit():
        rng = Random()  # noqa: S311  (shuffling, not secrets)
        round_id = hands.begin(classroom, catalogue().modules[form.module.data], rng=rng, now=clock.now())
        db.session.commit()
        return redirect(_item_url(classroom_id, round_id, 1), 303)
    listed = [(row, catalogue().modules.get(row.module_id)) for row in hands.rounds_of(classroom)]
    return render_template(
        "classrooms/hands/rounds.html", classroom=classroom, form=form, rounds=listed, delete_form=EmptyForm()
    ), form.status


@bp.route("/classrooms/<uuid:classroom_id>/hands/<uuid:round_id>/<int:position>", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def hands_item(classroom_id: UUID, round_id: UUID, position: int) -> ResponseReturnValue:
    """One item for the projector: asked with a box for each answer; once counted, explained. `?correct=1` asks anew."""
    round_ = _own_round(own_classroom(classroom_id), round_id)
    if not round_.has(position):
        abort(404)
    show, is_counted = round_.show(position), position in round_.counts
    form = counts_form(show, fill=is_counted)
    if form.validate_on_submit():
        hands.record(round_, position, [box.hands for box in form.boxes])
        db.session.commit()
        return redirect(_item_url(classroom_id, round_id, position), 303)
    is_explained = is_counted and request.method == "GET" and "correct" not in request.args
    page = "explained" if is_explained else "asked"
    return render_template(
        f"classrooms/hands/{page}.html",
        round=round_,
        position=position,
        show=show,
        form=form,
        classroom_id=classroom_id,
    ), form.status


@bp.get("/classrooms/<uuid:classroom_id>/hands/<uuid:round_id>")
@allow(Permission.CLASSROOM_TEACH)
def hands_outcome(classroom_id: UUID, round_id: UUID) -> ResponseReturnValue:
    """How the class did: item by item, and what it can tell apart. Also for a round that was not finished."""
    round_ = _own_round(own_classroom(classroom_id), round_id)
    module = catalogue().modules.get(round_.module_id)
    return render_template(
        "classrooms/hands/outcome.html",
        round=round_,
        outcome=round_.outcome(),
        module=module,
        classroom_id=classroom_id,
        in_a_hundred=partial(in_round_numbers, out_of=100),
    )


@bp.post("/classrooms/<uuid:classroom_id>/hands/<uuid:round_id>/deletion")
@allow(Permission.CLASSROOM_TEACH)
def delete_round(classroom_id: UUID, round_id: UUID) -> ResponseReturnValue:
    """Delete a round with its counts."""
    if not hands.delete_round(own_classroom(classroom_id), round_id):
        abort(404)
    db.session.commit()
    flash(_("The round has been deleted."))
    return redirect(url_for("classrooms.rounds", classroom_id=classroom_id), 303)


def _own_round(classroom: Classroom, round_id: UUID) -> Round:
    found = hands.round_of(classroom, round_id, catalogue())
    if found is None:
        abort(404)
    return found


def _item_url(classroom_id: UUID, round_id: UUID, position: int) -> str:
    return url_for("classrooms.hands_item", classroom_id=classroom_id, round_id=round_id, position=position)


def _round_form(classroom: Classroom) -> RoundForm:
    form = RoundForm(module=request.args.get("module"))
    modules = sorted(hands.modules_for(classroom, catalogue()), key=lambda entry: entry[0].about.code)
    words = {True: _("For the age of this class"), False: _("For others")}
    form.module.choices = [
        SelectChoice(module.id, in_language(module.title), optgroup=words[is_theirs])
        for module, is_theirs in sorted(modules, key=lambda entry: not entry[1])
    ]
    return form
