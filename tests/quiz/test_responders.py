"""Learners who do not read what they judge: no final check lets them pass, and no bank pays them much.

`python -m tests.quiz.test_responders` prints what each of them earns in each bank.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.items import kind_of, mark
from learning.items.base import Choice, ItemBase
from learning.quiz.papers import check_size, draw_check
from learning.quiz.scoring import Answered, CheckResult, check_result
from tests.always import always
from tests.builders import right_choice, wrong_choice
from tests.quiz.banks import COURSES, MODULES, banks, check_bank, real_catalogue

seeds = st.integers(0, 2**32)
each_pole = pytest.mark.parametrize("pole", [0, 1], ids=["always-trusting", "always-doubting"])

# Final checks


def _sits(full: Sequence[ItemBase], band: str, pole: int, seed: int, known: list[bool]) -> CheckResult:
    """The check of somebody who gives every stimulus the same verdict, and knows what `known` says."""
    drawn = draw_check(full, {}, Random(seed), check_size(band))
    knowing = iter(known)
    answers = []
    for item in drawn:
        verdict = kind_of(item).parts(item)[pole]
        choice = verdict if item.kind == "judge" else right_choice(item) if next(knowing) else wrong_choice(item)
        answers.append(Answered(item, choice, mark(item, choice).share))
    return check_result(answers)


all_known = st.lists(st.booleans(), min_size=6, max_size=6)


@each_pole
@pytest.mark.parametrize("course", COURSES)
@always(50)
@given(seed=seeds, known=all_known)
def test_one_verdict_for_everything_never_passes_a_real_check(
    course: str, pole: int, seed: int, known: list[bool]
) -> None:
    band = real_catalogue().courses[course].about.band
    assert not _sits(check_bank(course), band, pole, seed, known).is_passed


@each_pole
@always(200)
@given(
    full=banks(least_each=1, least_knowledge=1), band=st.sampled_from(["6-10", "adult"]), seed=seeds, known=all_known
)
def test_one_verdict_for_everything_never_passes_whatever_the_bank_and_the_knowledge(
    pole: int, full: list[Any], band: str, seed: int, known: list[bool]
) -> None:
    assert not _sits(full, band, pole, seed, known).is_passed


@pytest.mark.parametrize("course", COURSES)
def test_who_knows_everything_passes_every_real_check(course: str) -> None:
    drawn = draw_check(check_bank(course), {}, Random(1), check_size(real_catalogue().courses[course].about.band))
    assert check_result([Answered(item, right_choice(item), 1.0) for item in drawn]).is_passed


# Banks

CHEAP = ("judge", "single", "multiple", "truefalse")
BANKS = [*MODULES, *COURSES]


def _first(item: Any, _language: str) -> str:
    return kind_of(item).parts(item)[0]


def _last(item: Any, _language: str) -> str:
    return kind_of(item).parts(item)[-1]


def _longest(item: Any, language: str) -> str:
    if item.kind not in ("single", "multiple"):
        return _first(item, language)
    return str(max(item.options, key=lambda option: len(option.text.in_(language))).id)


def _shortest(item: Any, language: str) -> str:
    if item.kind not in ("single", "multiple"):
        return _last(item, language)
    return str(min(item.options, key=lambda option: len(option.text.in_(language))).id)


RESPONDERS: dict[str, Callable[[Any, str], str]] = {
    "first": _first,
    "last": _last,
    "longest": _longest,
    "shortest": _shortest,
}


def _bank(name: str) -> tuple[ItemBase, ...]:
    return check_bank(name) if name in COURSES else real_catalogue().modules[name].items


def earned(responder: str, name: str, language: str) -> float:
    """The mean share that somebody earns who always takes the first (longest …) of what is offered, as written."""
    shares = []
    for item in _bank(name):
        if item.kind in CHEAP:
            part = RESPONDERS[responder](item, language)
            choice: Choice = [part] if item.kind == "multiple" else part
            shares.append(mark(item, choice).share)
    return mean(shares)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("responder", RESPONDERS)
@pytest.mark.parametrize("name", BANKS)
def test_a_real_bank_pays_little_for_a_choice_made_without_reading(name: str, responder: str, language: str) -> None:
    assert earned(responder, name, language) < 0.6


if __name__ == "__main__":
    for bank_name in BANKS:
        figures = [
            f"{responder} {language} {earned(responder, bank_name, language):.0%}"
            for responder in RESPONDERS
            for language in ("vi", "en")
        ]
        print(f"{bank_name:24}", ", ".join(figures))
