"""Why a file or a row of a roster was refused, in words that say what to do."""

from __future__ import annotations

from collections.abc import Mapping

from learning.web.i18n import gettext as _


def of_rows() -> Mapping[str, str]:
    """By the key of a refused row."""
    return {
        "no-name": _("There is no name in this row."),
        "not-a-name": _("This does not look like a name: a name has letters only."),
        "title": _("This looks like a heading or a signature, not like a pupil."),
        "below": _("This stands below the list and has no number: perhaps a signature."),
        "formula": _("This cell holds a formula without a result. Open the file in Excel, save it and try again."),
        "old-font": _(
            "The letters are in an old font (TCVN3 or VNI). Convert the list to Unicode, with UniKey for example."
        ),
        "too-long": _("The name is longer than 60 letters."),
        "too-many-cells": _("This row has more cells than there are headings. Is there a comma too many?"),
        "not-a-pupil": _("The file says that this is not a pupil."),
        "left-school": _("The file says that this pupil has left."),
        "not-a-nickname": _("The name in class may have up to 30 letters and digits."),
        "nickname-taken": _("Another pupil has this name in class already."),
        "group-too-long": _("The name of the group is longer than 30 letters."),
        "another-class": _("The file says that this pupil is in another class."),
        "class-full": _("There is no place left in the class."),
    }


def of_file(reason: str) -> str:
    """Why a whole file, or a whole text, cannot be used."""
    return {
        "too-large": _("The file is too large: at most one megabyte. Keep the column of names and leave out pictures."),
        "too-many": _("There are more than 2,000 rows. Split the file by classes."),
        "encoding": _("The letters of this file cannot be read. Save it as CSV UTF-8 and try again."),
        "not-text": _("This is not a list of names. Choose a CSV or an Excel file (.xlsx), or paste the names."),
        "web-page": _("This is a web page that calls itself a table. Open it in Excel and save it as .xlsx."),
        "quotes": _("A quotation mark in the file is not closed. Save it again as CSV."),
        "old-excel": _(
            "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password."
        ),
        "other-document": _("This is no Excel file. Save it as .xlsx or CSV, or copy the names and paste them."),
        "broken-workbook": _("This Excel file cannot be opened. Save it again, or as CSV."),
        "empty": _("There are no names in it."),
        "no-name-column": _("No column of names was found. Write “Họ và tên” or “Full name” above it."),
    }[reason]
