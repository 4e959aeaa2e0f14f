"""A certificate as a PDF: one A4 page that prints, reads aloud and can be checked. Pure: values in, bytes out."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import segno

if TYPE_CHECKING:
    from typst import Compiler

ROOM = Path(__file__).parent
TEMPLATE = ROOM / "templates_typst" / "certificate.typ"
FONTS = ROOM / "fonts"


@dataclass(frozen=True)
class Sheet:
    """What is printed on a certificate. Every text is printed as it stands, never read as markup."""

    holder_name: str
    course_title: str
    """In the language of the sheet, like the module titles."""
    module_titles: list[str]
    """In the order of the course. All are counted; those that do not fit the page are summed up as a number."""
    issued_on: date
    expires_on: date | None
    """None: for good."""
    code: str
    """As printed, with its hyphens."""
    verify_url: str
    """Where anyone can check the certificate: printed, linked and in the QR code."""
    language: Literal["vi", "en"]
    young: bool
    """True up to 14 years: the picture has faces. From 15 on it is the plain mark."""
    remembered: bool
    """True once the check of day 28 is passed: the page carries the seal "Còn nhớ"."""


class Unprintable(ValueError):
    """A text holds a letter for which there is no glyph, such as a Chinese one or an emoji; PDF/UA allows no gaps."""


def certificate_pdf(sheet: Sheet) -> bytes:
    """The certificate as PDF/UA-1, tagged, its fonts embedded; the same sheet gives the same bytes. About 13 ms.

    Several threads may call it; they take turns. A name of any length and any number of modules fit the one page.
    Raises `Unprintable`.
    """
    import typst  # 33 MB, so only for those who ask for a certificate

    try:
        with _turn:
            pdf = _compiler().compile(
                format="pdf",
                sys_inputs={"sheet": _as_json(sheet)},
                pdf_standards="ua-1",
                timestamp=datetime.combine(sheet.issued_on, time(), UTC),
            )
    except typst.TypstError as refusal:
        if "could not be displayed" not in str(refusal):
            raise
        raise Unprintable(str(refusal)) from refusal
    return cast("bytes", pdf)


_turn = threading.Lock()
"""One compiler cannot serve two at once, and one for each thread would cost each process some 40 MB more."""


@cache
def _compiler() -> Compiler:
    import typst

    return typst.Compiler(TEMPLATE, root=ROOM, font_paths=[FONTS], ignore_system_fonts=True)


def _as_json(sheet: Sheet) -> str:
    """The sheet as the template reads it, in NFC, so that text copied from the PDF is found again."""
    data = {
        "name": " ".join(sheet.holder_name.split()),
        "course": sheet.course_title,
        "modules": sheet.module_titles,
        "issued": _parts(sheet.issued_on),
        "expires": _parts(sheet.expires_on) if sheet.expires_on else None,
        "code": sheet.code,
        "url": sheet.verify_url,
        "qr": _qr(sheet.verify_url),
        "language": sheet.language,
        "young": sheet.young,
        "remembered": sheet.remembered,
    }
    return unicodedata.normalize("NFC", json.dumps(data, ensure_ascii=False))


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _qr(url: str) -> dict[str, int | str]:
    """The QR symbol for a URL, without quiet zone: modules a side, and SVG path data in which a module is 1 long."""
    matrix = segno.make_qr(url, error="m").matrix
    path = [
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(matrix)
        for run in re.finditer("1+", "".join(map(str, row)))
    ]
    return {"modules": len(matrix), "path": "".join(path)}
