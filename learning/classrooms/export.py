"""The matrix as a file: equal to the screen, cell by cell, and inert."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping

from learning.classrooms.matrix import Cell, Matrix
from learning.items.base import Text
from learning.web.i18n import gettext as _

BOM = "\ufeff"
"""Excel reads UTF-8 only with this mark."""


def words() -> Mapping[str, str]:
    """The words of the cells, as the screen has them, and of the headings."""
    return {
        "not-assigned": _("Not assigned"),
        "not-started": _("Not started"),
        "in-progress": _("In progress"),
        "done": _("Done"),
        "review-due": _("Review due"),
        "overdue": _("overdue"),
        "help": _("needs help"),
        "pupil": _("Pupil"),
        "nickname": _("Name in class"),
        "group": _("Group"),
    }


def cell_words(cell: Cell, words: Mapping[str, str]) -> str:
    """A cell in words: its state, then its flags."""
    flags = [words["help"]] if cell.needs_help else []
    flags += [words["overdue"]] if cell.is_overdue else []
    return ", ".join([words[cell.state], *flags])


def as_csv(matrix: Matrix, in_language: Callable[[Text], str], words: Mapping[str, str]) -> str:
    """The table with a byte-order mark; what a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    head = [words["pupil"], words["nickname"], words["group"], *(in_language(m.title) for m in matrix.modules)]
    writer.writerow([inert(cell) for cell in head])
    for row in matrix.rows:
        cells = [row.pupil.name, row.pupil.nickname, row.pupil.group or ""]
        cells += [cell_words(cell, words) for cell in row.cells]
        writer.writerow([inert(cell) for cell in cells])
    return BOM + out.getvalue()


def inert(cell: str) -> str:
    """The cell, so that no spreadsheet runs it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
