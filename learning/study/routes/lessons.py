"""The screens of a lesson. Reading needs no account and leaves no trace; a learner's place is kept on "next"."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import progress
from learning.accounts.forms import EmptyForm
from learning.accounts.sessions import current_learner, present_learner
from learning.catalogue import Module
from learning.db import db
from learning.items import kind_of, mark
from learning.items.base import Forged, Unanswered
from learning.items.view import ItemView
from learning.study import pages
from learning.study.routes import bp, catalogue
from learning.study.routes.browsing import module_or_404
from learning.web import i18n
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.get("/modules/<module_id>/lesson/<int:number>")
@allow(Permission.PAGE_READ)
def lesson(module_id: str, number: int) -> ResponseReturnValue:
    """One screen. A recall is answered by a plain GET: it is stored nowhere, and the back button shows the truth."""
    module = module_or_404(module_id)
    screens = module.screens(i18n.language())
    if not 1 <= number <= len(screens):
        abort(404)
    recalls = {recall_id: _recall(module, recall_id) for recall_id in screens[number - 1].recall_ids}
    page = pages.lesson_page(module, number, i18n.language(), recalls, catalogue())
    status = 422 if any(view.error for view in recalls.values()) else 200
    return render_template("study/lesson.html", page=page, form=EmptyForm() if current_learner() else None), status


@bp.post("/modules/<module_id>/lesson/<int:number>")
@allow(Permission.RECORD_READ)
def finish_screen(module_id: str, number: int) -> ResponseReturnValue:
    """Done with this screen: keep the place and go on, after the last one to the quiz."""
    module = module_or_404(module_id)
    total = len(module.screens("vi"))
    if not 1 <= number <= total:
        abort(404)
    progress.reach_screen(present_learner().id, module.id, number)
    db.session.commit()
    if number < total:
        return redirect(url_for("study.lesson", module_id=module.id, number=number + 1), 303)
    return redirect(url_for("study.begin_quiz", module_id=module.id), 303)


def _recall(module: Module, recall_id: str) -> ItemView:
    """A recall item: asked, or answered by the query of this address."""
    item = module.item(recall_id)
    if item is None:
        abort(404)
    kind = kind_of(item)
    order = tuple(kind.parts(item))
    if item.kind == "order":
        order = order[::-1]
    if request.args.get("recall") != recall_id:
        return ItemView(item, order)
    form = request.args.to_dict(flat=False)
    try:
        choice = kind.read(item, form)
    except (Unanswered, Forged):
        return ItemView(item, order, draft=form, error=_("Choose an answer, then press Check."))
    return ItemView(item, order, choice, mark(item, choice))
