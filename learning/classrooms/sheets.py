"""The printable sheet of cards: A4, ten cards a page, to be cut apart. Pure: values in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from learning.certificates import press
from learning.certificates.press import Language

TEMPLATE = Path(__file__).parent / "templates_typst" / "cards.typ"


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


def cards_pdf(cards: Sequence[PrintedCard], language: Language, address: str) -> bytes:
    """The sheet as PDF/UA-1; `address` is what to type where there is no camera. About 5 ms a card after the first.

    Raises `press.Unprintable`.
    """
    return press.print_pdf(
        TEMPLATE,
        {
            "language": language,
            "address": address,
            "cards": [
                {
                    "nickname": card.nickname,
                    "classroom": card.classroom,
                    "code": card.class_code,
                    "pictures": list(card.pictures),
                    "url": card.url,
                    "qr": press.qr(card.url),
                }
                for card in cards
            ],
        },
    )
