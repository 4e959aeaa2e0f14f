"""The base of every form: clean text in, and messages that say what to do, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.csrf.core import CSRFTokenField

from learning.items.text import normalise
from learning.web import i18n


class Messages:
    """WTForms' own messages, from our catalogue: WTForms has none in Vietnamese."""

    def gettext(self, message: str) -> str:
        """The message in the page's language."""
        return i18n.gettext(message)

    def ngettext(self, one: str, many: str, num: int) -> str:
        """The message in the form for `num`; WTForms fills in the number itself."""
        text: str = i18n._catalogue(i18n.language()).ungettext(one, many, num)
        return text


def clean(value: Any) -> Any:
    """Text trimmed, inner white space single, NFC, without control characters; anything else as it is."""
    if not isinstance(value, str):
        return value
    return normalise(" ".join("".join(char for char in value if char.isprintable() or char.isspace()).split()))


class TokenField(CSRFTokenField):  # type: ignore[misc]
    """The CSRF token, made only when it is shown: an answer that is taken in needs none."""

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Take in the token that was sent."""
        super(CSRFTokenField, self).process(*args, **kwargs)

    def _value(self) -> str:
        return self.csrf_impl.generate_csrf_token(self)  # type: ignore[no-any-return]


class Csrf(FlaskForm.Meta.csrf_class):  # type: ignore[misc]
    """Flask-WTF's protection, with our field."""

    field_class = TokenField


class BaseForm(FlaskForm):  # type: ignore[misc]
    """Trims and normalises every text field except passwords, and answers in the reader's language."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How fields are bound."""

        csrf_class = Csrf

        def get_translations(self, form: Any) -> Messages:
            """Our messages."""
            return Messages()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Clean text fields on the way in; a password is taken as it is typed."""
            if unbound_field.field_class.__name__ in ("StringField", "EmailField"):
                options["filters"] = [*options.get("filters", ()), clean]
            if unbound_field.field_class is TokenField:
                options["render_kw"] = {"id": False}  # a page may hold several forms, but an id only once
            return unbound_field.bind(form=form, **options)

    @property
    def status(self) -> int:
        """200 for a form that is shown, 422 for one that was refused."""
        return 422 if self.errors else 200

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        """Each faulty field's id with its first message, for the summary that links to the fields."""
        return [(self[name].id, messages[0]) for name, messages in self.errors.items() if name and messages]
