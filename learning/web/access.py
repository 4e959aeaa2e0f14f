"""Who may do what: one list of permissions, a mark on every view, default deny.

A room says who has its permissions with `rule`; a view names the one it needs with `allow`. A view without a mark is
refused, and `unmarked` lets a test find it before a visitor does. Rules look only at the person: whether a *record* is
theirs is decided by reaching it through them, so that a stranger's record does not exist (404).
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response


class Permission(StrEnum):
    """Every permission there is, as `subject:action`."""

    PAGE_READ = "page:read"
    """Read what everybody may read."""
    LESSON_LEARN = "lesson:learn"
    """Begin to learn; a visitor becomes a guest by it."""
    ATTEMPT_SIT = "attempt:sit"
    """Answer items of one's own attempts, see one's own results."""
    RECORD_READ = "record:read"
    """Read and take along what the platform knows of oneself."""
    ACCOUNT_OPEN = "account:open"
    """Sign up, sign in, ask for a new password."""
    ACCOUNT_MANAGE = "account:manage"
    """Change one's name, password and settings, delete one's account."""
    CERTIFICATE_HOLD = "certificate:hold"
    """See and print one's own certificates."""
    CERTIFICATE_VERIFY = "certificate:verify"
    """Ask whether a certificate is genuine."""
    HELP_READ = "help:read"
    """Read the help pages: everybody, always, without a trace."""
    CLASS_SIGN_IN = "class:sign-in"
    """Come in as a pupil, by card or by class code, name and pictures."""
    CLASSROOM_ATTEND = "classroom:attend"
    """Be a pupil of a class, and leave it."""
    CLASSROOM_TEACH = "classroom:teach"
    """Make classrooms, and work with those one teaches."""
    HEALTH_READ = "health:read"
    """Ask whether the service is up."""


class Person(Protocol):
    """Whoever asks: a visitor, a guest or the holder of an account."""

    is_authenticated: bool
    is_guest: bool
    has_login: bool
    has_confirmed_email: bool
    language: str | None
    """What the holder of an account has chosen."""


Rule = Callable[[Person], bool]
_rules: dict[Permission, Rule] = {}
View = TypeVar("View", bound=Callable[..., Any])


def rule(permission: Permission) -> Callable[[Rule], Rule]:
    """Register who has `permission`; each has exactly one rule."""

    def register(function: Rule) -> Rule:
        if permission in _rules and _rules[permission] is not function:
            raise RuntimeError(f"{permission} has a rule already")
        _rules[permission] = function
        return function

    return register


def allow(permission: Permission) -> Callable[[View], View]:
    """Mark a view with the permission it needs."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def has(person: Person, permission: Permission) -> bool:
    """True if `person` has `permission`; without a rule nobody has it."""
    decide = _rules.get(permission)
    return decide is not None and decide(person)


def unmarked(app: Flask) -> list[str]:
    """The endpoints whose view names no permission."""
    return sorted(name for name, view in app.view_functions.items() if not hasattr(view, "permission"))


def guard() -> Response | None:
    """Before every request: refuse what the person may not do."""
    if request.endpoint is None:
        return None
    permission = getattr(current_app.view_functions[request.endpoint], "permission", None)
    if permission is None:
        abort(403)
    if has(current_user, permission):
        return None
    if current_user.is_authenticated and not current_user.is_guest:
        abort(403)
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=here), 303)


def everyone(_person: Person) -> bool:
    """The rule of what is open to all."""
    return True


for _open in (Permission.PAGE_READ, Permission.HEALTH_READ):
    rule(_open)(everyone)
