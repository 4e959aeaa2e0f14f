"""The order of a class list where the alphabet alone does not say it: other peoples' names, short names, typing."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.accounts.names import LETTERS, initials, search_key, sort_key
from tests.always import always

GIVEN_NAMES = [
    ["An", "Án", "Anh", "Ánh", "Ăn", "Ân", "Ấn", "Bảo"],
    ["Dũng", "Duy", "Đan", "Đạt", "Đông", "Đức", "Em"],
    ["Hiền", "H’Linh", "Hoa", "Hòa", "Hoàn", "Hô", "Hồ", "Hơ", "Huệ", "Huy", "Hương"],
    ["Oanh", "Ôn", "Ơn", "Phúc", "Quý", "Quyên", "Tâm", "Tấm", "Tiên", "Uyên", "Ửng", "Y", "Ý", "Yến"],
    ["Fatima", "Giang", "Jane", "Khoa", "Walter", "Xuân", "Zoe"],
]
names = st.lists(st.text("aăâbdđeêhoôơuưyáàảãạấĐHO’'- ", min_size=1, max_size=6), min_size=2, max_size=6)


@pytest.mark.parametrize("ordered", GIVEN_NAMES)
def test_given_names_stand_in_the_order_of_the_dictionary(ordered: list[str]) -> None:
    shuffled = random.Random(3).sample(ordered, len(ordered))
    assert sorted(shuffled, key=sort_key) == ordered


def test_the_alphabet_is_in_its_own_order() -> None:
    assert sorted(random.Random(3).sample(LETTERS, len(LETTERS)), key=sort_key) == list(LETTERS)


def test_one_given_name_is_ordered_by_family_and_middle_name_the_shortest_first() -> None:
    ordered = ["Minh", "Đỗ Minh", "Lê Minh", "Lê Anh Minh", "Lê Đức Minh", "Lý Minh", "Nguyễn Văn Minh"]
    assert sorted(random.Random(3).sample(ordered, len(ordered)), key=sort_key) == ordered


@pytest.mark.parametrize("way", ["H’Linh", "H'Linh", "h'linh", "  H’Linh ", "H-Linh"])
def test_an_apostrophe_or_a_space_too_many_does_not_move_a_name(way: str) -> None:
    assert sort_key(f"Niê {way}") == sort_key("Niê H’Linh")


@always(200)
@given(names)
def test_case_and_the_way_of_typing_never_change_the_order(drawn: list[str]) -> None:
    typed_otherwise = [unicodedata.normalize("NFD", name.upper()) for name in drawn]
    assert [sort_key(name) for name in drawn] == [sort_key(name) for name in typed_otherwise]


@always(200)
@given(st.text(max_size=60))
def test_a_key_is_made_of_digits_which_every_collation_sorts_alike(name: str) -> None:
    key = sort_key(name)
    assert key == "" or (key.isascii() and key.isdigit())


@always(200)
@given(st.text(max_size=60))
def test_a_search_key_has_no_marks_no_capitals_and_finds_itself(name: str) -> None:
    key = search_key(name)
    assert not any(unicodedata.combining(char) for char in unicodedata.normalize("NFD", key))
    assert search_key(key) == key == " ".join(key.split())


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Minh", "M."), ("  Lò   Thị Mai ", "L. T. M."), ("H’Linh Niê", "H. N."), ("Đặng Ân", "Đ. Â."), ("", "")],
)
def test_initials_give_away_the_first_letters_only(name: str, shown: str) -> None:
    assert initials(name) == initials(unicodedata.normalize("NFD", name)) == shown
