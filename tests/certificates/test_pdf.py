"""The certificate as a PDF, read back with pypdf."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
import segno
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ContentStream

from learning.certificates.pdf import Sheet, certificate_pdf
from learning.certificates.press import FONTS, Unprintable

MINH = Sheet(
    holder_name="Nguyễn Thị Hồng Phượng",
    course_title="Bản lĩnh số, 11–14 tuổi",
    module_titles=["Mật khẩu, mã OTP và xác thực hai lớp", "Dấu chân số", "Bẫy đổi đồ trong game"],
    issued_on=date(2026, 11, 24),
    expires_on=date(2028, 3, 5),
    code="KMM-7F3K-Q2XD-9MTA",
    verify_url="https://khongmotminh.example/vi/verify/KMM-7F3K-Q2XD-9MTA",
    language="vi",
    young=True,
    remembered=True,
)
TAM = replace(
    MINH,
    holder_name="Tâm O’Neill",
    course_title="Parents alongside",
    module_titles=["Scam-awareness basics for families"],
    language="en",
    young=False,
    remembered=False,
)

TONES = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
LOWER = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES]
ACCENTED = [letter for letter in [*LOWER, "đ", *(low.upper() for low in LOWER), "Đ"] if not letter.isascii()]
MM = 72 / 25.4


def read(sheet: Sheet) -> PdfReader:
    return PdfReader(io.BytesIO(certificate_pdf(sheet)))


def lines(sheet: Sheet) -> list[str]:
    return [line.strip() for line in read(sheet).pages[0].extract_text().splitlines()]


def text(sheet: Sheet) -> str:
    """All text, each run of space as one."""
    return " ".join(" ".join(lines(sheet)).split())


def widest(name_lines: list[str]) -> float:
    """Width of the widest line at 1 pt, kerning left aside."""
    font = TTFont(FONTS / "BeVietnamPro-SemiBold.ttf")
    return max(sum(font["hmtx"][font.getBestCmap()[ord(letter)]][0] for letter in line) / 1000 for line in name_lines)


def largest_size(reader: PdfReader) -> float:
    """Size of the largest letters on the page, in points: the name's."""
    operations = ContentStream(reader.pages[0].get_contents(), reader).operations
    return max(float(operands[1]) for operands, operator in operations if operator == b"Tf")


def qr_on(reader: PdfReader) -> tuple[str, float, list[list[int]]]:
    """The picture with an alternative text: that text, the side of a module in points, and the modules drawn."""
    operations = iter(ContentStream(reader.pages[0].get_contents(), reader).operations)
    alt = next(one[1]["/Alt"] for one, operator in operations if operator == b"BDC" and "/Alt" in one[1])
    module = next(one[0] for one, operator in operations if operator == b"cm")
    path = itertools.takewhile(lambda operation: operation[1] != b"f", operations)
    points = [tuple(map(int, one)) for one, operator in path if operator in (b"m", b"l")]
    side = max(right for right, _ in points)
    drawn = [[0] * side for _ in range(side)]
    for (left, top), (right, _), *_ in zip(*[iter(points)] * 4, strict=True):
        drawn[top][left:right] = [1] * (right - left)
    return alt, float(module), drawn


def test_all_accented_vietnamese_letters_can_be_copied_from_a_name():
    assert len(set(ACCENTED)) == 134
    for start in range(0, 134, 12):
        name = " ".join("".join(ACCENTED[i : i + 4]) for i in range(start, min(start + 12, 134), 4))
        assert name in lines(replace(MINH, holder_name=name))


def test_decomposed_name_is_printed_composed():
    assert MINH.holder_name in lines(replace(MINH, holder_name=unicodedata.normalize("NFD", MINH.holder_name)))


def test_vietnamese_sheet_says_what_was_done_and_where_to_check():
    page = text(MINH)
    assert page.startswith("Không Một Mình Giấy chứng nhận Nguyễn Thị Hồng Phượng đã hoàn thành chương trình")
    assert "Bản lĩnh số, 11–14 tuổi gồm 3 bài học, và đạt bài kiểm tra cuối. Mật khẩu, mã OTP" in page
    assert "Ngày cấp 24 tháng 11, 2026 Có giá trị đến 5 tháng 3, 2028 Mã chứng nhận KMM-7F3K-Q2XD-9MTA" in page
    assert "Liên minh Niềm tin Số · Không Một Mình Ai cũng có thể kiểm tra chứng nhận này" in page
    assert MINH.verify_url in page.replace(" ", "")
    assert "Còn nhớ đạt bài ôn ngày 28" in page


def test_english_sheet_says_the_same_in_english():
    page = text(TAM)
    assert page.startswith("Not Alone Certificate Tâm O’Neill has completed Parents alongside, a course of one module")
    assert "Issued on 24 November 2026 Valid until 5 March 2028 Certificate code KMM-7F3K-Q2XD-9MTA" in page
    assert "Digital Trust Alliance · Not Alone Anyone can check this certificate" in page
    assert "Still remembers" not in page


