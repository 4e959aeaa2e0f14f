"""Reading workbooks (.xlsx): the first sheet that can be seen, as it was last calculated. Pure.

A file from anywhere is opened here: what it unpacks to is limited before, entities are refused by defusedxml, which
openpyxl uses where it is installed, and formulas are never run.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice, zip_longest
from typing import Any

import openpyxl

from learning.classrooms.rosters.files import MOST_BYTES, Sheet, Unreadable, lines_of

MOST_UNPACKED = 20 * MOST_BYTES
MOST_COLUMNS = 60
MOST_ROWS_SEEN = 20_000
"""Empty ones included: a sheet may be formatted down to row 1,048,576."""


def sheet_of(content: bytes) -> Sheet:
    """The first visible sheet. Raises Unreadable."""
    try:
        _refuse_what_is_no_workbook(content)
        values, formulas = (_open(content, calculated=calculated) for calculated in (True, False))
        seen = [sheet for sheet in values.worksheets if sheet.sheet_state == "visible"]
        first, *others = seen or values.worksheets
        lines = lines_of(enumerate(_rows(first, formulas[first.title]), start=1))
        return Sheet(lines, first.title, tuple(sheet.title for sheet in others))
    except Unreadable:
        raise
    except Exception:  # openpyxl, zlib and the XML parser raise whatever a made-up file makes them stumble over
        raise Unreadable("broken-workbook") from None


def _refuse_what_is_no_workbook(content: bytes) -> None:
    entries = zipfile.ZipFile(io.BytesIO(content)).infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Unreadable("too-large")
    if not any(entry.filename.startswith("xl/") for entry in entries):
        raise Unreadable("other-document")


def _open(content: bytes, *, calculated: bool) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=calculated)


def _rows(values: Any, formulas: Any) -> Iterator[list[str]]:
    """The cells as text; where a formula was never calculated, the formula."""
    seen = (
        islice(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), MOST_ROWS_SEEN) for sheet in (values, formulas)
    )
    for calculated, written in zip_longest(*seen, fillvalue=()):
        yield [_text(as_formula if value is None else value) for value, as_formula in zip_longest(calculated, written)]


def _text(value: object) -> str:
    if isinstance(value, bool | float) and value == int(value):
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)
