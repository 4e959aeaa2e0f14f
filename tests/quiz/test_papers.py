"""Papers: the right number of everything, nothing twice, the unseen first, and nothing given away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import ceil
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.catalogue.versions import version_of
from learning.items import kind_of
from learning.items.base import ItemBase
from learning.quiz.papers import QUIZ_SIZE, check_size, draw_check, draw_quiz, paper_of
from tests.always import always
from tests.items.making import order, single
from tests.items.strategies import items
from tests.quiz.banks import COURSES, KNOWLEDGE, MODULES, bank, banks, check_bank, form_bank, real_catalogue, seen_of

seeds = st.integers(0, 2**32).map(Random)


def _sort(item: Any) -> str:
    return ("genuine" if item.is_trustworthy else "scam") if item.kind == "judge" else "knowledge"


def _sorts(drawn: Sequence[ItemBase]) -> Counter[str]:
    return Counter(_sort(item) for item in drawn)


def _ids(drawn: Sequence[ItemBase]) -> set[str]:
    return {item.id for item in drawn}


def _left_unseen(full: Sequence[ItemBase], drawn: Sequence[ItemBase], seen: dict[str, int]) -> set[str]:
    """Items of the bank that were seen less often than one that was drawn in their place."""
    most = {sort: max(seen.get(i.id, 0) for i in drawn if _sort(i) == sort) for sort in _sorts(drawn)}
    return {i.id for i in full if i.id not in _ids(drawn) and seen.get(i.id, 0) < most.get(_sort(i), 0)}


# The quiz of a module


@always(300)
@given(banks(), seeds)
def test_a_quiz_has_eight_different_items_while_the_bank_has_them(full: list[Any], rng: Random) -> None:
    drawn = draw_quiz(full, {}, rng)
    assert len(drawn) == len(_ids(drawn)) == min(QUIZ_SIZE, len(full))
    assert _ids(drawn) <= _ids(full)


@always(300)
@given(banks(least_each=4), seeds)
def test_a_quiz_has_both_poles_in_equal_number_while_there_is_knowledge_to_fill_up(
    full: list[Any], rng: Random
) -> None:
    sorts = _sorts(draw_quiz(full, {}, rng))
    assert abs(sorts["genuine"] - sorts["scam"]) <= (0 if _sorts(full)["knowledge"] >= QUIZ_SIZE else 1)


@always(200)
@given(st.data(), seeds)
def test_a_quiz_takes_the_least_seen_items_of_each_sort(data: st.DataObject, rng: Random) -> None:
    full = data.draw(banks())
    seen = data.draw(seen_of(full))
    assert not _left_unseen(full, draw_quiz(full, seen, rng), seen)


@always()
@given(seeds)
def test_a_quiz_takes_a_kind_twice_only_when_it_has_all_kinds(rng: Random) -> None:
    drawn = draw_quiz(bank(4, 4, 12), {}, rng)
    assert {item.kind for item in drawn} == {"judge", *KNOWLEDGE}


@pytest.mark.parametrize("name", MODULES)
def test_a_quiz_from_a_real_bank_mixes_kinds_and_balances_poles(name: str) -> None:
    drawn = draw_quiz(form_bank(name), {}, Random(1))
    assert _sorts(drawn)["genuine"] == _sorts(drawn)["scam"] >= 1
    assert len({item.kind for item in drawn}) >= 4


# The final check of a course


def test_a_check_is_ten_genuine_ten_scam_and_six_questions_or_six_of_each_for_the_youngest() -> None:
    for band, expected in {"6-10": (6, 6, 6), "11-14": (10, 10, 6), "adult": (10, 10, 6)}.items():
        sorts = _sorts(draw_check(bank(16, 16, 10), {}, Random(1), check_size(band)))
        assert (sorts["genuine"], sorts["scam"], sorts["knowledge"]) == expected
        assert check_size(band).total == sum(expected)


@always(300)
@given(banks(), st.sampled_from(["6-10", "15-17"]), seeds)
def test_a_check_takes_no_item_twice_and_no_pole_in_place_of_the_other(full: list[Any], band: str, rng: Random) -> None:
    size = check_size(band)
    drawn = draw_check(full, {}, rng, size)
    wanted = {"genuine": size.each_pole, "scam": size.each_pole, "knowledge": size.knowledge}
    assert len(drawn) == len(_ids(drawn))
    assert _sorts(drawn) == Counter({sort: min(wanted[sort], _sorts(full)[sort]) for sort in wanted})


@always(200)
@given(st.data(), seeds)
def test_a_check_takes_the_least_seen_items_of_each_sort(data: st.DataObject, rng: Random) -> None:
    full = data.draw(banks())
    seen = data.draw(seen_of(full))
    assert not _left_unseen(full, draw_check(full, seen, rng, check_size("adult")), seen)


@pytest.mark.parametrize("name", COURSES)
@always(30)
@given(rng=seeds)
def test_two_checks_in_a_row_share_as_few_items_as_the_bank_allows(name: str, rng: Random) -> None:
    full, size = check_bank(name), check_size(real_catalogue().courses[name].about.band)
    first = draw_check(full, {}, rng, size)
    second = draw_check(full, dict.fromkeys(_ids(first), 1), rng, size)
    shared = _sorts([item for item in second if item.id in _ids(first)])
    assert _sorts(first) == _sorts(second)
    for sort, count in _sorts(first).items():
        assert shared[sort] == max(0, 2 * count - _sorts(full)[sort])


@always(50)
@given(banks(least_each=1, least_knowledge=1), seeds)
def test_checks_in_a_row_come_to_every_item_of_the_bank(full: list[Any], rng: Random) -> None:
    size, seen = check_size("adult"), Counter[str]()
    wanted = {"genuine": size.each_pole, "scam": size.each_pole, "knowledge": size.knowledge}
    for _ in range(max(ceil(count / wanted[sort]) for sort, count in _sorts(full).items())):
        seen.update(_ids(draw_check(full, seen, rng, size)))
    assert set(seen) == _ids(full)


# The order in which things are shown


@always()
@given(items(), seeds)
def test_a_paper_names_each_item_its_version_and_all_of_its_parts(item: Any, rng: Random) -> None:
    (entry,) = paper_of([item], rng)
    assert (entry["item"], entry["version"]) == (item.id, version_of(item))
    assert sorted(entry["order"]) == sorted(kind_of(item).parts(item))


@always(300)
@given(items("order"), seeds)
def test_steps_to_put_in_order_are_never_shown_in_their_order(item: Any, rng: Random) -> None:
    assert paper_of([item], rng)[0]["order"] != [step.id for step in item.steps]


@always()
@given(items("judge", "truefalse", "chat"), seeds)
def test_verdicts_and_threads_keep_their_places(item: Any, rng: Random) -> None:
    assert paper_of([item], rng)[0]["order"] == kind_of(item).parts(item)


def test_the_right_option_is_shown_first_as_often_as_any_other() -> None:
    rng = Random(1)
    firsts = Counter(paper_of([single(right="a", options="abcd")], rng)[0]["order"][0] for _ in range(2000))
    assert set(firsts) == set("abcd")
    assert all(400 < count < 600 for count in firsts.values())


def test_scams_do_not_stand_in_one_place_of_the_paper() -> None:
    papers = [draw_check(bank(10, 10, 6), {}, Random(n), check_size("adult")) for n in range(200)]
    shares = [sum(_sort(paper[place]) == "scam" for paper in papers) / 200 for place in range(26)]
    assert all(0.25 < share < 0.55 for share in shares)


@always()
@given(banks(least_each=4, least_knowledge=4), st.integers(0, 2**32))
def test_the_same_seed_draws_the_same_paper(full: list[Any], seed: int) -> None:
    first, second = (paper_of(draw_quiz(full, {}, rng), rng) for rng in (Random(seed), Random(seed)))
    assert first == second


def test_a_step_is_shown_first_whatever_its_place_in_the_solution() -> None:
    rng = Random(1)
    firsts = Counter(paper_of([order("abc")], rng)[0]["order"][0] for _ in range(600))
    assert set(firsts) == set("abc")
