"""The forms of the classrooms room."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from learning.accounts.forms import PersonName
from learning.accounts.names import NAME_LENGTH
from learning.classrooms.models import MOST_HANDS
from learning.classrooms.outcomes import Show
from learning.web.forms import BaseForm
from learning.web.i18n import gettext
from learning.web.i18n import lazy_gettext as _


class ClassroomForm(BaseForm):
    """A new classroom."""

    name = StringField(
        _("Name of the class"),
        [
            InputRequired(_("Give the class a name, such as 6A.")),
            Length(max=60, message=_("At most 60 letters, please.")),
        ],
    )

    band = RadioField(
        _("Age of the pupils"),
        [InputRequired(_("Choose the age group of the class."))],
        choices=[SelectChoice(band, band) for band in ("6-10", "11-14", "15-17", "18-22")],
    )


class RosterForm(BaseForm):
    """Names typed or pasted, or a file."""

    names = TextAreaField(_("Names, one on each line"), [Optional()])
    file = FileField(_("Or a file: CSV or Excel"))

    def validate_names(self, field: Any) -> None:
        """One of the two is needed, and only one: else nobody would see what became of the other."""
        has_names = bool((field.data or "").strip())
        if not has_names and not self.file.data:
            raise ValidationError(gettext("Type or paste at least one name, or choose a file."))
        if has_names and self.file.data:
            raise ValidationError(gettext("Names and a file at once: send the names first, then the file."))


class ConfirmRosterForm(BaseForm):
    """The preview's rows, sent back once the teacher agrees."""

    roster = TextAreaField(validators=[InputRequired()])


class AssignForm(BaseForm):
    """Modules, to whom, and when."""

    modules = SelectMultipleField(_("Modules"), [InputRequired(_("Choose at least one module."))])
    target = SelectField(_("For whom"), [InputRequired(_("Choose for whom."))])
    starts_on = DateField(_("From"), [InputRequired(_("Choose the first day."))])
    due_on = DateField(_("Until (may stay empty)"), [Optional()])

    def validate_due_on(self, field: Any) -> None:
        """The end is not before the beginning."""
        if field.data and self.starts_on.data and field.data < self.starts_on.data:
            raise ValidationError(gettext("The last day is before the first: check both."))


class CopyForm(BaseForm):
    """To which other class assignments are copied."""

    other = SelectField(_("Copy everything given to the whole class to"), [InputRequired(_("Choose a class."))])


class PupilForm(BaseForm):
    """A pupil's name, nickname and group, to mend a slip of the pen."""

    name = StringField(
        _("Full name"),
        [
            InputRequired(_("Write the pupil's full name.")),
            Length(max=NAME_LENGTH, message=_("At most 60 letters, please.")),
            PersonName(),
        ],
    )
    nickname = StringField(
        _("Name in class"),
        [
            InputRequired(_("Write the name that stands on the card.")),
            Length(max=NAME_LENGTH, message=_("At most 60 letters, please.")),
            PersonName(),
        ],
    )
    group = StringField(_("Group (may stay empty)"), [Length(max=30, message=_("At most 30 letters, please."))])


class MoveForm(BaseForm):
    """To which other class a pupil goes."""

    other = SelectField(_("To which class"), [InputRequired(_("Choose a class."))])


class CodeStateForm(BaseForm):
    """Whether the class code leads to the class."""

    is_open = BooleanField()


class ClassCodeForm(BaseForm):
    """The code of a class."""

    code = StringField(_("Class code"), [InputRequired(_("Type the code on the board.")), Length(max=20)])


class PictureForm(BaseForm):
    """Who you are, and your row of pictures."""

    name = StringField(
        _("Your name in class"), [InputRequired(_("Type your name as it stands on your card.")), Length(max=80)]
    )


def picture_field(label: str, pictures: list[tuple[str, str]]) -> Any:
    """One place in the row of pictures."""
    return RadioField(
        label, [InputRequired(_("Choose a picture in every row."))], choices=[SelectChoice(k, v) for k, v in pictures]
    )


def code_from(text: str) -> str:
    """A class code as it is stored: capitals, no spaces or hyphens."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())[:12]


class RoundForm(BaseForm):
    """Which module to begin a show of hands for."""

    module = SelectField(
        _("Module"),
        [InputRequired(_("Choose a module."))],
        invalid_choice_message=_("Choose a module from the list. Sensitive modules are never done by raising hands."),
    )


class HandsField(StringField):  # type: ignore[misc]
    """How many raised a hand, as typed; an empty box counts as none."""

    def pre_validate(self, form: Any) -> None:
        """A whole number, and no more than a class holds."""
        if not re.fullmatch("[0-9]{0,3}", self.typed) or int(self.typed or 0) > MOST_HANDS:
            raise ValidationError(
                gettext(
                    "Answer %(letter)s: type a whole number from 0 to %(most)s, such as 12.",
                    letter=self.label.text,
                    most=MOST_HANDS,
                )
            )

    @property
    def typed(self) -> str:
        """What was typed, in ASCII: a keyboard set to wide letters sends wide digits."""
        return unicodedata.normalize("NFKC", self.data or "").strip()

    @property
    def hands(self) -> int:
        """The number; ask only once the form is valid."""
        return int(self.typed or 0)


def counts_form(show: Show, *, fill: bool) -> Any:
    """A box for each part of an item, named by its letter; with `fill` they hold what is counted already."""
    boxes = {f"hands_{n}": HandsField(part.letter) for n, part in enumerate(show.parts, 1)}

    class CountsForm(BaseForm):
        """How many raised a hand for each part."""

        def validate(self, extra_validators: Any = None) -> bool:
            """One box at least is filled in: an empty form is a slip of the finger."""
            is_valid: bool = super().validate(extra_validators)
            if is_valid and not any(box.typed for box in self.boxes):
                self.hands_1.errors = [gettext("Type how many raised a hand. If nobody did, type 0.")]
                return False
            return is_valid

        @property
        def boxes(self) -> list[HandsField]:
            """The boxes in the order shown."""
            return [self[name] for name in boxes]

    for name, box in boxes.items():
        setattr(CountsForm, name, box)
    return CountsForm(data={f"hands_{n}": str(part.hands) for n, part in enumerate(show.parts, 1)} if fill else None)
