"""A module on paper: four pages at most with the key apart, the note first, readable in black and white."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader
from pypdf.generic import ContentStream

from learning import clock
from learning.catalogue import Catalogue, Module
from learning.certificates import press
from learning.classrooms import handouts
from learning.classrooms.handouts import Handout, Helper, key_pdf, sheet_pdf
from learning.classrooms.prose import pieces_of, runs_of
from learning.db import db, raise_to, writing
from learning.items.base import Text
from learning.progress.models import ModuleCompletion
from tests.builders import catalogue_of
from tests.cast import Person
from tests.client import Page, Reader
from tests.conftest import REAL_COURSES, SMALL_COURSES
from tests.quiz.banks import real_catalogue

MM = 72 / 25.4
SMALLEST = 7.5
"""Points; the letters of the foot and of the line below the QR code."""
REAL = list(real_catalogue().modules.values())
LANGUAGES: tuple[press.Language, ...] = ("vi", "en")
POLICE = Helper("Cảnh sát", "113", is_verified=False)
NEAREST = Helper("công an xã, phường gần nhất", None, is_verified=True)


def handout_of(module: Module, language: press.Language, catalogue: Catalogue | None = None) -> Handout:
    catalogue = catalogue or real_catalogue()
    return Handout(
        module=module,
        language=language,
        printed_on=date(2026, 11, 26),
        url=f"http://localhost/{language}/modules/{module.id}",
        technique=catalogue.techniques.get,
        phrase=lambda key: catalogue.help[key].phrase.in_(language),
        helpers=[POLICE, NEAREST],
    )


@cache
def printed(module_id: str, language: press.Language, part: str) -> bytes:
    handout = handout_of(real_catalogue().modules[module_id], language)
    return sheet_pdf(handout) if part == "sheet" else key_pdf(handout)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def squeezed(text: str) -> str:
    """The text without any space: where lines are broken is the press's business."""
    return re.sub(r"\s", "", text)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in read(pdf).pages))


