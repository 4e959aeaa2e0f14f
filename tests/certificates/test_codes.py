"""Codes of certificates: random, readable, and forgiving to whoever types them."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.certificates.codes import ALPHABET, LENGTH, new_code, shown, typed
from tests.always import always

codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_code_carries_eighty_bits_in_letters_that_are_not_mistaken() -> None:
    assert math.log2(len(set(ALPHABET))) * LENGTH == 80
    assert not set(ALPHABET) & set("ILOU")


def test_no_two_codes_are_the_same_and_every_letter_comes_at_every_place() -> None:
    drawn = [new_code() for _ in range(2000)]
    assert len(set(drawn)) == 2000
    assert all(set(place) == set(ALPHABET) for place in zip(*drawn, strict=True))


def test_a_code_is_printed_in_groups_of_four() -> None:
    assert shown("7F3K9Q2MABCD0123") == "KMM-7F3K-9Q2M-ABCD-0123"


@always()
@given(codes)
def test_a_printed_code_is_read_back(code: str) -> None:
    assert typed(shown(code)) == typed(code) == code


@always()
@given(codes, st.randoms(use_true_random=False))
def test_case_spaces_hyphens_and_lookalikes_do_not_matter(code: str, rng: Random) -> None:
    looks = {"0": "0Oo", "1": "1IilL"}
    written = [rng.choice(looks.get(char, char + char.lower())) + rng.choice(["", " ", "-", "–"]) for char in code]
    assert typed(rng.choice(["", "KMM", "kmm-", " Kmm "]) + "".join(written)) == code


def test_a_code_that_begins_like_the_prefix_keeps_all_its_letters() -> None:
    code = "KMM7F3K9Q2MABCD0"
    assert typed(code) == typed(shown(code)) == code


@pytest.mark.parametrize("text", ["", "   ", "---", "KMM", "<script>", "’; DROP TABLE", "x" * 100_000])
def test_what_is_no_code_is_no_code(text: str) -> None:
    assert len(typed(text)) != LENGTH
    assert len(typed(text)) <= 64


@always(200)
@given(st.text(max_size=100))
def test_whatever_is_typed_is_read_the_same_with_spaces_between(text: str) -> None:
    assert typed(" ".join(text)) == typed(text)
