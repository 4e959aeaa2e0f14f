"""The checker of mixed languages finds what it should, and lets be what may stand there."""

from __future__ import annotations

import pytest

from tests.browser.facts import Facts
from tests.browser.languages import mixed


def page_that_says(language: str, text: str) -> Facts:
    return Facts(f"http://localhost/{language}/", "", language, 1, [(language, text)], [], [], True, [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Choose what fits best, then do one thing at a time when you can."),
        ("vi", "Get help"),
        ("en", "Nobody needs it: không ai cần bạn đọc mã."),
        ("en", "Cần giúp"),
        ("", "Of no language"),
    ],
)
def test_text_in_the_other_language_is_found(language, text):
    assert mixed(page_that_says(language, text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "Bạn to tiếng in tờ đơn, do mẹ nhờ; mã OTP thì không đưa cho ai."),
        ("vi", "Trang “Not Alone” ở www.the-and-of.example"),
        ("en", "Nguyễn Thị Hồng Phượng said “không ai cần bạn đọc mã” to the class."),
        ("en", "Two phở bò, please."),
    ],
)
def test_names_quotes_and_single_words_may_stand_in_either(language, text):
    assert mixed(page_that_says(language, text)) == []
