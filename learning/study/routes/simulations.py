"""Simulations: begin, choose step by step, see how it ended and why."""

from __future__ import annotations

from uuid import UUID

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock, simulations
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import current_learner, present_learner
from learning.catalogue import Module
from learning.catalogue.scenario import Scenario
from learning.db import db
from learning.simulations import Run
from learning.simulations.path import earliness
from learning.study.routes import bp, catalogue, learner_or_guest
from learning.study.routes.browsing import module_or_404
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.route("/modules/<module_id>/simulations/<scenario_id>", methods=["GET", "POST"])
@allow(Permission.LESSON_LEARN)
def begin_simulation(module_id: str, scenario_id: str) -> ResponseReturnValue:
    """What the situation is, and the button that begins it or goes on with the run left open."""
    module = module_or_404(module_id)
    scenario = module.scenarios.get(scenario_id)
    if scenario is None:
        abort(404)
    form = EmptyForm()
    if form.validate_on_submit():
        run = _run_to_go_on_with(module, scenario)
        db.session.commit()
        return redirect(_here(run), 303)
    learner = current_learner()
    is_begun = learner is not None and simulations.open_run(learner.id, scenario.id, catalogue()) is not None
    page = render_template(
        "study/begin_simulation.html", module=module, scenario=scenario, form=form, is_begun=is_begun
    )
    return page, form.status


def _run_to_go_on_with(module: Module, scenario: Scenario) -> Run:
    learner = learner_or_guest(module.about.audiences[0])
    left_open = simulations.open_run(learner.id, scenario.id, catalogue())
    return left_open or simulations.begin(learner.id, module, scenario, now=clock.now())


@bp.route("/runs/<uuid:run_id>/<int:step>", methods=["GET", "POST"])
@allow(Permission.ATTEMPT_SIT)
def scene(run_id: UUID, step: int) -> ResponseReturnValue:
    """The scene of a step. A choice out of order, or one that the scene does not offer, changes nothing."""
    run = _own_run(run_id, lock=request.method == "POST")
    form = EmptyForm()
    error = None
    if form.validate_on_submit():
        if "noticed" in request.form:
            simulations.notice(run, step)
        elif request.form.get("choice"):
            simulations.choose(run, step, request.form["choice"], now=clock.now())
        else:
            error = _("Choose what to do.")
        if error is None:
            db.session.commit()
            return redirect(_here(run, "noticed" if "noticed" in request.form else "now"), 303)
    if step != run.path.step or run.path.ending is not None:
        return redirect(_here(run), 303)
    page = render_template("study/scene.html", run=run, path=run.path, form=form, error=error, module=_module(run))
    return page, 422 if error else form.status


@bp.get("/runs/<uuid:run_id>/replay")
@allow(Permission.ATTEMPT_SIT)
def replay(run_id: UUID) -> ResponseReturnValue:
    """How it ended, how early the doubt began, and every line with the technique it used."""
    run = _own_run(run_id)
    if run.path.ending is None:
        return redirect(_here(run), 303)
    module = _module(run)
    return render_template(
        "study/replay.html",
        run=run,
        path=run.path,
        earliness=earliness(run.path, run.row.noticed_step),
        module=module,
        screen=module.screen_of(run.scenario.id) if module else None,
        form=EmptyForm(),
    )


def _own_run(run_id: UUID, *, lock: bool = False) -> Run:
    run = simulations.run_of(present_learner().id, run_id, catalogue(), lock=lock)
    if run is None:
        abort(404)
    return run


def _module(run: Run) -> Module | None:
    return catalogue().modules.get(run.row.module_id)


def _here(run: Run, anchor: str = "now") -> str:
    """Where a run stands: at its replay, or at its present step, and there at what the learner did last (`now`)."""
    if run.path.ending is not None:
        return url_for("study.replay", run_id=run.id)
    is_there = run.path.taken or anchor == "noticed"
    return url_for("study.scene", run_id=run.id, step=run.path.step, _anchor=anchor if is_there else None)