def test_sheet_without_end_says_so():
    assert "Hiệu lực không thời hạn" in text(replace(MINH, expires_on=None))
    assert "Validity no end date" in text(replace(TAM, expires_on=None))


def test_pupils_see_faces_and_adults_the_plain_mark():
    assert certificate_pdf(MINH) != certificate_pdf(replace(MINH, young=False))
    assert lines(MINH) == lines(replace(MINH, young=False))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("An", ["An"]),
        ("Nguyễn Thị Hồng Phượng", ["Nguyễn Thị Hồng Phượng"]),
        (
            "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Trường Thượng Phượng Khuê",
            ["Công Tằng Tôn Nữ Nguyễn Phúc", "Hoàng Trường Thượng Phượng Khuê"],
        ),
        ("NGUYỄN " * 8 + "ƯƠNG", ["NGUYỄN " * 3 + "NGUYỄN", "NGUYỄN " * 4 + "ƯƠNG"]),
        ("W" * 60, ["W" * 30, "W" * 30]),
    ],
)
def test_name_stands_in_one_line_or_two_within_the_margins(name, parts):
    reader = read(replace(MINH, holder_name=name))
    assert len(reader.pages) == 1
    assert [line.strip() for line in reader.pages[0].extract_text().splitlines()][2 : 2 + len(parts)] == parts
    assert largest_size(reader) * widest(parts) <= (297 - 96.3 - 17) * MM
    assert largest_size(reader) >= (28 if len(parts) == 1 else 16)


def test_texts_without_end_still_make_one_page():
    titles = ["Một bài có tên dài hơn cả một dòng " * 3] * 40
    sheet = replace(MINH, course_title="Bản lĩnh số " * 20, module_titles=titles)
    assert len(read(sheet).pages) == 1
    assert "gồm 40 bài học" in text(sheet)
    assert re.search(r"và \d+ bài khác Ngày cấp", text(sheet))


@pytest.mark.parametrize("hostile", ['#panic("x")', "*A* _b_ $c$ `d` @e <f>", r"\u{41} // \ \"", "#sys.inputs.sheet"])
def test_name_that_looks_like_a_program_stays_text(hostile):
    assert hostile in lines(replace(MINH, holder_name=hostile))
    assert hostile in text(replace(MINH, course_title=hostile, module_titles=[hostile]))


def test_letter_without_a_glyph_is_refused_by_name():
    with pytest.raises(Unprintable, match="明"):
        certificate_pdf(replace(MINH, holder_name="Lê 明"))


@pytest.mark.parametrize("sheet", [MINH, TAM, replace(MINH, young=False)])
def test_file_is_tagged_for_readers_who_listen(sheet):
    reader = read(sheet)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == sheet.language
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert sheet.holder_name in reader.metadata.title
    assert sheet.course_title in reader.metadata.title


def test_page_is_a4_landscape():
    box = read(MINH).pages[0].mediabox
    assert (float(box.width) / MM, float(box.height) / MM) == pytest.approx((297, 210), abs=0.01)


@pytest.mark.parametrize("sheet", [MINH, TAM])
def test_every_font_is_embedded_as_a_subset_of_ours(sheet):
    fonts = read(sheet).pages[0]["/Resources"]["/Font"]
    described = [font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts.values()]
    assert sorted(font["/FontName"].partition("+")[2] for font in described) == [
        "BeVietnamPro-Regular",
        "BeVietnamPro-SemiBold",
    ]
    assert all("/FontFile2" in font for font in described)


def test_qr_symbol_is_the_one_of_the_address_and_large_enough():
    alt, module, drawn = qr_on(read(MINH))
    assert MINH.verify_url in alt
    assert drawn == [list(row) for row in segno.make_qr(MINH.verify_url, error="m").matrix]
    assert module * len(drawn) >= 25 * MM


def test_address_is_a_link():
    link = read(MINH).pages[0]["/Annots"][0].get_object()
    assert link["/A"]["/URI"] == MINH.verify_url
    assert link["/Contents"]


def test_same_sheet_gives_the_same_bytes_dated_on_the_day_of_issue():
    assert certificate_pdf(MINH) == certificate_pdf(replace(MINH))
    assert read(MINH).metadata.creation_date.date() == MINH.issued_on


def test_two_threads_make_certificates_at_once():
    together = Barrier(2)

    def make(sheet: Sheet) -> bytes:
        together.wait(timeout=10)
        return certificate_pdf(sheet)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(make, [MINH, TAM])) == [certificate_pdf(MINH), certificate_pdf(TAM)]


def test_twenty_certificates_at_once_each_hold_their_own_name():
    sheets = [replace(MINH, holder_name=f"Học sinh thứ {number}") for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(certificate_pdf, sheets))
    for sheet, pdf in zip(sheets, made, strict=True):
        assert sheet.holder_name in PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()


def test_typst_is_not_loaded_before_the_first_certificate():
    probe = "import sys, learning.certificates.pdf; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0
