"""The question analysis and the class's discernment: figures worked out by hand, and what is never shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.classrooms.analysis import advice, analyse, facility, separation
from learning.quiz.discernment import Tally
from learning.quiz.scoring import First
from tests.always import always
from tests.classrooms.answers import firsts, pupil
from tests.items.making import judge, match, multiple, order, single, truefalse

BANK = {
    item.id: item
    for item in (
        single(right="b", options="abc", item_id="one"),
        multiple(right="ab", options="abcd", item_id="many"),
        match("abc", item_id="pairs"),
        order("abcd", item_id="steps"),
        judge("scam", item_id="scam"),
        truefalse(item_id="few"),
    )
}
RESPONSES: dict[str, list[Any]] = {
    "one": ["b", "a", "a", "c", "b", "a"],
    "many": [["a", "b"], ["a"], ["a", "b", "c"], ["c", "d"], ["a", "c"], ["a", "b", "c"]],
    "pairs": [
        {"a": "a", "b": "b", "c": "c"},
        {"a": "a", "b": "c", "c": "b"},
        {"a": "a", "b": "c", "c": "b"},
        {"a": "b", "b": "c", "c": "a"},
    ],
    "steps": [list("abcd"), list("abdc"), list("badc"), list("dcba")],
    "scam": ["genuine", "scam", "genuine"],
    "few": ["true", "false"],
}
BY_HAND = {
    "one": (6, 2 / 6, "a", 3),
    # 1 + ¾ + ¾ + 0 + ½ + ¾, of six; the wrong option c was chosen by four
    "many": (6, 3.75 / 6, "c", 4),
    # 1 + ⅓ + ⅓ + 0, of four; three put c beside b
    "pairs": (4, 0.41666667, "b>c", 3),
    # 1 + 5/6 + 4/6 + 0, of four; three put d before c
    "steps": (4, 0.625, "d<c", 3),
    "scam": (3, 1 / 3, "genuine", 2),
}


def test_facility_and_the_commonest_slip_are_those_worked_out_by_hand() -> None:
    shown = analyse(firsts(RESPONSES, BANK.values()), BANK)
    found = {it.item.id: (it.answered, it.facility, it.slip.key if it.slip else None, it.slipped) for it in shown.items}
    assert found.keys() == BY_HAND.keys()
    for item_id, (answered, share, key, slipped) in BY_HAND.items():
        assert found[item_id][0] == answered
        assert found[item_id][1] == pytest.approx(share, abs=1e-4)
        assert found[item_id][2:] == (key, slipped)


def test_hardest_stands_first_and_what_fewer_than_three_answered_is_held_back() -> None:
    shown = analyse(firsts(RESPONSES, BANK.values()), BANK)
    assert [it.item.id for it in shown.items] == ["one", "scam", "pairs", "many", "steps"]
    assert shown.held_back == 1
    assert shown.pupils == 6


def test_item_that_everybody_had_right_has_no_slip() -> None:
    [it] = analyse(firsts({"one": ["b", "b", "b"]}, BANK.values()), BANK).items
    assert (it.facility, it.slip, it.slipped) == (1.0, None, 0)


def test_answers_to_an_earlier_wording_are_counted_apart() -> None:
    given = firsts({"one": ["a", "a", "a"]}, BANK.values())
    shown = analyse([*given, First(pupil(9), "demo", "one", "an earlier one", "b", 1.0)], BANK)
    assert (shown.items[0].facility, shown.outdated) == (0.0, 1)


@always()
@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_facility_lies_between_nothing_and_everything(shares: list[float]) -> None:
    assert min(shares) - 1e-9 <= facility(shares) <= max(shares) + 1e-9


def answers_of(pupils: int, *, own: dict[bool, float]) -> list[First]:
    """Every second pupil has four other items right; `own` is what they and the others earn in the item itself."""
    rows = []
    for n in range(pupils):
        is_good = n % 2 == 0
        rows += [First(pupil(n), "demo", f"other-{m}", "", "", float(is_good)) for m in range(4)]
        rows.append(First(pupil(n), "demo", "item", "", "", own[is_good]))
    return rows


def test_separation_is_said_in_a_word_once_thirty_have_answered() -> None:
    assert separation("item", answers_of(30, own={True: 1.0, False: 0.0})) == "sharp"
    assert separation("item", answers_of(30, own={True: 0.0, False: 1.0})) == "contrary"
    assert separation("item", answers_of(29, own={True: 1.0, False: 0.0})) is None


def test_item_in_which_all_are_alike_separates_nobody() -> None:
    assert separation("item", answers_of(40, own={True: 1.0, False: 1.0})) is None


def test_item_is_left_out_of_the_mean_it_is_compared_with() -> None:
    """Answers to the item alone correlate with nothing, though with themselves they would wholly."""
    rows = [First(pupil(n), "demo", "item", "", "", float(n % 2)) for n in range(40)]
    rows += [First(pupil(n), "demo", f"other-{m}", "", "", float(n // 2 % 2)) for n in range(40) for m in range(3)]
    assert separation("item", rows) is None


@pytest.mark.parametrize(
    ("caught", "trusted", "says"),
    [
        (8, 8, "good"),
        (7, 7, "good"),
        (10, 0, "doubting"),
        (10, 5, "doubting"),
        (9, 6, "doubting"),
        (0, 10, "trusting"),
        (6, 9, "trusting"),
        (5, 5, "weak"),
        (0, 0, "weak"),
        (6, 6, "weak"),
    ],
)
def test_advice_follows_the_lean(caught: int, trusted: int, says: str) -> None:
    assert advice(Tally(scams=10, caught=caught, genuine=10, doubted=10 - trusted)) == says


@always()
@given(st.integers(1, 300), st.integers(1, 300))
def test_calling_everything_a_scam_is_never_good(scams: int, genuine: int) -> None:
    assert advice(Tally(scams, scams, genuine, genuine)) == "doubting"
    assert advice(Tally(scams, 0, genuine, 0)) == "trusting"


def test_one_pole_alone_tells_nothing_apart() -> None:
    given = [first for first in judged_by(20) if first.item_id == "scam"]
    assert analyse(given, {"scam": judge("scam", item_id="scam")}).discernments == ()


def judged_by(pupils: int, poles: str = "genuine-scam") -> list[First]:
    names = {"genuine-scam": ("genuine", "scam"), "helps-not": ("helps", "not")}[poles]
    bank = {f"{name}": judge(name, poles, item_id=name) for name in names}
    return firsts({name: [names[0] if n < 3 else name for n in range(pupils)] for name in names}, bank.values())


@pytest.mark.parametrize("poles", ["genuine-scam", "helps-not"])
def test_class_discernment_counts_first_responses_of_ten_or_more(poles: str) -> None:
    given = judged_by(10, poles)
    versions = {first.version: judge(first.version, poles, item_id=first.item_id) for first in given}
    [told] = analyse(given, versions).discernments
    assert (told.poles, told.pupils) == (poles, 10)
    assert told.verdicts == Tally(scams=10, caught=7, genuine=10, doubted=0)
    assert (told.caught_of_ten, told.trusted_of_ten, told.advice) == (7, 10, "good")


def test_class_discernment_is_hidden_below_ten_pupils() -> None:
    given = judged_by(9)
    versions = {first.version: judge(first.version, item_id=first.item_id) for first in given}
    [told] = analyse(given, versions).discernments
    assert (told.pupils, told.verdicts, told.advice) == (9, None, None)
