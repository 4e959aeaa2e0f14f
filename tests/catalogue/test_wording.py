"""What a text must not say: each rule with what it has to find and what it has to leave alone."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.catalogue import wording
from learning.catalogue.schema import Term
from tests.always import always

VI = "Bạn đọc kỹ rồi hãy trả lời: "
EN = "Read it first, then answer: "


def faults(text: str, language: str = "vi") -> list[str]:
    return list(wording.faults(text, language))


def _both(text: str) -> list[str]:
    """The faults of a text that is wrong, or right, in either language."""
    vi, en = faults(VI + text, "vi"), faults(EN + text, "en")
    assert vi == en
    return vi


# Addresses


@pytest.mark.parametrize(
    "text",
    [
        "https://vietcombank-xacthuc.com/dang-nhap",
        "HTTP://EVIL.VN",
        "http://203.0.113.7/login",
        "vcb-digibank.vn",
        "VCB.VN",
        "bit.ly/3xY",
        "(www.la-tre.info)",
        "hotro@gmail.com",
        "ngânhàng.vn",
        "la-tre.example.evil.vn",
        "latre.example-bank.com",
        "example.comx",
        "https://example.com@evil.vn/",
        "https://example.com:mk@evil.vn/",
        "https://evil.vn/?next=.example",
        "https://evil.vn#la-tre.example",
        "https://evil.vn:443/la-tre.example",
    ],
)
def test_a_live_address_is_found(text: str) -> None:
    assert [fault for fault in _both(text) if "live URL" in fault]


@pytest.mark.parametrize(
    "text",
    [
        "https://la-tre.example/dang-nhap?ma=1",
        "http://la-tre.test:8080",
        "https://www.example.com.",
        "(https://la-tre.example)",
        "la-tre.example",
        "HO-TRO@LA-TRE.EXAMPLE",
        "sub.domain.example.org",
        "localhost",
        "TP.HCM",
        "TP.Thủ Đức",
        "ThS.BS Lâm Mỹ Phụng",
        "PGS.TS",
        "v.v.",
        "e.g. this, i.e. that",
        "U.S.A",
        "10 a.m.",
        "VNeID.apk",
        "hoa-don.pdf",
        "1.500.000đ",
        "3.5",
        "…",
    ],
)
def test_reserved_addresses_abbreviations_and_files_are_no_live_addresses(text: str) -> None:
    assert _both(text) == []


# Numbers


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "0912 345 678",
        "0912\u00a0345\u00a0678",
        "0912.345.678",
        "091.234.567",
        "0912-345-678",
        "(024) 3824 1234",
        "(0912) 345678",
        "+84 912 345 678",
        "19001234567890",
        "1234 5678 9012 3456",
        "21-10-2025-0912",
        "32-13-2025",
    ],
)
def test_a_phone_or_account_number_is_found(text: str) -> None:
    assert [fault for fault in _both(text) if "phone or account number" in fault]


@pytest.mark.parametrize(
    "text",
    [
        "1.500.000đ",
        "1.500.000 đồng",
        "15.000.000 đồng",
        "2.000.000.000",
        "1.500.000 - 2.000.000 đồng",
        "1,500,000 VND",
        "150,000,000",
        "24/11/2026",
        "24-11-2026",
        "21-10-2025",
        "1.9.2026",
        "2026-11-24",
        "từ 21-10-2025 - 25-10-2025",
        "2025-2026",
        "2025 - 2026",
        "13:00–20:30",
        "08:00-17:30",
        "OTP 123456",
        "mã 482 913",
        "1234567",
        "6-10, 11-14",
    ],
)
def test_amounts_dates_and_short_numbers_are_left_alone(text: str) -> None:
    assert _both(text) == []


@pytest.mark.parametrize("number", ["113", "111", "115", "156", "5656"])
@pytest.mark.parametrize("sentence", ["{}", "gọi {} ngay", "({})", "số {}.", "{}, 24/7", "{}?"])
def test_a_hotline_typed_into_the_text_is_found(number: str, sentence: str) -> None:
    (fault,) = _both(sentence.format(number))
    assert f"the number {number} is typed" in fault
    assert "{H1}" in fault


@pytest.mark.parametrize(
    "text",
    ["{H1}", "115.000đ", "113 nghìn", "111 triệu", "115 đồng", "156%", "1130", "2.113", "0,115", "11:15", "H113"],
)
def test_a_key_of_the_registry_and_a_number_that_only_looks_like_a_hotline_are_left_alone(text: str) -> None:
    assert _both(text) == []


# Blame


@pytest.mark.parametrize("word", wording.BLAMING["vi"])
def test_a_word_that_blames_is_found_however_it_is_typed(word: str) -> None:
    for way in (word, word.upper(), word.capitalize()):
        assert any("blames" in fault for fault in faults(f"Bạn ấy “{way}”, nên mất tiền."))


@pytest.mark.parametrize("word", wording.BLAMING["en"])
def test_an_english_word_that_blames_is_found(word: str) -> None:
    assert any("blames" in fault for fault in faults(f"She was {word.title()}.", "en"))


def test_a_word_that_blames_is_found_once_each_time() -> None:
    assert len(faults("Người nhẹ dạ thì cả tin, người cả tin thì nhẹ dạ.")) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Cả tình bạn cũng cần thời gian.",
        "Kẻ lừa đảo đã thao túng bạn ấy.",
        "Giấc ngủ, nguồn tin, người ngồi cạnh.",
        "Nếu chuyện này xảy ra với em, đó không phải lỗi của em.",
    ],
)
def test_words_that_only_look_like_blame_are_left_alone(text: str) -> None:
    assert faults(text) == []


def test_english_blame_is_no_matter_of_the_vietnamese_text_and_the_other_way_round() -> None:
    assert faults("Ca khúc “Greedy” đang nổi.") == []
    assert faults("Her name is Ngu.", "en") == []


# Vietnamese and English


@pytest.mark.parametrize(
    "text",
    ["Chon cau de noi nhat roi doc thanh tieng.", "ban hay kiem tra lai", "TAI KHOAN CUA QUY KHACH DA BI KHOA"],
)
def test_vietnamese_without_its_marks_is_found(text: str) -> None:
    assert [fault for fault in faults(text) if "without diacritics" in fault]


@pytest.mark.parametrize("text", ["Zalo, Facebook, TikTok", "OTP", "Em xem tin", "Bạn hay kiem tra lai", "123 456", ""])
def test_names_short_texts_and_texts_with_marks_are_left_alone(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("text", ["Chữ hoà bình", "khoá cửa", "thuý", "khoẻ", "ủy ban và uỷ ban", "HOÁ ĐƠN", "toà án."])
def test_the_tone_mark_on_the_other_letter_is_found(text: str) -> None:
    assert [fault for fault in faults(text) if "tone mark" in fault]


@pytest.mark.parametrize(
    "text", ["hòa", "khóa", "thủy", "khỏe", "quý", "quỳ, Quỹ, QUỶ", "hoàn", "toán", "thuế", "ngoáy", "khuỷu", "café"]
)
def test_tone_marks_where_they_belong_are_left_alone(text: str) -> None:
    assert faults(text) == []


def test_english_left_in_the_vietnamese_text_is_found() -> None:
    assert faults("Bạn: what will you do with the code?") == ["English left in the Vietnamese text: translate it"]
    assert faults("Bấm “Log in with the code” để đăng nhập.") == []


def test_vietnamese_left_in_the_english_text_is_found() -> None:
    assert [fault for fault in faults("Then gọi số trên thẻ and wait.", "en") if "Vietnamese left" in fault]


@pytest.mark.parametrize(
    "text",
    ["Ngân hàng Lá Tre says no.", "Meet at the café.", "Nguyễn Thị Hồng Phượng is your teacher.", "“Bố ơi” is a cry."],
)
def test_names_and_single_words_may_stand_in_english(text: str) -> None:
    assert faults(text, "en") == []


# Terms, lengths, and everything at once


def test_a_refused_term_is_named_with_the_one_to_use() -> None:
    terms = [Term(vi="người bị lừa", en="person targeted", refused=("nạn nhân", "victim"))]
    assert list(wording.Refusals(terms).faults("Nạn nhân đã gọi.")) == [
        "“nạn nhân” is not our word: say “người bị lừa” / “person targeted” (glossary)"
    ]
    assert list(wording.Refusals(terms).faults("Người bị lừa; victimless")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("Dừng lại – hỏi lại – kể!", 5), ("Mã OTP: 123 456", 2), ("H’Linh Niê", 3), ("**Ngắt máy.**", 2)],
)
def test_syllables_are_counted_as_vietnamese_reads_them(text: str, count: int) -> None:
    assert wording.syllables(text) == count


def test_the_longest_sentence_ends_at_its_full_stop_or_line() -> None:
    text = "Ngắt máy. “Em sẽ gọi lại sau!” Rồi kể với mẹ\nvà nghỉ."
    assert wording.longest_sentence(text) == (5, "“Em sẽ gọi lại sau!")
    assert wording.longest_sentence("") == (0, "")


@always(300)
@given(st.text(max_size=200), st.sampled_from(["vi", "en"]))
def test_no_text_breaks_a_rule(text: str, language: str) -> None:
    assert all(fault.strip() for fault in faults(text, language))
    assert wording.longest_sentence(text)[0] <= wording.syllables(text)


@pytest.mark.parametrize("piece", ["a-", "a.", "1.", "1-", "(", "1 ", ".000", "http://", "2025-", "é ", "19", "\u00a0"])
def test_a_long_run_of_anything_is_judged_at_once(piece: str) -> None:
    began = process_time()
    faults(f"1{piece * 20_000}. 1{piece * 20_000}")
    assert process_time() - began < 2
