"""The press prints for every room: one compiler a template, and a clear refusal where a letter has no glyph."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import segno
from pypdf import PdfReader

from learning.certificates import pdf, press
from learning.classrooms import sheets


def card(nickname: str) -> sheets.PrintedCard:
    return sheets.PrintedCard(nickname, "6A", "SEN482", ("sun", "moon", "star"), "http://localhost/vi/class/card/x")


def test_two_threads_print_two_sheets_on_one_compiler():
    together = Barrier(2)

    def make(nickname: str) -> str:
        together.wait(timeout=10)
        printed = sheets.cards_pdf([card(nickname)], "vi", "localhost/vi/class")
        return PdfReader(io.BytesIO(printed)).pages[0].extract_text()

    before = press._compiler.cache_info().currsize
    with ThreadPoolExecutor(2) as pool:
        minh, kha = pool.map(make, ["Minh", "Kha"])
    assert "Minh" in minh
    assert "Kha" not in minh
    assert "Kha" in kha
    assert press._compiler.cache_info().currsize <= before + 1


def test_every_letter_that_cannot_be_printed_is_named_once():
    with pytest.raises(press.Unprintable) as refusal:
        sheets.cards_pdf([card("Minh 明"), card("Sao 🌟"), card("Lan 明")], "vi", "localhost/vi/class")
    assert sorted(refusal.value.letters) == ["明", "🌟"]


def test_the_symbol_is_the_one_of_the_address():
    symbol = press.qr("http://localhost/vi/modules/demo")
    matrix = segno.make_qr("http://localhost/vi/modules/demo", error="m").matrix
    assert symbol["modules"] == len(matrix)
    assert str(symbol["path"]).startswith("M0 0h7v1h-7z")


def test_fonts_are_read_once_for_all_templates():
    sheets.cards_pdf([card("Minh")], "vi", "localhost")
    press.print_pdf(pdf.TEMPLATE, {"language": "vi"} | A_CERTIFICATE)
    assert press._fonts.cache_info().currsize == 1


A_CERTIFICATE = {
    "name": "Minh",
    "course": "Bản lĩnh số",
    "modules": ["Mật khẩu"],
    "issued": (2026, 11, 26),
    "expires": None,
    "code": "KMM",
    "url": "http://localhost/",
    "qr": press.qr("http://localhost/"),
    "young": True,
    "remembered": False,
}
