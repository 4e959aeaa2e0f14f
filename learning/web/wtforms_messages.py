"""The messages that WTForms and Flask-WTF bring along, listed so that `flask translate` finds them.

Nothing imports this module: extraction reads its source. Without it these messages, which are nowhere in our own code,
would be missing from the catalogue, or reported as no longer used. Most of our fields give words of their own; these
are what a reader sees where a field has none. The ids are WTForms' own and must stand here letter by letter.
"""

from __future__ import annotations

from typing import Final


def _(message: str) -> str:
    """Mark a message for extraction; it stays as it is."""
    return message


def ngettext(one: str, many: str) -> tuple[str, str]:
    """Mark a message with a plural for extraction; both stay as they are."""
    return one, many


WTFORMS: Final = (
    # validators
    _("Invalid field name '%s'."),
    _("Field must be equal to %(other_name)s."),
    ngettext("Field must be at least %(min)d character long.", "Field must be at least %(min)d characters long."),
    ngettext("Field cannot be longer than %(max)d character.", "Field cannot be longer than %(max)d characters."),
    ngettext("Field must be exactly %(max)d character long.", "Field must be exactly %(max)d characters long."),
    _("Field must be between %(min)d and %(max)d characters long."),
    _("Number must be at least %(min)s."),
    _("Number must be at most %(max)s."),
    _("Number must be between %(min)s and %(max)s."),
    _("Date must be at least %(min)s."),
    _("Date must be at most %(max)s."),
    _("Date must be between %(min)s and %(max)s."),
    _("This field is required."),
    _("Invalid input."),
    _("Invalid email address."),
    _("Invalid IP address."),
    _("Invalid Mac address."),
    _("Invalid URL."),
    _("Invalid UUID."),
    _("Invalid value, must be one of: %(values)s."),
    _("Invalid value, can't be any of: %(values)s."),
    _("This field cannot be edited."),
    _("This field is disabled and cannot have a value."),
    # fields
    _("Invalid Choice: could not coerce."),
    _("Choices cannot be None."),
    _("Not a valid choice."),
    _("Invalid choice(s): one or more data inputs could not be coerced."),
    ngettext("'%(value)s' is not a valid choice for this field.", "'%(value)s' are not valid choices for this field."),
    _("Not a valid datetime value."),
    _("Not a valid date value."),
    _("Not a valid time value."),
    _("Not a valid week value."),
    _("Not a valid integer value."),
    _("Not a valid decimal value."),
    _("Not a valid float value."),
    # protection against forged requests
    _("Invalid CSRF Token."),
    _("CSRF token missing."),
    _("CSRF failed."),
    _("CSRF token expired."),
)
"""WTForms 3.3, in the order of its wtforms.pot."""

FLASK_WTF: Final = (
    _("The CSRF token is missing."),
    _("The CSRF session token is missing."),
    _("The CSRF token has expired."),
    _("The CSRF token is invalid."),
    _("The CSRF tokens do not match."),
)
"""Flask-WTF's csrf module. It never asks for a translation itself: our error page for status 400 speaks instead."""
