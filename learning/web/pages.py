"""The few pages of the shell itself: the way in, the choice of language and of look, who we are."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from learning.web import i18n
from learning.web.access import Permission, allow
from learning.web.forms import BaseForm
from learning.web.i18n import gettext
from learning.web.i18n import lazy_gettext as _

bp = Blueprint("web", __name__)
YEAR_SECONDS = 365 * 86400


class DisplayForm(BaseForm):
    """How pages look."""

    theme = RadioField(
        _("Colours"),
        [InputRequired(_("Choose one."))],
        choices=[
            SelectChoice("auto", _("As on my device")),
            SelectChoice("light", _("Light")),
            SelectChoice("dark", _("Dark")),
        ],
    )
    contrast = RadioField(
        _("Contrast"),
        default="",
        choices=[SelectChoice("", _("Normal")), SelectChoice("more", _("More contrast"))],
        validate_choice=True,
    )


@bp.get("/")
@allow(Permission.PAGE_READ)
def root() -> ResponseReturnValue:
    """To the home page in the reader's language: the account's, the cookie's, the browser's, else Vietnamese."""
    language = current_user.language or i18n.preferred_language()
    response = redirect(url_for("study.home", lang=language), 302)
    response.headers["Vary"] = "Cookie, Accept-Language"
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/<lang>/language")
@allow(Permission.PAGE_READ)
def choose_language() -> ResponseReturnValue:
    """Keep the language of this address and go on to `to`, a page of this site in it."""
    to = request.args.get("to", "")
    is_ours = to.startswith(f"/{i18n.language()}/") and "\\" not in to and to.isprintable()
    return i18n.remember_language(to if is_ours else url_for("study.home"))


@bp.route("/<lang>/display", methods=["GET", "POST"])
@allow(Permission.PAGE_READ)
def display() -> ResponseReturnValue:
    """Light, dark, more contrast; kept in two cookies on this device."""
    form = DisplayForm(theme=chosen_theme(), contrast=chosen_contrast())
    if form.validate_on_submit():
        flash(gettext("Saved."))
        response = redirect(url_for("web.display"), 303)
        for name in ("theme", "contrast"):
            response.set_cookie(
                name, form[name].data, max_age=YEAR_SECONDS, samesite="Lax", httponly=True, secure=request.is_secure
            )
        return response
    return render_template("web/display.html", form=form), form.status


@bp.get("/<lang>/privacy")
@allow(Permission.PAGE_READ)
def privacy() -> ResponseReturnValue:
    """What is kept and what is not, in plain words."""
    return render_template("web/privacy.html")


@bp.get("/<lang>/official")
@allow(Permission.PAGE_READ)
def official() -> ResponseReturnValue:
    """How to tell our own pages from imitations."""
    return render_template("web/official.html")


@bp.get("/<lang>/style-guide")
@allow(Permission.PAGE_READ)
def style_guide() -> ResponseReturnValue:
    """Every component in every state."""
    return render_template("web/style_guide.html")


def chosen_theme() -> str:
    """The theme of this device's cookie, or `auto`."""
    theme = request.cookies.get("theme", "auto")
    return theme if theme in ("light", "dark") else "auto"


def chosen_contrast() -> str:
    """`more` if this device's cookie says so."""
    return "more" if request.cookies.get("contrast") == "more" else ""
