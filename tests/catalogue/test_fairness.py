"""Fairness of a bank: what would give answers away is named."""

from __future__ import annotations

from typing import Any

import pytest

from learning.catalogue.fairness import faults
from learning.catalogue.versions import item_from


def text(words: str) -> dict[str, str]:
    return {"vi": words, "en": words}


def single(item_id: str, right: str, *wrong: str, place: int = 0) -> Any:
    options = [{"id": f"w{n}", "text": text(words), "why": text("vì")} for n, words in enumerate(wrong)]
    options.insert(place, {"id": "r", "text": text(right), "right": True, "why": text("vì")})
    return item_from({"id": item_id, "kind": "single", "prompt": text(f"câu hỏi {item_id}"), "options": options})


def found(*items: Any) -> str:
    return "\n".join(message for _, message in faults(items))


def test_even_options_are_fair() -> None:
    assert found(single("a", "gọi lại số cũ", "bấm vào link", "chờ thêm chút")) == ""


def test_much_longer_right_option_gives_itself_away() -> None:
    long = "gọi lại số đã lưu trong danh bạ rồi hỏi một câu mà chỉ người nhà biết"
    assert "much longer" in found(single("a", long, "bấm vào link", "chờ thêm chút"))


@pytest.mark.parametrize("words", ["Tất cả các ý trên", "All of the above", "Cả hai ý", "None of these"])
def test_all_of_the_above_is_refused(words: str) -> None:
    assert "gives itself away" in found(single("a", "gọi lại số cũ", words, "chờ thêm chút"))


def test_right_option_always_in_one_place_is_refused() -> None:
    items = [single(f"i{n}", f"gọi số {n}", f"bấm link thứ {n}", f"đợi lâu hơn {n}") for n in range(5)]
    assert "vary its place" in found(*items)


def test_longest_option_that_is_always_right_is_refused() -> None:
    items = [single(f"i{n}", f"gọi lại số cũ {n}", f"bấm link {n}", f"chờ {n}", place=n % 3) for n in range(5)]
    assert "longest option is right" in found(*items)


def test_statements_that_are_all_false_are_refused() -> None:
    items = [
        item_from(
            {"id": f"t{n}", "kind": "truefalse", "prompt": text(f"điều {n * 'rất '}đúng"), "answer": False}
            | {"why_true": text("vì"), "why_false": text("vì")}
        )
        for n in range(4)
    ]
    assert "about half should be" in found(*items)


def test_nearly_the_same_item_twice_is_refused() -> None:
    twin = single("b", "gọi lại số cũ", "bấm vào link", "chờ thêm chút").model_copy(update={"id": "b"})
    first = single("a", "gọi lại số cũ", "bấm vào link", "chờ thêm chút")
    assert "nearly the same" in found(first, twin)
