"""Signing up, in and out; forgotten passwords; confirming an address."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from learning import clock
from learning.accounts import identity, limits, passwords, sessions
from learning.accounts.forms import EmptyForm, ForgottenForm, ResetForm, SignInForm, SignUpForm, login_from
from learning.accounts.models import Learner
from learning.accounts.routes import bp
from learning.db import db, leave_the_line
from learning.web import i18n
from learning.web.access import Permission, allow
from learning.web.i18n import gettext as _


@bp.route("/sign-up", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_OPEN)
def sign_up() -> ResponseReturnValue:
    """Make an account; a guest or a pupil with a card keeps everything learned so far."""
    learner = sessions.current_learner()
    if learner is not None and learner.login is not None:
        return redirect(url_for("accounts.account"), 303)
    form = SignUpForm(band=learner.band if learner else None, name=learner.name if learner else None)
    if form.validate_on_submit():
        if not limits.count(limits.PER_ADDRESS_SIGN_UP, "sign-up", request.remote_addr or ""):
            abort(429)
        if account := _sign_up_with(form):
            sessions.end_all(account.id)  # a copy of the guest's cookie must not open the account
            sessions.end()
            sessions.begin(account, clock.now())
            db.session.commit()
            return _onwards(account)
    return render_template("accounts/sign_up.html", form=form), form.status


def _sign_up_with(form: SignUpForm) -> Learner | None:
    password_hash = _hash_of(form.password.data)
    try:
        return identity.sign_up(
            sessions.current_learner(),
            name=form.name.data,
            login=login_from(form.login.data),
            password_hash=password_hash,
            band=form.band.data,
            audience="teacher" if request.args.get("role") == "teacher" else None,
            language=i18n.language(),
            now=clock.now(),
        )
    except identity.LoginTaken:
        db.session.rollback()
        if guest := sessions.current_learner():
            db.session.refresh(guest)  # now, and not by the template
        form.login.errors = [_("Somebody already uses this name or address. If it is you, sign in instead.")]
        return None


@bp.route("/sign-in", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_OPEN)
def sign_in() -> ResponseReturnValue:
    """Sign in; if a guest was learning here, ask next whether it was the same person."""
    form = SignInForm()
    if form.validate_on_submit():
        guest = sessions.current_learner()
        account = _account_of(form)
        if account is not None:
            pending = guest.id if guest is not None and guest.is_guest else None
            sessions.end()
            sessions.begin(account, clock.now(), pending_guest_id=pending)
            db.session.commit()
            return redirect(url_for("accounts.joining", next=_target()), 303) if pending else _onwards(account)
    return render_template("accounts/sign_in.html", form=form), form.status


def _account_of(form: SignInForm) -> Learner | None:
    try:
        claim = identity.claim(login_from(form.login.data))
    except identity.TooManyTries:
        abort(429)
    leave_the_line()  # the try counts, whatever comes of it
    password_hash = claim.proven_by(form.password.data)
    account = identity.admit(claim, password_hash) if password_hash else None
    if account is None:
        form.password.errors = [
            _("The name or the password is not right. Check both; capital letters matter in the password.")
        ]
    return account


@bp.route("/sign-in/joining", methods=["GET", "POST"])
@allow(Permission.RECORD_READ)
def joining() -> ResponseReturnValue:
    """Was it you who was learning here just now? Merges exactly once, and only after a yes."""
    form = EmptyForm()
    if current_user.sign_in.pending_guest_id is None:
        return _onwards(current_user.learner)
    if form.validate_on_submit():
        identity.answer_joining(current_user.sign_in, was_me=request.form.get("was_me") == "yes", now=clock.now())
        db.session.commit()
        return _onwards(current_user.learner)
    return render_template("accounts/joining.html", form=form), form.status


@bp.route("/sign-out", methods=["POST"])
@allow(Permission.RECORD_READ)
def sign_out() -> ResponseReturnValue:
    """Sign out; of a guest this is the end."""
    sessions.end()
    db.session.commit()
    return redirect(url_for("study.home"), 303)


@bp.route("/sign-out/everywhere", methods=["POST"])
@allow(Permission.ACCOUNT_MANAGE)
def sign_out_everywhere() -> ResponseReturnValue:
    """Sign out on every device, this one included."""
    sessions.end_all(sessions.present_learner().id)
    sessions.end()
    db.session.commit()
    return redirect(url_for("accounts.sign_in"), 303)


@bp.route("/forgotten", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_OPEN)
def forgotten() -> ResponseReturnValue:
    """Ask for a link to a new password. The answer is the same whether or not there is such an account."""
    form = ForgottenForm()
    if form.validate_on_submit():
        identity.request_reset(login_from(form.login.data), clock.now())
        db.session.commit()
        return render_template("accounts/forgotten_sent.html")
    return render_template("accounts/forgotten.html", form=form), form.status


@bp.route("/reset/<token>", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_OPEN)
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password; every session ends, and the link works once."""
    form = ResetForm()
    new = _hash_of(form.password.data) if form.validate_on_submit() else None
    learner = identity.learner_of(token, "reset", identity.signing_keys(current_app.config), identity.RESET_SECONDS)
    if learner is None:
        abort(410)
    if new is not None:
        identity.change_password(learner, new, keep_token=None, now=clock.now())
        identity.confirm_email(learner, clock.now())
        sessions.end()
        db.session.commit()
        flash(_("Your new password is set. Sign in with it."))
        return redirect(url_for("accounts.sign_in"), 303)
    return render_template("accounts/reset.html", form=form), form.status


@bp.route("/confirm/<token>", methods=["GET", "POST"])
@allow(Permission.ACCOUNT_OPEN)
def confirm(token: str) -> ResponseReturnValue:
    """Say that the address is yours. A button and not the link itself, because mail scanners follow links."""
    learner = identity.learner_of(token, "confirm", identity.signing_keys(current_app.config), identity.CONFIRM_SECONDS)
    if learner is None:
        abort(410)
    form = EmptyForm()
    if form.validate_on_submit():
        identity.confirm_email(learner, clock.now())
        db.session.commit()
        flash(_("Thank you. Your address is confirmed."))
        return _onwards(learner)
    return render_template("accounts/confirm.html", form=form), form.status


def _hash_of(password: str) -> str:
    """The hash of a new password, made while others have their turn at the database."""
    leave_the_line()
    return passwords.hash_password(password)


def _target() -> str | None:
    """Where to go on: a path of this site from `next`, or None."""
    target = request.args.get("next", "")
    parts = urlsplit(target)
    is_ours = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return target if is_ours and "\\" not in target and target.isprintable() else None


def _onwards(learner: Learner) -> Response:
    """Where the reader wanted to go; else to the classes of a teacher, and to everybody else's own learning."""
    is_teacher = learner.audience == "teacher" and learner.email_confirmed_at is not None
    return redirect(_target() or url_for("classrooms.mine" if is_teacher else "study.my_learning"), 303)
