"""The forms of the study room."""

from __future__ import annotations

from typing import Any, cast

from flask import request
from wtforms import Field
from wtforms.validators import StopValidation

from learning.items import kind_of
from learning.items.base import Choice, Forged, ItemBase, Unanswered
from learning.items.reading import FIELD
from learning.web.forms import BaseForm
from learning.web.i18n import gettext as _


class AnswerField(Field):  # type: ignore[misc]
    """The answer to the form's item, read by the item's kind from one or several form fields."""

    fault: str | None = None

    @property
    def item(self) -> ItemBase:
        """The item that the form was made for."""
        return cast("ItemBase", self.meta.item)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Read the answer; what is missing or forged becomes an error, never a crash."""
        self.process_errors: list[str] = []
        self.object_data = self.data = None
        if not formdata:
            return
        try:
            self.data = kind_of(self.item).read(self.item, formdata.to_dict(flat=False))
        except Unanswered:
            self.fault = _unanswered(self.item)
        except Forged:
            self.fault = _("That is not one of the answers on offer. Choose again, then press Answer.")

    def pre_validate(self, form: Any) -> None:
        """Let the fault stop the form."""
        if self.fault is not None or self.data is None:
            raise StopValidation(self.fault or _unanswered(self.item))


def _unanswered(item: ItemBase) -> str:
    if item.kind == "order":
        return _("Give every step a place of its own, then press Answer.")
    if item.kind == "match":
        return _("Choose something for every row, then press Answer.")
    if item.kind == "chat":
        return _("Mark at least one message, then press Answer.")
    return _("Choose an answer, then press Answer.")


class ResponseForm(BaseForm):
    """An answer to one item."""

    choice = AnswerField(name=FIELD)

    @classmethod
    def for_item(cls, item: ItemBase) -> ResponseForm:
        """A form whose one field reads an answer to `item`."""
        return cls(meta={"item": item})

    @property
    def answer(self) -> Choice:
        """The answer of a form that was accepted."""
        return cast("Choice", self.choice.data)

    @property
    def draft(self) -> dict[str, list[str]]:
        """What the form held, so that a refused one loses nothing."""
        return {key: values for key, values in request.form.to_dict(flat=False).items() if key.startswith(FIELD)}

    @property
    def sentence(self) -> str | None:
        """The one error there is, in the reader's language."""
        messages = self.errors.get(FIELD)
        return str(messages[0]) if messages else None
