"""What raised hands add up to, from counts alone; figures worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.catalogue import Module
from learning.classrooms import hands
from learning.classrooms.outcomes import Outcome, Show, askable, show_of
from learning.items import kind_of
from learning.items.base import ItemBase
from learning.quiz import papers
from learning.quiz.discernment import in_round_numbers
from tests.quiz.banks import real_catalogue

z = NormalDist().inv_cdf
MODULES = list(real_catalogue().modules.values())
OFFICER = real_catalogue().modules["fake-officer-call"]


def judged(module: Module, *, genuine: bool, number: int = 0) -> ItemBase:
    """A judge item of the module's bank, of one pole."""
    bank = [item for item in module.bank("form") if item.kind == "judge" and item.is_trustworthy == genuine]
    return bank[number]


def counted(item: ItemBase, *counts: int) -> Show:
    """The item with its parts in the order in which it has them, and these hands."""
    parts = kind_of(item).parts(item)
    return show_of(item, parts, dict(zip(parts, counts, strict=True)))


def outcome(*shows: Show) -> Outcome:
    return Outcome(dict(enumerate(shows, 1)))


SCAM, GENUINE = judged(OFFICER, genuine=False), judged(OFFICER, genuine=True)
SINGLE = next(item for item in OFFICER.bank("form") if item.kind == "single")


def test_parts_are_lettered_in_the_order_drawn_and_explained_each():
    options = [option.id for option in SINGLE.options][::-1]
    show = show_of(SINGLE, options, {})
    assert "".join(part.letter for part in show.parts) == "ABCDE"[: len(options)]
    assert [part.id for part in show.parts] == options
    assert [part.why for part in show.parts] == [option.why for option in SINGLE.options][::-1]
    assert show.right.id == next(option.id for option in SINGLE.options if option.right)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_every_item_that_can_be_asked_has_one_right_part_and_reasons_of_its_own(module):
    for item in askable(module):
        show = counted(item, *[0] * len(kind_of(item).parts(item)))
        assert sum(part.is_right for part in show.parts) == 1
        assert len({part.why.vi for part in show.parts}) == len(show.parts)


def test_the_class_is_measured_from_counts_alone():
    """30 hands each on two scams (21 and 18 caught) and on two genuine ones (24 and 27 trusted)."""
    found = outcome(counted(SCAM, 9, 21), counted(SCAM, 12, 18), counted(GENUINE, 24, 6), counted(GENUINE, 27, 3))
    tally = found.tally
    assert (tally.scams, tally.caught, tally.genuine, tally.doubted) == (60, 39, 60, 9)
    assert (in_round_numbers(39, 60, 100), in_round_numbers(51, 60, 100)) == (65, 85)
    hit, alarm = z(39.5 / 61), z(9.5 / 61)
    assert found.discernment.d == pytest.approx(hit - alarm, abs=1e-9)
    assert found.discernment.c == pytest.approx(-(hit + alarm) / 2, abs=1e-9)


def test_a_class_that_calls_everything_fake_leans_and_cannot_tell():
    found = outcome(counted(SCAM, 0, 30), counted(GENUINE, 0, 30)).discernment
    assert found.d == pytest.approx(0)
    assert found.leaning == "doubting"


def test_a_class_that_believes_everything_leans_the_other_way():
    assert outcome(counted(SCAM, 30, 0), counted(GENUINE, 30, 0)).discernment.leaning == "trusting"


@pytest.mark.parametrize(
    "shows",
    [
        [],
        [counted(SCAM, 9, 21)],
        [counted(GENUINE, 9, 21)],
        [counted(SINGLE, *range(10, 10 + len(SINGLE.options)))],
        [counted(SCAM, 4, 5), counted(GENUINE, 4, 5)],  # nine hands
        [counted(SCAM, 0, 0), counted(GENUINE, 20, 5)],
    ],
)
def test_nothing_is_said_of_the_class_from_one_pole_or_from_fewer_than_ten_hands(shows):
    assert outcome(*shows).discernment is None


def test_ten_hands_are_enough():
    assert outcome(counted(SCAM, 4, 6), counted(GENUINE, 4, 6)).discernment is not None


def test_the_hardest_question_is_the_one_with_the_smallest_share_right():
    assert outcome(counted(SCAM, 9, 21), counted(GENUINE, 12, 18), counted(SCAM, 11, 22)).hardest == 2


def test_no_question_is_called_hard_that_was_clear_or_that_nobody_answered():
    assert outcome(counted(SCAM, 3, 27), counted(GENUINE, 0, 0)).hardest is None


@pytest.mark.parametrize(
    ("show", "talk"),
    [
        (counted(SCAM, 6, 24), "clear"),
        (counted(GENUINE, 24, 6), "clear"),
        (counted(SCAM, 7, 24), "split"),
        (counted(SCAM, 19, 11), "tempting"),
        (counted(GENUINE, 20, 10), "doubted"),
        (counted(GENUINE, 0, 30), "doubted"),
    ],
)
def test_what_to_talk_about_follows_the_hands(show, talk):
    assert show.talk == talk


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 400), st.integers(0, 400)), max_size=8))
def test_any_counts_give_an_outcome_within_bounds(rows: Sequence[tuple[bool, int, int]]):
    found = outcome(*(counted(GENUINE if genuine else SCAM, first, second) for genuine, first, second in rows))
    tally = found.tally
    assert 0 <= tally.caught <= tally.scams
    assert 0 <= tally.doubted <= tally.genuine
    assert found.hardest is None or 0 <= found.shows[found.hardest].share < 0.8


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.id)
def test_a_round_has_two_of_each_pole_and_kinds_that_hands_can_answer(module):
    for seed in range(5):
        drawn = papers.draw_check(askable(module), {}, Random(seed), hands.SIZE)
        poles = [item.is_trustworthy for item in drawn if item.kind == "judge"]
        assert 5 <= len(drawn) <= 8
        assert sorted(poles) == [False, False, True, True]
        assert {item.kind for item in drawn} <= {"single", "truefalse", "judge"}
        assert {item.use for item in drawn} == {"form"}
        assert all(2 <= len(kind_of(item).parts(item)) <= 5 for item in drawn)
