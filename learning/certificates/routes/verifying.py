"""The public pages that say whether a certificate is genuine."""

from __future__ import annotations

from flask import abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from learning import clock
from learning.accounts import limits
from learning.certificates import codes
from learning.certificates.routes import bp
from learning.certificates.verification import Proof, proof_of
from learning.db import db, writing
from learning.web.access import Permission, allow
from learning.web.i18n import in_language


@bp.get("/")
@allow(Permission.CERTIFICATE_VERIFY)
def find() -> ResponseReturnValue:
    """Ask for a code."""
    typed = request.args.get("code", "")
    if typed.strip():
        return redirect(url_for(".verify", code=codes.typed(typed)[:64] or "-"), 303)
    return render_template("certificates/find.html")


@bp.get("/<code>")
@allow(Permission.CERTIFICATE_VERIFY)
def verify(code: str) -> ResponseReturnValue:
    """What has become of this certificate; an unknown code is answered with 404."""
    proof = _looked_up(code)
    return render_template("certificates/verify.html", proof=proof), _status(proof)


@bp.get("/<code>.json")
@allow(Permission.CERTIFICATE_VERIFY)
def verify_json(code: str) -> ResponseReturnValue:
    """The same for programs."""
    proof = _looked_up(code)
    body = {
        "code": proof.code,
        "verdict": proof.verdict,
        "holder": proof.holder or None,
        "course": in_language(proof.course_title) if proof.course_title else None,
        "course_version": proof.course_version,
        "modules": [in_language(title) for title in proof.modules],
        "issued_at": proof.issued_at.isoformat() if proof.issued_at else None,
        "expires_at": proof.expires_at.isoformat() if proof.expires_at else None,
    }
    return jsonify(body), _status(proof)


def _looked_up(code: str) -> Proof:
    """Look a code up, within the limit: the same steps for every code, known or not."""
    db.session.commit()  # end the reading transaction: this one writes
    with writing():
        within = limits.count(limits.PER_ADDRESS_LOOKUP, "certificate", request.remote_addr or "")
        db.session.commit()
    if not within:
        abort(429)
    return proof_of(code, clock.now())


def _status(proof: Proof) -> int:
    return 404 if proof.verdict == "unknown" else 200
