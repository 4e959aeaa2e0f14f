"""Role, age, first item: three taps, no account."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.models import Learner
from learning.catalogue.schema import AUDIENCES, BANDS
from learning.db import db
from learning.items import kind_of
from learning.items.view import ItemView
from learning.study import sitting as sittings
from learning.study import starting
from learning.study.forms import ResponseForm
from learning.study.routes import bp, catalogue, learner_or_guest
from learning.web.access import Permission, allow


@bp.get("/start/student")
@allow(Permission.LESSON_LEARN)
def age() -> ResponseReturnValue:
    """How old are you? Only pupils and students are asked, and only for the group."""
    return render_template("study/age.html", bands=[band for band in BANDS if band != "adult"])


@bp.route("/start/<audience>/<band>", methods=["GET", "POST"])
@allow(Permission.LESSON_LEARN)
def first_item(audience: str, band: str) -> ResponseReturnValue:
    """A first "real or fake?"; answering it makes a visitor a guest."""
    module = starting.first_module(catalogue(), audience, band)
    if audience not in AUDIENCES or band not in BANDS or module is None:
        abort(404)
    item = starting.first_item(module)
    form = ResponseForm.for_item(item)
    if form.validate_on_submit():
        now = clock.now()
        learner = _learner(audience, band)
        sitting = starting.begin_first_item(learner.id, module, now=now)
        sittings.answer(learner, sitting, 1, form.answer, catalogue(), now=now)
        db.session.commit()
        return redirect(url_for("study.item", attempt_id=sitting.id, position=1), 303)
    view = ItemView(item, tuple(kind_of(item).parts(item)), draft=form.draft, error=form.sentence)
    page = render_template(
        "study/first_item.html", form=form, view=view, module=module, fits=starting.is_written_for(module, band)
    )
    return page, form.status


def _learner(audience: str, band: str) -> Learner:
    """Whoever is here; a guest may change role and age by starting again."""
    learner = learner_or_guest(audience, band)
    if learner.is_guest:
        learner.band, learner.audience = band, audience
    return learner
