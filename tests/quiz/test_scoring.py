"""What the answers of a paper add up to, and where the bar of a final check lies."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.items import mark
from learning.quiz.scoring import Answered, check_result, score, tally
from tests.always import always
from tests.builders import right_choice, wrong_choice
from tests.items.making import judge, single
from tests.items.strategies import answered


def _answer(item: Any, *, right: bool) -> Answered:
    choice = right_choice(item) if right else wrong_choice(item)
    return Answered(item, choice, mark(item, choice).share)


def _sat(caught: int, trusted: int, knowledge: float, *, each: int = 10, questions: int = 6) -> list[Answered]:
    """A check with so many scams recognised, genuine ones trusted, and so much earned by the other items."""
    answers = [_answer(judge("scam"), right=n < caught) for n in range(each)]
    answers += [_answer(judge("genuine"), right=n < trusted) for n in range(each)]
    return answers + [Answered(single(), "b", knowledge / questions)] * questions


PASSES = [
    (10, 10, 6, True),
    (10, 10, 0.8, True),  # 20.8 of 26 is 80 % exactly
    (10, 10, 0.79, False),
    (7, 10, 3.8, True),  # 7 of 10 scams is 70 % exactly, and 80 % of everything
    (7, 10, 3.79, False),
    (10, 7, 3.8, True),
    (6, 10, 6, False),  # 85 % of everything, but only 60 % of the scams
    (10, 6, 6, False),
    (7, 8, 6, True),
    (7, 7, 6, False),  # both poles are enough, 77 % of everything is not
    (0, 0, 6, False),
]


@pytest.mark.parametrize(("caught", "trusted", "knowledge", "is_passed"), PASSES)
def test_a_check_is_passed_at_eighty_percent_and_seventy_of_each_pole(
    caught: int, trusted: int, knowledge: float, is_passed: bool
) -> None:
    assert check_result(_sat(caught, trusted, knowledge)).is_passed is is_passed


def test_the_check_of_the_youngest_needs_five_of_six_scams_and_genuine_ones() -> None:
    assert check_result(_sat(5, 5, 6, each=6)).is_passed
    assert not check_result(_sat(4, 6, 6, each=6)).is_passed
    assert not check_result(_sat(6, 4, 6, each=6)).is_passed


def test_a_result_says_which_of_its_conditions_failed() -> None:
    result = check_result(_sat(6, 10, 6))
    assert (result.enough_overall, result.enough_caught, result.enough_trusted) == (True, False, True)
    assert (result.caught_share, result.trusted_share) == (0.6, 1.0)


@pytest.mark.parametrize("thirds", range(19))
def test_a_share_made_of_fractions_reaches_the_bar_that_it_equals(thirds: int) -> None:
    """Summed up, 80 % made of thirds may come out as 0.7999…: it must count as 80 %."""
    parts = [Answered(single(), "b", 1 / 3)] * thirds + [Answered(single(), "b", 0)] * (18 - thirds)
    result = check_result(_sat(10, 10, 0, questions=1) + parts)
    assert result.enough_overall == (60 + thirds >= 0.8 * 3 * 39)


def test_a_check_without_one_of_the_poles_is_not_passed() -> None:
    for truth in ("scam", "genuine"):
        assert not check_result([_answer(judge(truth), right=True)] * 26).is_passed


def test_nothing_answered_is_nothing_earned() -> None:
    assert (score([]), check_result([]).share, check_result([]).is_passed) == (0, 0, False)


@always(200)
@given(st.lists(answered().map(lambda drawn: Answered(*drawn, mark(*drawn).share)), max_size=26))
def test_a_score_lies_between_nothing_and_the_number_of_answers(answers: list[Answered]) -> None:
    result = check_result(answers)
    assert 0 <= score(answers) <= len(answers)
    assert all(0 <= share <= 1 for share in (result.share, result.caught_share, result.trusted_share))


@always(200)
@given(st.lists(answered().map(lambda drawn: Answered(*drawn, mark(*drawn).share)), max_size=26), st.data())
def test_the_order_of_the_answers_makes_no_difference(answers: list[Answered], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(answers))
    assert score(shuffled) == pytest.approx(score(answers))
    assert tally(shuffled) == tally(answers)


def test_verdicts_of_every_pair_of_poles_are_counted_and_nothing_else() -> None:
    answers = [
        _answer(judge("scam"), right=True),
        _answer(judge("worrying", "healthy-worrying"), right=False),
        _answer(judge("suitable", "suitable-unsuitable"), right=False),
        _answer(judge("helps", "helps-not"), right=True),
        _answer(single(), right=True),
    ]
    counted = tally(answers)
    assert (counted.scams, counted.caught) == (2, 1)
    assert (counted.genuine, counted.doubted, counted.trusted) == (2, 1, 1)
