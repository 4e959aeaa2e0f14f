"""What to do next: at most three steps, the most needed first, and talks that grow out of the class's own mistakes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from learning import clock
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.matrix import Due, Matrix, matrix_of
from learning.classrooms.nextsteps import NextStep, discussions, next_steps
from learning.progress import Reached
from learning.quiz.scoring import Missed
from tests.builders import right_choice
from tests.classrooms.answers import pupil
from tests.quiz.banks import real_catalogue

TODAY = date(2026, 11, 26)
CATALOGUE = real_catalogue()
DECODE, MULE, OFFICER = (CATALOGUE.modules[name] for name in ("decode-manipulation", "money-mule", "fake-officer-call"))


def missed(number: int, *items: str, **told: dict[str, str]) -> Missed:
    """What a pupil's first responses missed; of match items what was put beside what."""
    return Missed(pupil(number), items, [(item_id.replace("_", "-"), choice) for item_id, choice in told.items()])


def mixed_up(number: int) -> Missed:
    """Takes the clock for a badge and the badge for a clock: urgency and borrowed authority."""
    choice: Any = right_choice(CATALOGUE.items["dtm-09"])
    return missed(number, dtm_09={**choice, "badge": "clock", "clock": "badge"})


def test_pupils_who_mix_up_two_techniques_are_a_talk_about_the_screen_that_teaches_them() -> None:
    [step] = discussions([mixed_up(n) for n in range(7)], [DECODE], CATALOGUE)
    assert (step.kind, step.count, step.module) == ("discuss", 7, DECODE)
    assert {technique.id for technique in step.techniques} == {"urgency", "authority"}
    assert step.screen == 6
    assert any(block.argument == "urgency" for block in DECODE.screens("vi")[step.screen - 1].blocks)


def test_two_pupils_are_no_talk_for_the_whole_class() -> None:
    assert discussions([mixed_up(1), mixed_up(2)], [DECODE], CATALOGUE) == []
    [step] = discussions([mixed_up(1), mixed_up(2), mixed_up(3)], [DECODE], CATALOGUE)
    assert step.count == 3


def test_item_that_names_techniques_is_found_by_its_words() -> None:
    telling = {CATALOGUE.versions[version].id for version in CATALOGUE.naming_techniques}
    assert {"dtm-09", "pqd-15", "tjs-15"} <= telling
    assert "dtm-02" not in telling


def test_technique_that_most_overlook_is_a_talk_of_its_own() -> None:
    """Once wrong is a slip and does not count."""
    twice = [missed(n, *bait_items()[:2]) for n in range(3)]
    once = [missed(n, bait_items()[0]) for n in range(3, 9)]
    [step] = discussions([*twice, *once], [MULE], CATALOGUE)
    assert ([technique.id for technique in step.techniques], step.count, step.screen) == (["bait"], 3, 1)
    assert discussions(once, [MULE], CATALOGUE) == []


def bait_items() -> list[str]:
    return [item.id for item in MULE.bank("form") if item.techniques == ("bait",)]


def test_mix_up_is_told_rather_than_what_is_overlooked() -> None:
    overlooked = [missed(n, "dtm-04", "dtm-01") for n in range(20, 29)]
    [alone] = discussions(overlooked, [DECODE], CATALOGUE)
    [both] = discussions([*overlooked, *(mixed_up(n) for n in range(3))], [DECODE], CATALOGUE)
    assert [len(step.techniques) for step in (alone, both)] == [1, 2]


def test_nothing_is_said_of_answers_in_upsetting_modules() -> None:
    items = [item.id for item in OFFICER.bank("form")]
    assert discussions([missed(n, *items) for n in range(9)], [OFFICER], CATALOGUE) == []


def test_talk_that_most_pupils_need_comes_first() -> None:
    people = [mixed_up(n) for n in range(3)] + [missed(n, *bait_items()) for n in range(10, 15)]
    assert [step.count for step in discussions(people, [DECODE, MULE], CATALOGUE)] == [5, 3]


def class_of(*reached: dict[str, Reached], due: dict[str, date | None], locked: tuple[int, ...] = ()) -> Matrix:
    modules = [CATALOGUE.modules[module_id] for module_id in due]
    pupils = [Enrolled(pupil(n), f"Em {n}", str(n), None, n in locked, "") for n in range(len(reached))]
    given = {(p.learner_id, module_id): Due(until) for p in pupils for module_id, until in due.items()}
    known = {(pupil(n), module_id): r for n, mine in enumerate(reached) for module_id, r in mine.items()}
    return matrix_of(pupils, modules, given, known, TODAY)


HARD, BEGUN = Reached(6, 0.2), Reached(2)
TALK = NextStep("discuss", 7, DECODE)


def kinds(matrix: Matrix, *talks: NextStep) -> list[str]:
    return [step.kind for step in next_steps(matrix, talks)]


def test_empty_class_needs_pupils_and_nothing_else() -> None:
    assert kinds(class_of(due={}), TALK) == ["no-pupils"]


def test_class_without_modules_needs_one() -> None:
    assert kinds(class_of({}, {}, due={}, locked=(1,))) == ["locked", "nothing-assigned"]


def test_help_comes_before_a_talk_and_a_talk_before_lateness() -> None:
    matrix = class_of({DECODE.id: HARD}, {DECODE.id: BEGUN}, due={DECODE.id: TODAY - timedelta(days=1)})
    assert kinds(matrix, TALK) == ["help", "discuss", "overdue"]


def test_second_step_of_a_kind_waits_until_each_kind_has_had_its_first() -> None:
    due: dict[str, date | None] = {DECODE.id: None, MULE.id: None, "parcel-qr-deposit": None}
    matrix = class_of(dict.fromkeys(due, HARD), {}, due=due)
    assert kinds(matrix) == ["help", "not-begun", "help"]
    assert kinds(matrix, TALK) == ["help", "discuss", "not-begun"]


def test_everything_done_asks_for_something_new() -> None:
    done = Reached(6, 1.0, clock.now())
    assert kinds(class_of({DECODE.id: done}, due={DECODE.id: None})) == ["all-done"]


@pytest.mark.parametrize("locked", [(), (0,), (0, 1)])
def test_never_more_than_three(locked: tuple[int, ...]) -> None:
    late: dict[str, date | None] = {DECODE.id: TODAY - timedelta(days=1), MULE.id: None}
    matrix = class_of({DECODE.id: HARD}, {MULE.id: HARD}, {}, due=late, locked=locked)
    assert len(next_steps(matrix, [TALK, TALK, TALK])) == 3
