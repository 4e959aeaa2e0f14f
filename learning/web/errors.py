"""Friendly pages for what goes wrong, in the reader's language, with the right status."""

from __future__ import annotations

from flask import Flask, Response, g, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from learning.db import db
from learning.web.i18n import gettext as _


def _words(status: int) -> tuple[str, str]:
    """Heading and sentence for a status."""
    known = {
        400: (_("This page was open too long"), _("Go back, reload the page and try once more. Nothing was changed.")),
        403: (_("This page is not open to you"), _("Perhaps you are signed in with another account.")),
        404: (_("This page does not exist"), _("Perhaps the address is incomplete, or the page has moved.")),
        405: (_("This does not work that way"), _("Go back and use the buttons of the page.")),
        409: (_("That is not possible yet"), _("Something has to be finished first.")),
        410: (_("This link has been used or is too old"), _("Ask for a new one. It takes a minute.")),
        413: (_("That is too much at once"), _("What was sent is too large. Nothing was stored.")),
        422: (_("That could not be understood"), _("Go back and check what you filled in. Nothing was changed.")),
        429: (
            _("A short break, please"),
            _("There were too many tries in a short time. Wait a few minutes and try again."),
        ),
        503: (_("We will be right back"), _("The service is busy for a moment. Try again in a minute.")),
    }
    fallback = (
        _("Something went wrong on our side"),
        _("It is not your fault. What was saved is still there. Try again."),
    )
    return known.get(status, fallback)


def error_page(status: int) -> Response:
    """The page for `status`."""
    if "language" not in g:
        g.language = "vi"
    heading, sentence = _words(status)
    if request.path.endswith(".json"):
        response = make_response({"status": status, "error": heading}, status)
    else:
        page = render_template("errors/error.html", status=status, heading=heading, sentence=sentence)
        response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def on_http_error(error: HTTPException) -> Response | HTTPException:
    """Any refusal of the framework or of a view."""
    status = error.code or 500
    if status < 400:
        return error
    response = error_page(status)
    if status == 405 and getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))  # type: ignore[attr-defined]
    retry_after = getattr(error, "retry_after", None)
    if retry_after:
        response.headers["Retry-After"] = str(int(retry_after))
    return response


def on_crash(error: Exception) -> Response:
    """A fault of ours: undo the transaction, log it without personal data, say sorry."""
    from flask import current_app

    db.session.rollback()
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]  # who is here may be what failed
    current_app.logger.exception("unhandled fault at endpoint %s", request.endpoint)
    return error_page(500)


def init_app(app: Flask) -> None:
    """Install the pages."""
    app.register_error_handler(CSRFError, lambda _error: error_page(400))
    app.register_error_handler(HTTPException, on_http_error)
    if not app.config.get("PROPAGATE_CRASHES"):
        app.register_error_handler(Exception, on_crash)
