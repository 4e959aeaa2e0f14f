"""The press: Typst templates made into PDF/UA-1, for every room that prints. Pure: values in, bytes out."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import segno

if TYPE_CHECKING:
    from typst import Compiler, Fonts

FONTS = Path(__file__).parent / "fonts"
Language = Literal["vi", "en"]


class Unprintable(ValueError):
    """A text holds letters for which there is no glyph, such as a Chinese one or an emoji; PDF/UA allows no gaps."""

    def __init__(self, complaint: str) -> None:
        super().__init__(complaint)
        self.letters = "".join(dict.fromkeys("".join(re.findall(r'text `"(.+?)"` could not', complaint))))
        """Those letters, each once."""


def print_pdf(template: Path, sheet: Mapping[str, Any], *, dated: datetime | None = None) -> bytes:
    """The PDF of a template, which finds `sheet` in sys.inputs.sheet: JSON in NFC, so that copied text is found again.

    The template's root is the folder above its own. Several threads may call it; they take turns. With `dated` the same
    sheet gives the same bytes. Raises `Unprintable`.
    """
    import typst  # 33 MB, so only for those who print

    inputs = {"sheet": unicodedata.normalize("NFC", json.dumps(sheet, ensure_ascii=False))}
    try:
        with _turn:
            pdf = _compiler(template).compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=dated)
    except typst.TypstError as refusal:
        if "could not be displayed" not in str(refusal):
            raise
        raise Unprintable(refusal.diagnostic) from refusal
    return cast("bytes", pdf)


def pages_of(pdf: bytes) -> int:
    """How many pages a printed document has."""
    return len(re.findall(rb"/Type */Page\b", pdf))


_turn = threading.Lock()
"""A compiler cannot serve two at once, and one for each thread would cost each process some 40 MB more."""


@cache
def _compiler(template: Path) -> Compiler:
    import typst

    return typst.Compiler(template, root=template.parents[1], font_paths=_fonts())


@cache
def _fonts() -> Fonts:
    """Ours alone, read once for all templates."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def language(name: str) -> Language:
    """The language of a sheet, from the name of a page's."""
    return "en" if name == "en" else "vi"


def qr(url: str) -> dict[str, int | str]:
    """The QR symbol for a URL, without quiet zone: modules a side, and SVG path data in which a module is 1 long."""
    matrix = segno.make_qr(url, error="m").matrix
    path = [
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(matrix)
        for run in re.finditer("1+", "".join(map(str, row)))
    ]
    return {"modules": len(matrix), "path": "".join(path)}
