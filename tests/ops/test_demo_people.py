"""The demo school's plan, names and answers: believable, and pure."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from random import Random

import pytest

from learning.catalogue import Catalogue, load
from learning.classrooms.rosters import preview, read_text
from learning.items import KINDS, mark
from learning.items.base import ItemBase
from learning.ops.demo import answers, people, plan
from tests.conftest import REAL_COURSES


@cache
def catalogue() -> Catalogue:
    return load(REAL_COURSES, date(2026, 11, 26))


def of_kind(kind: str) -> list[ItemBase]:
    return [item for item in catalogue().items.values() if item.kind == kind]


def test_whole_school_has_twelve_classes_and_480_pupils_of_every_age() -> None:
    classes = plan.classes_of(12, 480)
    assert sum(room.pupils for room in classes) == 480
    assert {room.band for room in classes} == {"6-10", "11-14", "15-17", "18-22"}
    assert sorted({key for room in classes for key in room.teachers}) == sorted(plan.TEACHERS)
    assert {teacher.is_vouched for teacher in plan.TEACHERS.values()} == {True, False}


@pytest.mark.parametrize(("classes", "pupils"), [(1, 1), (2, 20), (3, 7), (12, 481)])
def test_school_of_any_size_has_as_many_pupils_as_asked(classes: int, pupils: int) -> None:
    assert sum(room.pupils for room in plan.classes_of(classes, pupils)) == pupils


def test_family_names_stand_in_their_proportions() -> None:
    lines = people.roster(Random(7), 6000).splitlines()[1:]
    families = Counter(line.split()[0] for line in lines)
    assert families["Nguyễn"] / 6000 == pytest.approx(0.38 * 0.92, abs=0.03)
    assert families["Trần"] / 6000 == pytest.approx(0.11 * 0.92, abs=0.02)
    assert {"Giàng", "H'Hen", "Thạch", "Mẩy"} <= set(families)
    assert {1, 3, 4, 6} <= {len(line.split("\t")[0].split()) for line in lines}


@pytest.mark.parametrize("seed", range(5))
def test_class_list_is_one_that_a_teacher_may_paste(seed: int) -> None:
    rows = preview(read_text(people.roster(Random(seed), 45)), [], most=60).rows
    assert Counter(row.fate for row in rows) == {"new": 45}
    assert max(Counter(row.name for row in rows).values()) >= 2
    assert {row.group for row in rows} == {"Tổ 1", "Tổ 2", "Tổ 3", "Tổ 4"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_one_right_answer_and_wrong_ones(kind: str) -> None:
    for item in of_kind(kind):
        known = answers.answers_to(item)
        assert mark(item, known.right).is_right
        assert known.wrong
        assert not any(mark(item, choice).is_right for choice in known.wrong)


def test_who_knows_more_is_right_more_often() -> None:
    [item, *_] = of_kind("single")
    rng = Random(3)
    shares = [
        sum(mark(item, answers.draw(item, advantage, rng)).share for _ in range(400)) / 400
        for advantage in (-2.0, 0.0, 2.0)
    ]
    assert shares == pytest.approx([0.12, 0.5, 0.88], abs=0.07)
