"""One's own account: name, language, password, data, leaving."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from learning import clock
from learning.accounts import identity, pages, passwords, sessions
from learning.accounts.forms import DeleteForm, EmptyForm, PasswordForm, ProfileForm
from learning.accounts.routes import bp
from learning.db import db, leave_the_line
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.get("/account")
@allow(Permission.ACCOUNT_MANAGE)
def account() -> ResponseReturnValue:
    """What the platform knows of you, and what you can do about it."""
    view = pages.account_view(sessions.present_learner())
    return render_template("accounts/account.html", view=view, form=EmptyForm())


@bp.route("/account/profile", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_MANAGE)
def profile() -> ResponseReturnValue:
    """Change name, age group or language."""
    learner = sessions.present_learner()
    form = ProfileForm(obj=learner)
    if form.validate_on_submit():
        identity.rename(learner, form.name.data)
        learner.band = form.band.data
        learner.language = form.language.data
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("accounts.account", lang=learner.language), 303)
    return render_template("accounts/profile.html", form=form), form.status


@bp.route("/account/password", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_MANAGE)
def password() -> ResponseReturnValue:
    """Change the password; every other device is signed out."""
    learner = sessions.present_learner()
    form = PasswordForm()
    if form.validate_on_submit() and _knows_password(form.current):
        new = passwords.hash_password(form.password.data)
        identity.change_password(learner, new, keep_token=current_user.token, now=clock.now())
        db.session.commit()
        flash(_("Your password has been changed. Other devices are signed out."))
        return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/password.html", form=form), form.status


@bp.post("/account/confirmation")
@allow(Permission.ACCOUNT_MANAGE)
def resend_confirmation() -> ResponseReturnValue:
    """Send the confirmation mail once more."""
    identity.send_confirmation(sessions.present_learner(), clock.now())
    db.session.commit()
    flash(_("The e-mail is on its way. Check the spam folder too."))
    return redirect(url_for("accounts.account"), 303)


@bp.get("/account/data.json")
@allow(Permission.RECORD_READ)
def data() -> ResponseReturnValue:
    """Everything the platform knows of you, as a file."""
    response = jsonify(pages.everything_about(sessions.present_learner()))
    response.headers["Content-Disposition"] = "attachment; filename=my-learning.json"
    return response


@bp.route("/account/deletion", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_MANAGE)
def deletion() -> ResponseReturnValue:
    """Leave for good, with everything."""
    learner = sessions.present_learner()
    form = DeleteForm()
    if form.validate_on_submit() and _knows_password(form.password):
        identity.delete_account(learner, clock.now())
        sessions.end()
        db.session.commit()
        flash(_("Your account and everything in it have been deleted. Take care."))
        return redirect(url_for("study.home"), 303)
    return render_template("accounts/deletion.html", form=form), form.status


def _knows_password(field: Any) -> bool:
    """True if the field holds the present password; else it gets an error, and the try counts. Ends the transaction."""
    try:
        claim = identity.claim(sessions.present_learner().login or "")
    except identity.TooManyTries:
        abort(429)
    leave_the_line()
    if claim.proven_by(field.data) is not None:
        return True
    field.errors = [_("This is not your current password.")]
    return False
