"""The printable sheet of cards: A4, ten cards a page, to be cut apart. Pure: values in, bytes out."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

import segno

if TYPE_CHECKING:
    from typst import Compiler

ROOM = Path(__file__).parent
FONTS = ROOM.parent / "certificates" / "fonts"


@dataclass(frozen=True)
class PrintedCard:
    """What one card says."""

    nickname: str
    classroom: str
    class_code: str
    pictures: tuple[str, ...]
    """Names of the pictures, in order."""
    url: str
    """Where the QR code leads."""


def cards_pdf(cards: Sequence[PrintedCard], language: Literal["vi", "en"], address: str) -> bytes:
    """The sheet as PDF/UA-1; `address` is what to type where there is no camera. About 2 ms a card after the first."""
    sheet = {
        "language": language,
        "address": address,
        "cards": [
            {
                "nickname": card.nickname,
                "classroom": card.classroom,
                "code": card.class_code,
                "pictures": list(card.pictures),
                "url": card.url,
                "qr": _qr(card.url),
            }
            for card in cards
        ],
    }
    inputs = {"sheet": unicodedata.normalize("NFC", json.dumps(sheet, ensure_ascii=False))}
    return cast("bytes", _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1"))


_own = threading.local()


def _compiler() -> Compiler:
    """The compiler of this thread: one cannot serve two at once."""
    if not hasattr(_own, "compiler"):
        import typst  # 33 MB, so only for those who print cards

        _own.compiler = typst.Compiler(
            ROOM / "templates_typst" / "cards.typ", root=ROOM, font_paths=[FONTS], ignore_system_fonts=True
        )
    return cast("Compiler", _own.compiler)


def _qr(url: str) -> dict[str, int | str]:
    """The QR symbol for a URL: modules a side, and SVG path data in which a module is 1 long."""
    matrix = segno.make_qr(url, error="m").matrix
    path = [
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(matrix)
        for run in re.finditer("1+", "".join(map(str, row)))
    ]
    return {"modules": len(matrix), "path": "".join(path)}
