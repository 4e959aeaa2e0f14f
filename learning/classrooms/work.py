"""What the worker does for this room. It commits as it goes, and again is the same as once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import current_app, g, url_for

from learning import certificates, clock
from learning.classrooms import assigning, awards, bundles, packing
from learning.classrooms.awards import Awarded
from learning.classrooms.models import Bundle, Classroom
from learning.db import db, writing
from learning.web.i18n import gettext as _
from learning.web.i18n import in_language

TELLS_EVERY = 5
"""Certificates after which the page may say how far it is."""
UTF8_WITH_MARK = "utf-8-sig"
"""So that an old Notepad reads it."""


@dataclass(frozen=True)
class Printed:
    """What came of printing a class's certificates."""

    documents: list[tuple[str, bytes]]
    """The PDF of each under its file name."""
    left_out: list[Awarded]
    """Those whose name cannot be printed."""


def make_bundle(payload: dict[str, Any], config: Mapping[str, Any], now: datetime) -> None:
    """Make the ZIP of a class's certificates. Killed in between it begins again, and there is never more than one."""
    bundle = db.session.get(Bundle, UUID(payload["bundle_id"]))
    if bundle is None or bundle.made_at is not None or bundle.ends_at <= now:
        return
    classroom, today = db.session.get_one(Classroom, bundle.classroom_id), clock.local_date(now)
    given, catalogue = assigning.assignments_of(classroom), current_app.extensions["catalogue"]
    awarded = awards.awarded_in(classroom, given, catalogue, now=now, today=today)
    with current_app.test_request_context(base_url=config["BASE_URL"]):
        g.language = bundle.language
        printed = _printed(bundle, awarded, config["BASE_URL"], now)
        notes = [(_("read-me.txt"), _note_on(printed.left_out))] if printed.left_out else []
    file = packing.zipped([*printed.documents, *notes], today)
    db.session.commit()  # end the reading transaction: this one writes
    with writing():
        if printed.documents or notes:
            bundles.store(bundle.id, file, done=len(printed.documents), left_out=len(printed.left_out), now=now)
        else:
            bundles.drop(bundle.id)
        db.session.commit()


def _printed(bundle: Bundle, awarded: Sequence[Awarded], base_url: str, now: datetime) -> Printed:
    """Print one after another and say how far it is; stop as soon as nobody wants it any more."""
    printed = Printed([], [])
    parts = [(one.pupil.nickname, one.certificate.course_title.in_(bundle.language)) for one in awarded]
    for n, (one, name) in enumerate(zip(awarded, packing.file_names(parts, ".pdf"), strict=True)):
        if n % TELLS_EVERY == 0 and not _tell(bundle.id, n, len(awarded)):
            break
        code, link = one.certificate.code, url_for("certificates.verify", code=one.certificate.code)
        sheet = certificates.valid_sheet(one.pupil.learner_id, code, bundle.language, base_url + link, now)
        if sheet is None:  # taken back or replaced a moment ago
            continue
        try:
            printed.documents.append((name, certificates.certificate_pdf(sheet)))
        except certificates.Unprintable:
            printed.left_out.append(one)
    return printed


def _tell(bundle_id: UUID, done: int, total: int) -> bool:
    """Let the page say how far it is; False if nobody wants it any more."""
    db.session.commit()  # end the reading transaction: this one writes
    with writing():
        is_wanted = bundles.note(bundle_id, done=done, total=total)
        db.session.commit()
    return is_wanted


def _note_on(left_out: Sequence[Awarded]) -> bytes:
    lines = [
        _("These certificates are missing: the name on them has a letter that cannot be printed."),
        _("Correct the name on the pupil’s page; the pupil then presses “%(button)s” under My learning.")
        % {"button": _("Issue again with my current name")},
        "",
        *(f"{one.certificate.holder_name}: {in_language(one.certificate.course_title)}" for one in left_out),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(UTF8_WITH_MARK)
