"""A certificate as a PDF: one A4 page that prints, reads aloud and can be checked. Pure: values in, bytes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from learning.certificates import press
from learning.certificates.press import Language

TEMPLATE = Path(__file__).parent / "templates_typst" / "certificate.typ"


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
    language: Language
    young: bool
    """True up to 14 years: the picture has faces. From 15 on it is the plain mark."""
    remembered: bool
    """True once the check of day 28 is passed: the page carries the seal "Còn nhớ"."""


def certificate_pdf(sheet: Sheet) -> bytes:
    """The certificate as PDF/UA-1, tagged, its fonts embedded; the same sheet gives the same bytes. About 13 ms.

    A name of any length and any number of modules fit the one page. Raises `press.Unprintable`.
    """
    return press.print_pdf(TEMPLATE, _as_json(sheet), dated=datetime.combine(sheet.issued_on, time(), UTC))


def _as_json(sheet: Sheet) -> dict[str, Any]:
    """The sheet as the template reads it."""
    return {
        "name": " ".join(sheet.holder_name.split()),
        "course": sheet.course_title,
        "modules": sheet.module_titles,
        "issued": _parts(sheet.issued_on),
        "expires": _parts(sheet.expires_on) if sheet.expires_on else None,
        "code": sheet.code,
        "url": sheet.verify_url,
        "qr": press.qr(sheet.verify_url),
        "language": sheet.language,
        "young": sheet.young,
        "remembered": sheet.remembered,
    }


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
