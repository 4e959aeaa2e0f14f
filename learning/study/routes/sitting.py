"""Quizzes and final checks: beginning, answering, results."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock, quiz
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import current_learner, present_learner
from learning.db import db
from learning.quiz import Sitting
from learning.study import pages
from learning.study import sitting as sittings
from learning.study.forms import ResponseForm
from learning.study.routes import bp, catalogue, learner_or_guest
from learning.study.routes.browsing import module_or_404
from learning.web.access import Permission, allow


@bp.route("/modules/<module_id>/quiz", methods=["GET", "POST"])
@allow(Permission.LESSON_LEARN)
def begin_quiz(module_id: str) -> ResponseReturnValue:
    """What the quiz is, and the button that begins it or goes on with the one left open."""
    module = module_or_404(module_id)
    form = EmptyForm()
    if form.validate_on_submit():
        learner = learner_or_guest(module.about.audiences[0])
        sitting = sittings.begin_quiz(learner.id, module, catalogue(), now=clock.now())
        db.session.commit()
        return redirect(url_for("study.item", attempt_id=sitting.id, position=sitting.next_position or 1), 303)
    reader = current_learner()
    is_begun = reader is not None and quiz.is_left_open(reader.id, "quiz", module.id)
    return render_template("study/begin_quiz.html", module=module, form=form, is_begun=is_begun), form.status


@bp.post("/courses/<course_id>/check")
@allow(Permission.ATTEMPT_SIT)
def begin_check(course_id: str) -> ResponseReturnValue:
    """Begin the final check, or go on with the one left open."""
    course = catalogue().courses.get(course_id)
    if course is None:
        abort(404)
    try:
        sitting = sittings.begin_check(present_learner().id, course, catalogue(), now=clock.now())
    except sittings.NotYet:
        abort(409)
    db.session.commit()
    return redirect(url_for("study.item", attempt_id=sitting.id, position=sitting.next_position or 1), 303)


@bp.route("/attempts/<uuid:attempt_id>/<int:position>", methods=["GET", "POST"])
@allow(Permission.ATTEMPT_SIT)
def item(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """One item: asked, or once answered, explained. The same address for both, so that going back shows the truth."""
    sitting = _own_sitting(attempt_id, lock=request.method == "POST")
    if not sitting.has(position):
        abort(404)
    if request.method == "POST" and position in sitting.responses:
        return _answered(sitting, position)
    form = ResponseForm.for_item(sitting.item_at(position))
    if form.validate_on_submit():
        sittings.answer(present_learner(), sitting, position, form.answer, catalogue(), now=clock.now())
        db.session.commit()
        return _answered(sitting, position)
    return _item_page(sitting, position, form), form.status


def _answered(sitting: Sitting, position: int) -> ResponseReturnValue:
    """After an answer: its feedback, or in a final check the next item. With scripts the fragment comes at once."""
    wants_fragment = request.headers.get("X-Fragment") == "main"
    if not sitting.explains_at_once:
        return ("", {"X-Location": _onwards(sitting)}) if wants_fragment else redirect(_onwards(sitting), 303)
    if wants_fragment:
        return _item_page(sitting, position, ResponseForm.for_item(sitting.item_at(position)))
    return redirect(url_for("study.item", attempt_id=sitting.id, position=position), 303)


def _item_page(sitting: Sitting, position: int, form: ResponseForm) -> str:
    return render_template(
        "study/item_fragment.html" if request.headers.get("X-Fragment") == "main" else "study/item.html",
        sitting=sitting,
        position=position,
        form=form,
        view=sitting.view(position, draft=form.draft, error=form.sentence),
        onwards=_onwards(sitting),
        module=catalogue().modules.get(sitting.attempt.subject_id),
        course=catalogue().courses.get(sitting.attempt.subject_id),
    )


def _onwards(sitting: Sitting) -> str:
    """The next item without a response; after the last one the result, after a practice the module."""
    position = sitting.next_position
    if position is not None:
        return url_for("study.item", attempt_id=sitting.id, position=position)
    if sitting.attempt.kind == "practice":
        return url_for("study.module", module_id=sitting.attempt.subject_id)
    return url_for("study.result", attempt_id=sitting.id)


@bp.get("/attempts/<uuid:attempt_id>/result")
@allow(Permission.ATTEMPT_SIT)
def result(attempt_id: UUID) -> ResponseReturnValue:
    """What went well and what to look at again; an unfinished attempt leads to its next item."""
    sitting = _own_sitting(attempt_id)
    if not sitting.is_finished:
        return redirect(_onwards(sitting), 303)
    view = pages.result(sitting, catalogue(), present_learner(), clock.now())
    return render_template("study/result.html", result=view)


def _own_sitting(attempt_id: UUID, *, lock: bool = False) -> Sitting:
    sitting = quiz.sitting_of(present_learner().id, attempt_id, catalogue(), lock=lock)
    if sitting is None:
        abort(404)
    return sitting
