"""Rosters: type, paste or upload names, look at the preview, confirm."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.sessions import present_learner
from learning.classrooms import enrolment
from learning.classrooms import rosters as reading
from learning.classrooms.classes import standing_of
from learning.classrooms.forms import ConfirmRosterForm, RosterForm
from learning.classrooms.rosters import Entry, Unreadable
from learning.classrooms.routes import bp, own_classroom
from learning.db import db
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _
from learning.web.i18n import ngettext


@bp.route("/classrooms/<uuid:classroom_id>/roster", methods=["GET", "POST"])
@allow(Permission.CLASSROOM_TEACH)
def roster(classroom_id: UUID) -> ResponseReturnValue:
    """Names in; the preview shows each row as it will be. Nothing is stored here."""
    classroom = own_classroom(classroom_id)
    form = RosterForm()
    if form.validate_on_submit():
        try:
            entries = _entries(form)
        except Unreadable as fault:
            form.file.errors = [_why_unreadable(fault)]
        else:
            preview = enrolment.preview(classroom, entries)
            confirm = ConfirmRosterForm(formdata=None, roster=_as_text(entries))
            return render_template(
                "classrooms/preview.html", classroom=classroom, preview=preview, form=confirm, reasons=_reasons()
            )
    standing = standing_of(classroom)
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
        entries = reading.read_text(form.roster.data)
    except Unreadable:
        return redirect(url_for("classrooms.roster", classroom_id=classroom_id), 303)
    new = enrolment.enrol(classroom, entries, actor_id=present_learner().id, now=clock.now())
    db.session.commit()
    flash(ngettext("%(num)s pupil has been added.", "%(num)s pupils have been added.", new))
    return redirect(url_for("classrooms.pupils", classroom_id=classroom_id), 303)


def _entries(form: RosterForm) -> Sequence[Entry]:
    if form.file.data:
        return reading.read_file(form.file.data.read(), form.file.data.filename or "")
    return reading.read_text(form.names.data or "")


def _as_text(entries: Sequence[Entry]) -> str:
    """The entries as a table that `read_text` reads back, for the form that confirms them."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(["full name", "nickname", "group"])
    for entry in entries:
        if entry.fault is None:
            writer.writerow([entry.name, entry.nickname, entry.group])
    return out.getvalue()


def _reasons() -> dict[str, str]:
    return {
        "no-name": _("There is no name in this row."),
        "not-a-name": _("This does not look like a name: letters only, please."),
        "too-long": _("The name is longer than 60 letters."),
        "class-full": _("The class is full."),
        "nickname-taken": _("Another pupil has this name in class already."),
    }


def _why_unreadable(fault: Unreadable) -> str:
    words = {
        "too-large": _("The file is too large: at most one megabyte."),
        "too-many": _("There are more than 2,000 rows. Split the file."),
        "encoding": _("The letters of this file cannot be read. Save it as CSV UTF-8 and try again."),
        "not-text": _("This is not a list of names. Choose a CSV or an Excel file."),
        "quotes": _("A quotation mark in the file is not closed. Save it again as CSV."),
        "old-excel": _("This is an old Excel file (.xls). Save it as .xlsx or CSV."),
        "broken-workbook": _("This Excel file cannot be opened. Save it again, or as CSV."),
        "empty": _("There are no names in it."),
        "no-name-column": _("No column of names was found. The first row should say “Full name”."),
    }
    return words[fault.reason]
