"""d′ and c by hand: z from a table, with ½ added to the counts and 1 to the totals (Hautus 1995)."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.quiz.discernment import Tally, discernment, in_round_numbers
from tests.always import always

# scams, caught, genuine, doubted -> d′, c
BY_HAND = [
    # hits 8.5/11 = .7727 (z = .748), alarms 2.5/11 = .2273 (z = -.748)
    (10, 8, 10, 2, 1.496, 0.0),
    # hits 9.5/11 = .8636 (z = 1.097), alarms 5.5/11 = .5 (z = 0)
    (10, 9, 10, 5, 1.097, -0.548),
    # hits 5.5/11 = .5 (z = 0), alarms 1.5/11 = .1364 (z = -1.097)
    (10, 5, 10, 1, 1.097, 0.548),
    # all caught, none doubted: 10.5/11 = .9545 (z = 1.691), .5/11 = .0455 (z = -1.691)
    (10, 10, 10, 0, 3.381, 0.0),
    # everything called a scam: hits and alarms 10.5/11
    (10, 10, 10, 10, 0.0, -1.691),
    # everything called genuine: hits and alarms .5/11
    (10, 0, 10, 0, 0.0, 1.691),
    # all the wrong way round
    (10, 0, 10, 10, -3.381, 0.0),
    # poles of unequal size: 3.5/5 = .7 (z = .524), 1.5/7 = .2143 (z = -.792)
    (4, 3, 6, 1, 1.316, 0.134),
    # nothing judged: .5/1 = .5 twice
    (0, 0, 0, 0, 0.0, 0.0),
]

tallies = st.integers(0, 400).flatmap(
    lambda scams: st.integers(0, 400).flatmap(
        lambda genuine: st.builds(
            Tally, st.just(scams), st.integers(0, scams), st.just(genuine), st.integers(0, genuine)
        )
    )
)


@pytest.mark.parametrize(("scams", "caught", "genuine", "doubted", "d", "c"), BY_HAND)
def test_discernment_is_what_it_is_by_hand(
    scams: int, caught: int, genuine: int, doubted: int, d: float, c: float
) -> None:
    found = discernment(Tally(scams, caught, genuine, doubted))
    assert found.d == pytest.approx(d, abs=0.001)
    assert found.c == pytest.approx(c, abs=0.001)


@pytest.mark.parametrize(
    ("caught", "doubted", "leaning"),
    [
        (10, 10, "doubting"),
        (9, 5, "doubting"),
        (9, 3, "balanced"),
        (8, 2, "balanced"),
        (7, 1, "balanced"),
        (5, 1, "trusting"),
        (0, 0, "trusting"),
    ],
)
def test_a_leaning_has_the_name_of_what_was_said_too_often(caught: int, doubted: int, leaning: str) -> None:
    assert discernment(Tally(10, caught, 10, doubted)).leaning == leaning


@always(300)
@given(tallies)
def test_discernment_is_finite_whatever_was_answered(tally: Tally) -> None:
    assert isfinite(discernment(tally).d)
    assert isfinite(discernment(tally).c)


@always(300)
@given(st.integers(1, 50), st.data())
def test_who_recognises_more_is_never_said_to_tell_apart_worse(size: int, data: st.DataObject) -> None:
    caught, doubted = data.draw(st.integers(1, size)), data.draw(st.integers(0, size))
    more, less = Tally(size, caught, size, doubted), Tally(size, caught - 1, size, doubted)
    assert discernment(more).d > discernment(less).d


@always()
@given(st.integers(1, 50), st.data())
def test_calling_both_poles_a_scam_equally_often_is_no_discernment(size: int, data: st.DataObject) -> None:
    said = data.draw(st.integers(0, size))
    assert discernment(Tally(size, said, size, said)).d == pytest.approx(0)


@always()
@given(tallies)
def test_swapping_the_poles_turns_the_leaning_round_and_keeps_the_ability(tally: Tally) -> None:
    swapped = Tally(tally.genuine, tally.trusted, tally.scams, tally.scams - tally.caught)
    assert discernment(swapped).d == pytest.approx(discernment(tally).d)
    assert discernment(swapped).c == pytest.approx(-discernment(tally).c)


@pytest.mark.parametrize(("part", "whole", "tenths"), [(0, 7, 0), (7, 7, 10), (69, 70, 9), (1, 70, 1), (7, 10, 7)])
def test_ten_of_ten_only_if_all_and_none_only_if_none(part, whole, tenths):
    assert in_round_numbers(part, whole, 10) == tenths


@given(st.integers(0, 5000), st.integers(1, 5000), st.sampled_from([10, 100]))
def test_all_is_said_only_of_all_and_none_only_of_none(some, of, out_of):
    some = min(some, of)
    said = in_round_numbers(some, of, out_of)
    assert 0 <= said <= out_of
    assert (said == 0) == (some == 0)
    assert (said == out_of) == (some == of)
