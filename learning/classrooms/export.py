"""The matrix as a file: equal to the screen, cell by cell, and inert."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime

from learning.classrooms.matrix import Cell, Matrix
from learning.items.base import Text
from learning.web.i18n import gettext as _

BOM = "\ufeff"
"""Excel reads UTF-8 only with this mark."""
FORMULA_SIGNS = frozenset("=+-@")
SEPARATORS = re.compile(r"([;\t\r\n])")
SHEET_NAME_LENGTH = 31
WIDEST, NARROWEST, WIDEST_MODULE = 40, 8, 22
"""Columns, in letters. The title of a module wraps."""
NAMES = 3
"""How many columns stand before those of the modules."""
A4 = 9
"""Excel's number for the paper."""

Table = list[list[str]]
"""Rows of cells in words; the first row holds the headings."""


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


def table_of(matrix: Matrix, in_language: Callable[[Text], str], words: Mapping[str, str]) -> Table:
    """The matrix in words, row by row: what both files are made of."""
    head = [words["pupil"], words["nickname"], words["group"], *(in_language(m.title) for m in matrix.modules)]
    rows = [
        [row.pupil.name, row.pupil.nickname, row.pupil.group or "", *(cell_words(cell, words) for cell in row.cells)]
        for row in matrix.rows
    ]
    return [head, *rows]


def as_csv(table: Table) -> str:
    """The table with a byte-order mark, every cell quoted and inert."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([inert(cell) for cell in row] for row in table)
    return BOM + out.getvalue()


def inert(cell: str) -> str:
    """The cell, with an apostrophe wherever a spreadsheet might see a formula begin.

    Excel and LibreOffice look past white space, and where people write Chinese or Japanese a full-width sign counts.
    Where a country separates cells by semicolons, what follows one begins a cell.
    """
    parts = "".join(f"'{part}" if _begins_formula(part) else part for part in SEPARATORS.split(cell))
    return f"'{parts}" if parts[:1] in ("\t", "\r", "\n") else parts


def _begins_formula(part: str) -> bool:
    first = next((char for char in part if unicodedata.category(char)[0] not in "CZ"), "")
    return unicodedata.normalize("NFKC", first) in FORMULA_SIGNS


def as_xlsx(table: Table, name: str, *, now: datetime) -> bytes:
    """The table as a workbook with one sheet, ready to print. The same table, name and moment give the same bytes.

    Every cell is a text and formatted as one: nothing in it is ever run, not even after somebody has edited it.
    """
    import xlsxwriter  # only those who ask for a workbook wait for it

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": now.replace(microsecond=0, tzinfo=None)})
    text = {"num_format": "@", "valign": "top", "text_wrap": True}
    body, head = book.add_format(text), book.add_format({**text, "bold": True, "bottom": 2})
    sheet = book.add_worksheet(sheet_name(name))
    for n, row in enumerate(table):
        for m, cell in enumerate(row):
            sheet.write_string(n, m, cell, body if n else head)
    for m, column in enumerate(zip(*table, strict=True)):
        sheet.set_column(m, m, _width(column, WIDEST if m < NAMES else WIDEST_MODULE))
    sheet.freeze_panes(1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table)}"})
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return out.getvalue()


def sheet_name(name: str) -> str:
    """The name of a class as Excel allows it for a sheet: at most 31 letters, and none that belongs to an address."""
    plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).split())
    cut = plain.encode("utf-16-le")[: 2 * SHEET_NAME_LENGTH].decode("utf-16-le", "ignore").strip("' ")
    return cut if cut and cut.casefold() != "history" else _("Class")


def _width(column: tuple[str, ...], widest: int) -> int:
    return min(max(NARROWEST, *(len(cell) + 2 for cell in column)), widest)
