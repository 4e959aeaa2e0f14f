"""Home, catalogue, courses, modules, my learning."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import current_learner, present_learner
from learning.catalogue import Module
from learning.catalogue.map import DIGCOMP, VIETNAM, rows
from learning.study import pages
from learning.study.routes import bp, catalogue
from learning.web.access import Permission, allow


@bp.get("/")
@allow(Permission.PAGE_READ)
def home() -> ResponseReturnValue:
    """Who are you? Three cards, and the way back for those who have begun."""
    learner = current_learner()
    mine = pages.my_learning(catalogue(), learner, clock.now()) if learner else None
    return render_template("study/home.html", mine=mine)


@bp.get("/courses/", endpoint="catalogue")
@allow(Permission.PAGE_READ)
def shelf() -> ResponseReturnValue:
    """All courses and modules, by audience and age."""
    return render_template("study/catalogue.html", views=pages.catalogue_view(catalogue(), current_learner()))


@bp.get("/courses/<course_id>")
@allow(Permission.PAGE_READ)
def course(course_id: str) -> ResponseReturnValue:
    """A course: its modules, its final check, its certificate."""
    found = catalogue().courses.get(course_id)
    if found is None:
        abort(404)
    view = pages.one_course(found, current_learner(), clock.now())
    return render_template("study/course.html", view=view, form=EmptyForm() if current_learner() else None)


@bp.get("/modules/<module_id>")
@allow(Permission.PAGE_READ)
def module(module_id: str) -> ResponseReturnValue:
    """A module: what it teaches, its screens, its quiz, the talk for two."""
    page = pages.module_page(module_or_404(module_id), catalogue(), current_learner(), clock.today())
    return render_template("study/module.html", page=page)


@bp.get("/teachers")
@allow(Permission.PAGE_READ)
def for_teachers() -> ResponseReturnValue:
    """How a teacher begins, and what is still missing."""
    courses = [found for found in catalogue().courses.values() if found.about.audience == "teacher"]
    learner = current_learner()
    return render_template("study/teachers.html", courses=courses, form=EmptyForm() if learner else None)


@bp.get("/curriculum")
@allow(Permission.PAGE_READ)
def curriculum() -> ResponseReturnValue:
    """The map for teachers: every module with its can-dos, techniques, competences, items and review date."""
    return render_template("study/curriculum.html", rows=rows(catalogue()), digcomp=DIGCOMP, vietnam=VIETNAM)


@bp.get("/my-learning")
@allow(Permission.RECORD_READ)
def my_learning() -> ResponseReturnValue:
    """What I have done and what comes next; only I see it."""
    view = pages.my_learning(catalogue(), present_learner(), clock.now())
    return render_template("study/my_learning.html", view=view, form=EmptyForm())


def module_or_404(module_id: str) -> Module:
    """The module of an address."""
    found = catalogue().modules.get(module_id)
    if found is None:
        abort(404)
    return found
