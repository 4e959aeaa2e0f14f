"""The forms of the accounts room."""

from __future__ import annotations

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, PasswordField, RadioField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from learning.accounts import passwords
from learning.accounts.names import NAME_LENGTH, is_latin
from learning.web.forms import BaseForm
from learning.web.i18n import gettext
from learning.web.i18n import lazy_gettext as _

BANDS = ("6-10", "11-14", "15-17", "18-22", "adult")
_LOGIN = re.compile(r"^[a-z0-9][a-z0-9._-]{3,29}$")
_LETTER = re.compile(r"[^\W\d_]")


def login_from(text: str | None) -> str:
    """A login as it is stored: small letters, no white space around it."""
    return (text or "").strip().casefold()


class PersonName:
    """A person's name: letters, at most sixty characters."""

    def __call__(self, form: Any, field: Any) -> None:
        """Refuse what is no name, in words."""
        if (
            not is_latin(field.data or "")
            or not _LETTER.search(field.data or "")
            or re.search(r"[<>{}\[\]\\|@#$%^*=+~\d]|https?:", field.data)
        ):
            raise ValidationError(gettext("Write your name in letters only, as it should appear on a certificate."))


class _Login:
    """An e-mail address, or a name of one's own choice."""

    def __call__(self, form: Any, field: Any) -> None:
        login = login_from(field.data)
        if "@" in login:
            try:
                validate_email(login, check_deliverability=False, test_environment=True)
            except EmailNotValidError:
                raise ValidationError(gettext("Check the e-mail address: part of it is missing or mistyped.")) from None
        elif not _LOGIN.match(login):
            message = gettext(
                "Write your e-mail address, or a name of 4 to 30 letters and digits, without spaces or accents."
            )
            raise ValidationError(message)


class _NewPassword:
    """Long enough, and not what a stranger would try first."""

    def __call__(self, form: Any, field: Any) -> None:
        password = field.data or ""
        if len(password) < passwords.SHORTEST:
            message = gettext("At least %(n)d characters. Four unrelated words are easy to remember.")
            raise ValidationError(message % {"n": passwords.SHORTEST})
        if len(password) > passwords.LONGEST:
            raise ValidationError(gettext("At most %(n)d characters, please.") % {"n": passwords.LONGEST})
        known = [getattr(form, name).data or "" for name in ("name", "login") if name in form]
        if passwords.is_too_simple(password, *known):
            raise ValidationError(gettext("This is one of the first things a stranger would try. Choose other words."))


def _name_field() -> Any:
    return StringField(
        _("Your name"),
        [
            InputRequired(_("Write your name.")),
            Length(max=NAME_LENGTH, message=_("At most 60 letters, please.")),
            PersonName(),
        ],
    )


def _band_field() -> Any:
    choices = [
        SelectChoice("6-10", _("6 to 10")),
        SelectChoice("11-14", _("11 to 14")),
        SelectChoice("15-17", _("15 to 17")),
        SelectChoice("18-22", _("18 to 22")),
        SelectChoice("adult", _("23 or older")),
    ]
    return RadioField(_("Your age"), [InputRequired(_("Choose your age group."))], choices=choices)


class SignUpForm(BaseForm):
    """Turn a guest into an account."""

    name = _name_field()
    login = StringField(
        _("E-mail or sign-in name"),
        [
            InputRequired(_("Write your e-mail address, or choose a sign-in name.")),
            Length(max=120, message=_("At most 120 characters, please.")),
            _Login(),
        ],
    )
    password = PasswordField(_("Password"), [InputRequired(_("Choose a password.")), _NewPassword()])
    band = _band_field()


class SignInForm(BaseForm):
    """Prove who you are."""

    login = StringField(
        _("E-mail or sign-in name"),
        [
            InputRequired(_("Write your e-mail address or your sign-in name.")),
            Length(max=120, message=_("At most 120 characters, please.")),
        ],
    )
    password = PasswordField(_("Password"), [InputRequired(_("Write your password.")), Length(max=passwords.LONGEST)])


class ForgottenForm(BaseForm):
    """Ask for a reset link."""

    login = StringField(
        _("Your e-mail address"),
        [
            InputRequired(_("Write your e-mail address.")),
            Length(max=120, message=_("At most 120 characters, please.")),
        ],
    )


class ResetForm(BaseForm):
    """Choose a new password after following the link."""

    password = PasswordField(_("New password"), [InputRequired(_("Choose a password.")), _NewPassword()])


class PasswordForm(BaseForm):
    """Change the password while signed in."""

    current = PasswordField(_("Current password"), [InputRequired(_("Write your current password."))])
    password = PasswordField(_("New password"), [InputRequired(_("Choose a password.")), _NewPassword()])


class ProfileForm(BaseForm):
    """Name, age group and language of mails."""

    name = _name_field()
    band = _band_field()
    language = RadioField(
        _("Language"),
        [InputRequired(_("Choose a language."))],
        choices=[SelectChoice("vi", "Tiếng Việt"), SelectChoice("en", "English")],
    )


class DeleteForm(BaseForm):
    """Leave for good."""

    password = PasswordField(_("Password"), [InputRequired(_("Write your password."))])
    sure = BooleanField(
        _("Delete my account and everything in it"), [InputRequired(_("Tick the box if you are sure."))]
    )


class EmptyForm(BaseForm):
    """A button that only needs its CSRF token."""
