"""Rosters: type, paste or upload names, look at the preview, confirm."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.sessions import present_learner
from learning.classrooms import enrolment, reasons
from learning.classrooms import rosters as reading
from learning.classrooms.classes import standing_of
from learning.classrooms.forms import ConfirmRosterForm, RosterForm
from learning.classrooms.rosters import MOST_BYTES, Preview, Roster, Unreadable
from learning.classrooms.routes import bp, own_classroom
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _
from learning.web.i18n import ngettext

MOST_SENT = 12 * MOST_BYTES


@bp.url_value_preprocessor
def _takes_large_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take in more than a roster may have, to refuse it in words beside the field, where nothing else is lost."""
    if endpoint in ("classrooms.roster", "classrooms.enrol"):
        request.max_content_length = MOST_SENT
        request.max_form_memory_size = 3 * MOST_BYTES  # a text is sent longer than it is


@bp.route("/classrooms/<uuid:classroom_id>/roster", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def roster(classroom_id: UUID) -> ResponseReturnValue:
    """Names in; the preview shows each row as it will be. Nothing is stored here."""
    classroom = own_classroom(classroom_id)
    standing = standing_of(classroom)
    form = RosterForm()
    if form.validate_on_submit():
        try:
            found = _read(form)
        except Unreadable as fault:
            field = form.file if form.file.data else form.names
            field.errors = [reasons.of_file(fault.reason)]
        else:
            preview = enrolment.preview(classroom, found)
            confirm = ConfirmRosterForm(formdata=None, roster=_as_text(preview))
            return render_template(
                "classrooms/preview.html",
                classroom=classroom,
                roster=found,
                preview=preview,
                form=confirm,
                most=standing.most_pupils,
                reasons=reasons.of_rows(),
            )
    return render_template("classrooms/roster.html", classroom=classroom, form=form, standing=standing), form.status


@bp.post("/classrooms/<uuid:classroom_id>/pupils")
@allow(Permission.CLASSROOM_TEACH)
def enrol(classroom_id: UUID) -> ResponseReturnValue:
    """Do what the preview showed. The same again changes nothing."""
    classroom = own_classroom(classroom_id)
    form = ConfirmRosterForm()
    if not form.validate_on_submit():
        return redirect(url_for("classrooms.roster", classroom_id=classroom_id), 303)
    try:
        found = reading.read_text(form.roster.data)
    except Unreadable:
        return redirect(url_for("classrooms.roster", classroom_id=classroom_id), 303)
    done = enrolment.enrol(classroom, found, actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(_what_was_done(done))
    return redirect(url_for("classrooms.pupils", classroom_id=classroom_id), 303)


def _read(form: RosterForm) -> Roster:
    if form.file.data:
        return reading.read_file(form.file.data.read())
    return reading.read_text(form.names.data or "")


def _as_text(preview: Preview) -> str:
    """What the preview shows, with the names in class that it proposes, as a table that `read_text` reads back."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(["full name", "nickname", "group"])
    for row in preview.of_fate("new", "same", "changed"):
        writer.writerow([row.name, row.nickname, row.group or ""])
    return out.getvalue()


def _what_was_done(done: Preview) -> str:
    new, changed = done.count("new"), done.count("changed")
    sentences = [ngettext("%(num)s pupil has been added.", "%(num)s pupils have been added.", new)] if new else []
    if changed:
        sentences.append(ngettext("%(num)s pupil has changed groups.", "%(num)s pupils have changed groups.", changed))
    return " ".join(sentences) or _("Everything is as it was.")
