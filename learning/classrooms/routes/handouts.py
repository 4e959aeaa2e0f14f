"""A module on paper, for any teacher: the pupils' sheet, and the key apart."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.sessions import present_learner
from learning.catalogue import Module
from learning.certificates import press
from learning.classrooms import assigning, handouts
from learning.classrooms.classes import Standing
from learning.classrooms.handouts import Handout, Helper
from learning.classrooms.routes import bp, catalogue
from learning.help.registry import phrase, shown
from learning.web import i18n
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _

ANYBODY = ("H2", "H1", "H3")
"""Who helps where a module names nobody: the child helpline, the police, the nearest police in person."""


@bp.get("/modules/<module_id>/sheet.pdf")
@allow(Permission.CLASSROOM_TEACH)
def handout(module_id: str) -> ResponseReturnValue:
    """The lesson in short, seven questions to tick, a talk for two, who helps: two or three pages."""
    return _printed(module_id, handouts.sheet_pdf, "")


@bp.get("/modules/<module_id>/key.pdf")
@allow(Permission.CLASSROOM_TEACH)
def handout_key(module_id: str) -> ResponseReturnValue:
    """The right answers with every reason, on one page for the teacher."""
    return _printed(module_id, handouts.key_pdf, "-key")


def _printed(module_id: str, make: Callable[[Handout], bytes], ending: str) -> ResponseReturnValue:
    module = catalogue().modules.get(module_id)
    if module is None:
        abort(404)
    teacher_id, as_vouched = present_learner().id, Standing(is_vouched=True)  # paper holds no pupil's data
    refusal = assigning.obstacles([module], as_vouched, teacher_id, clock.today()).get(module.id)
    if refusal is not None:
        flash(_why_not(refusal), "nghe")
        return redirect(url_for("study.module", module_id=assigning.GATE if refusal == "gate" else module.id), 303)
    try:
        document = make(_handout(module))
    except press.Unprintable as fault:
        flash(
            _("“%(signs)s” stands in this module and cannot be printed. Please tell us.", signs=fault.letters), "nghe"
        )
        return redirect(url_for("study.module", module_id=module.id), 303)
    response = Response(document, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{module.id}{ending}.pdf"'
    return response


def _handout(module: Module) -> Handout:
    language, today, entries = press.language(i18n.language()), clock.today(), catalogue().help
    helpers = [shown(entries[key], today) for key in module.about.help or ANYBODY if key in entries]
    return Handout(
        module=module,
        language=language,
        printed_on=today,
        url=current_app.config["BASE_URL"] + url_for("study.module", module_id=module.id),
        technique=catalogue().techniques.get,
        phrase=lambda key: phrase(entries, key, language, today, only_verified=True),
        helpers=[
            Helper((one.name if one.number else one.phrase).in_(language), one.number, one.trust == "verified")
            for one in helpers
        ],
    )


def _why_not(reason: str) -> str:
    return {
        "gate": _(
            "Sensitive modules can be printed once you have completed this module. It tells you what to do first."
        ),
        "review": _("This module is being reviewed and cannot be printed just now."),
    }[reason]