def on_paper(text: Text, language: press.Language) -> str:
    """A text of a course as paper has it."""
    entries = real_catalogue().help
    words = re.sub(r"\{(H\d+)\}", lambda key: entries[key[1]].phrase.in_(language), text.in_(language))
    return squeezed(words.replace("→", "›").replace("⚠", "(!)"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", REAL, ids=lambda module: module.id)
def test_every_module_is_printed_whole_on_four_pages_at_most(module, language):
    sheet, key = printed(module.id, language, "sheet"), printed(module.id, language, "key")
    pages = [*read(sheet).pages, *read(key).pages]
    assert len(read(sheet).pages) in (2, 3)
    assert len(read(key).pages) == 1
    assert len(pages) <= 4
    for page in pages:
        assert (float(page.mediabox.width) / MM, float(page.mediabox.height) / MM) == pytest.approx((210, 297), abs=0.1)
    words = text_of(sheet)
    assert all(squeezed(screen.title) in words for screen in module.screens(language))
    assert on_paper(module.about.family, language) in words
    assert module.title.in_(language) in read(sheet).metadata.title


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", REAL, ids=lambda module: module.id)
def test_the_sheet_asks_and_only_the_key_answers(module, language):
    sheet, key = text_of(printed(module.id, language, "sheet")), text_of(printed(module.id, language, "key"))
    shows = handout_of(module, language).shows
    assert 6 <= len(shows) <= 8
    rights = "·".join(f"{number}{show.right.letter}" for number, show in enumerate(shows, 1))
    assert rights in key
    assert rights not in sheet
    for number, show in enumerate(shows, 1):
        assert f"{'Câu' if language == 'vi' else 'Question'}{number}." in sheet
        for part in show.parts:
            assert on_paper(part.why, language) in key
            assert on_paper(part.why, language) not in sheet


@pytest.mark.parametrize("part", ["sheet", "key"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_file_is_tagged_for_readers_who_listen(language, part):
    for module in REAL[:3]:
        root = read(printed(module.id, language, part)).trailer["/Root"]
        assert root["/Lang"] == language
        assert root["/MarkInfo"]["/Marked"]
        assert "/StructTreeRoot" in root
        assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


@pytest.mark.parametrize("part", ["sheet", "key"])
@pytest.mark.parametrize("module", REAL[::5], ids=lambda module: module.id)
def test_it_is_grey_throughout_and_no_letter_is_tiny(module, part):
    """Colours would be lost on a school's printer; so would letters under 7.5 points."""
    reader = read(printed(module.id, "vi", part))
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator in (b"rg", b"RG", b"sc", b"SC", b"scn", b"SCN"):
                assert len({float(value) for value in operands if isinstance(value, int | float)}) <= 1
            if operator == b"Tf":
                assert float(operands[1]) >= SMALLEST


@pytest.mark.parametrize("part", [sheet_pdf, key_pdf])
def test_the_same_handout_gives_the_same_bytes(part: Callable[[Handout], bytes]):
    handout = handout_of(REAL[0], "vi")
    assert part(handout) == part(replace(handout))


def test_the_picture_of_the_code_names_the_address_of_the_module():
    reader = read(printed("fake-officer-call", "vi", "sheet"))
    alts = [
        str(operands[1]["/Alt"])
        for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations
        if operator == b"BDC" and "/Alt" in operands[1]
    ]
    assert alts == ["Mã QR mở bài học: http://localhost/vi/modules/fake-officer-call"]


@pytest.mark.parametrize("module", REAL, ids=lambda module: module.id)
def test_upsetting_modules_begin_with_the_note_and_ask_for_no_name(module):
    words = text_of(printed(module.id, "vi", "sheet"))
    is_upsetting = module.about.sensitivity != "none"
    assert ("khôngaithulại" in words) == is_upsetting
    assert (re.search("Tên.{0,40}Lớp", words[:200]) is None) == is_upsetting
    if is_upsetting:
        assert words.index("Trướckhibắtđầu") < words.index("Bàihọc")
        assert "Nếumộthọcsinhkểvớithầycô" in text_of(printed(module.id, "vi", "key"))


def test_numbers_that_wait_for_verification_stand_in_the_box_alone_and_say_so():
    for module in REAL:
        words = text_of(printed(module.id, "vi", "sheet"))
        assert len(re.findall(r"(?<![\d.,/])113(?![\d.,/])", words)) == 1
        assert "Cảnhsát:113(sốđangchờxácminh)" in words
        assert "Côngan" in words


def texts_in(data: Any) -> Iterator[str]:
    """Every Vietnamese text of a dumped model."""
    if isinstance(data, dict):
        if isinstance(data.get("vi"), str):
            yield data["vi"]
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from texts_in(part)


@pytest.mark.parametrize("form", ["sms", "chat", "call", "email", "web", "qr", "post", "app", "paper", "scene"])
def test_every_form_of_stimulus_is_drawn_with_all_that_it_says(form):
    """Some module draws each form; its context, its sender, its lines, its button are on the sheet."""
    found = [
        (module, show.item.stimulus)
        for module in REAL
        for show in handout_of(module, "vi").shows
        if show.item.kind == "judge" and show.item.stimulus.form == form
    ]
    assert found
    for module, stimulus in found[:2]:
        words = text_of(printed(module.id, "vi", "sheet"))
        said = [squeezed(text) for text in texts_in(stimulus.model_dump(mode="json"))]
        assert [text for text in said if text not in words] == []


def test_words_that_look_like_a_program_stay_words():
    hostile = '#panic("x") *a* _b_ $c$ @d <e> \\u{41} //'
    module = REAL[0]
    about = module.about.model_copy(update={"title": Text(vi=hostile, en=hostile), "family": Text(vi=hostile, en="x")})
    words = text_of(sheet_pdf(handout_of(replace(module, about=about), "vi")))
    assert words.count(squeezed(hostile)) >= 2


def test_a_module_too_long_for_three_pages_is_printed_all_the_same():
    module = REAL[0]
    screens = module.screens("vi") * 3
    long = replace(module, lessons={**module.lessons, "vi": screens})
    assert len(read(sheet_pdf(handout_of(long, "vi"))).pages) > 3


# The prose of a lesson


def test_prose_becomes_paragraphs_and_lists_with_bold_runs():
    html = "<p>Một <strong>hai</strong>, ba &amp; bốn.</p>\n<ol>\n<li>Năm</li>\n<li><p>Sáu <em>bảy</em></p></li>\n</ol>"
    paragraph, points = pieces_of(html)
    assert (paragraph.kind, paragraph.points) == ("p", [[("Một ", False), ("hai", True), (", ba & bốn.", False)]])
    assert (points.kind, points.points) == ("ol", [[("Năm", False)], [("Sáu ", False), ("bảy", True)]])


def test_quotes_and_empty_pieces():
    assert [piece.kind for piece in pieces_of("<blockquote><p>Lời</p></blockquote><p> </p>")] == ["quote"]
    assert runs_of("<strong>A</strong> b") == [("A", True), (" b", False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_lesson_is_lost_on_the_way(language):
    for module in REAL:
        for screen in module.screens(language):
            for block in screen.blocks:
                pieces = pieces_of(block.html)
                kept = "".join(text for piece in pieces for point in piece.points for text, _bold in point)
                bare = re.sub(r"<[^>]+>", "", block.html).replace("&amp;", "&")
                assert squeezed(kept) == squeezed(bare)


# The routes


@pytest.fixture
def courses(request: pytest.FixtureRequest) -> Path:
    return getattr(request, "param", SMALL_COURSES)


with_real_courses = pytest.mark.parametrize("courses", [REAL_COURSES], indirect=True)


def is_pdf(page: Page) -> bool:
    return page.status == 200 and page.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("file", ["sheet", "key"])
def test_any_teacher_prints_from_the_module_without_a_class(co_lan: Person, file: str) -> None:
    page = co_lan.opens("/vi/modules/demo")
    assert f"/vi/modules/demo/{file}.pdf" in page.targets
    pdf = co_lan.opens(f"/vi/modules/demo/{file}.pdf")
    assert is_pdf(pdf)
    assert 'filename="demo' in pdf.headers["Content-Disposition"]


def test_nobody_else_is_led_there(visitor: Reader, tam: Person, minh: Person) -> None:
    for reader in (visitor, tam, minh):
        assert not [target for target in reader.opens("/vi/modules/demo").targets if target.endswith(".pdf")]


def test_an_unknown_module_is_not_there(co_lan: Person) -> None:
    assert co_lan.opens("/vi/modules/nothing/sheet.pdf").status == 404


@with_real_courses
def test_a_sensitive_module_is_printed_once_m30_is_done(app: Flask, courses: Path, co_lan: Person) -> None:
    for file in ("sheet", "key"):
        page = co_lan.opens(f"/vi/modules/image-blackmail/{file}.pdf")
        assert page.url == "/vi/modules/teacher-safeguarding"
        assert "Học xong bài này, thầy cô in được các bài nhạy cảm" in page.main
    with app.app_context(), writing():
        key = {"learner_id": co_lan.id, "module_id": "teacher-safeguarding"}
        raise_to(ModuleCompletion, key, {"screen": 7, "best_share": 1.0, "completed_at": clock.now()})
        db.session.commit()
    assert is_pdf(co_lan.opens("/vi/modules/image-blackmail/sheet.pdf"))
    assert is_pdf(co_lan.opens("/vi/modules/image-blackmail/key.pdf"))


def test_a_lapsed_module_is_not_printed(app: Flask, co_lan: Person) -> None:
    lapses = catalogue_of(app).modules["demo"].about.review.review_by
    with time_machine.travel(clock.now() + (lapses - clock.today()) + timedelta(days=1)):
        teacher = co_lan.on_another_device()
        page = teacher.opens("/vi/modules/demo/sheet.pdf")
    assert page.url == "/vi/modules/demo"
    assert "đang được xem lại nên tạm thời chưa in được" in page.main


@pytest.fixture(scope="session")
def courses_with_a_strange_sign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("strange") / "courses"
    shutil.copytree(SMALL_COURSES, root)
    lesson = root / "modules" / "demo" / "lesson.vi.md"
    lesson.write_text(lesson.read_text("utf-8") + "\nMột dấu lạ: 🦉\n", "utf-8")
    return root


class TestStrangeSign:
    @pytest.fixture
    def courses(self, courses_with_a_strange_sign: Path) -> Path:
        return courses_with_a_strange_sign

    def test_a_sign_without_a_glyph_is_named_in_a_sentence(self, app: Flask, co_lan: Person) -> None:
        page = co_lan.opens("/vi/modules/demo/sheet.pdf")
        assert page.url == "/vi/modules/demo"
        assert "Bài này có ký tự “🦉” không in được." in page.main
        assert is_pdf(co_lan.opens("/en/modules/demo/sheet.pdf"))


def test_sizes_are_tried_from_the_largest_and_the_smallest_is_the_last_resort():
    """A made-up press: letters of a size take as many pages as the size says."""

    def made(size: float) -> bytes:
        return b"/Type/Page " * round(size)

    for pages in range(1, 6):
        found = handouts._largest(made, pages, (6.0, 5.0, 4.0, 3.0, 2.0))
        assert (found is None) == (pages < 2)
        assert found is None or press.pages_of(found) == pages
