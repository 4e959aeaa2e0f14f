"""The holder's pages: print it, close or open the name, have it issued anew after a change of name."""

from __future__ import annotations

from flask import Response, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts.sessions import present_learner
from learning.certificates import award, pdf, press
from learning.certificates.codes import shown
from learning.certificates.models import Certificate
from learning.certificates.routes import bp
from learning.certificates.verification import certificate_of
from learning.db import db
from learning.items.base import Text
from learning.web import i18n
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.get("/<code>.pdf")
@allow(Permission.CERTIFICATE_HOLD)
def download(code: str) -> ResponseReturnValue:
    """The certificate to print, in the language of the address."""
    certificate = _own(code)
    try:
        document = pdf.certificate_pdf(_sheet(certificate, i18n.language()))
    except press.Unprintable as refusal:
        flash(
            _("“%(signs)s” cannot be printed. Leave it out of the name, then issue again.", signs=refusal.letters),
            "nghe",
        )
        return redirect(url_for("study.my_learning"), 303)
    response = Response(document, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{shown(certificate.code)}.pdf"'
    return response


@bp.post("/<code>/name")
@allow(Permission.CERTIFICATE_HOLD)
def name(code: str) -> ResponseReturnValue:
    """Open or close the name on the public page."""
    _own(code).shows_name = request.form.get("shows_name") == "1"
    db.session.commit()
    flash(_("Saved."))
    return redirect(url_for("study.my_learning"), 303)


@bp.post("/<code>/replacement")
@allow(Permission.CERTIFICATE_HOLD)
def replacement(code: str) -> ResponseReturnValue:
    """Issue it anew under the holder's present name."""
    certificate = _own(code)
    course = current_app.extensions["catalogue"].courses.get(certificate.course_id)
    if course is None:
        abort(409)
    award.replace(certificate, present_learner(), course, now=clock.now())
    db.session.commit()
    flash(_("A new certificate has been issued. The old code now says that it was replaced."))
    return redirect(url_for("study.my_learning"), 303)


def _own(code: str) -> Certificate:
    certificate = certificate_of(present_learner().id, code)
    if certificate is None:
        abort(404)
    return certificate


def _sheet(certificate: Certificate, language: str) -> pdf.Sheet:
    code = shown(certificate.code)
    link = url_for("certificates.verify", lang=language, code=code)
    return pdf.Sheet(
        holder_name=certificate.holder_name,
        course_title=Text.model_validate(certificate.course_title).in_(language),
        module_titles=[Text.model_validate(title).in_(language) for title in certificate.modules],
        issued_on=clock.local_date(certificate.issued_at),
        expires_on=clock.local_date(certificate.expires_at),
        code=code,
        verify_url=current_app.config["BASE_URL"] + link,
        language=press.language(language),
        young=certificate.holder_band in ("6-10", "11-14"),
        remembered=False,
    )
