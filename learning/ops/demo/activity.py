"""Four weeks of learning: who begins when, answers how, gives up, tries again. By the functions the pages use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from learning import clock, progress
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Course, Module
from learning.items.base import ItemBase
from learning.ops.demo import answers
from learning.ops.demo.giving import Task
from learning.quiz import Sitting, scoring
from learning.study import sitting as sittings

TRIES = 3
LEARNED_BY_A_LESSON = 0.4
LEARNED_BY_TRYING = 0.6
"""What reading explanations adds to an ability, in logits."""


@dataclass(frozen=True)
class Pupil:
    """Somebody who learns, and how."""

    learner: Learner
    ability: float
    """In logits above an item of middling difficulty."""
    diligence: float
    """From 0 (hardly ever begins) to 1 (begins at once and tries again)."""
    distrust: float
    """How much harder it is for this pupil to trust what is genuine than to doubt what is not; may be negative."""
    rng: Random


def pupil(learner: Learner, ability: float, rng: Random) -> Pupil:
    """One of a class of this ability, by chance."""
    return Pupil(learner, rng.gauss(ability, 1.1), rng.betavariate(3.5, 1.2), rng.gauss(0.2, 0.5), rng)


def learn(who: Pupil, given: Sequence[Task], course: Course, catalogue: Catalogue, until: datetime) -> None:
    """Do what was given, or some of it; then, with all of the course, the final check."""
    last = until - timedelta(weeks=4)
    for task in given:
        if who.rng.random() > 0.45 + 0.65 * who.diligence:
            continue
        days = 9 * who.rng.betavariate(1.2, 1 + 3 * who.diligence)
        last = _sit_down(who, max(task.starts_on + timedelta(days), clock.local_date(last)), last)
        if last < until:
            last = _do(who, task.module, catalogue, last, until)
    if who.rng.random() < who.diligence and last < until:
        _be_checked(who, course, catalogue, last + timedelta(minutes=5), until)


def pass_module(who: Pupil, module: Module, catalogue: Catalogue, at: datetime) -> None:
    """Do a module until it is done."""
    while not progress.modules_reached(who.learner.id).get(module.id, progress.NOTHING).done_at:
        _do(who, module, catalogue, at, at + timedelta(weeks=1))
        at += timedelta(days=1)


def _sit_down(who: Pupil, day: date, not_before: datetime) -> datetime:
    """A moment in the afternoon or evening of `day`."""
    minutes = who.rng.randrange(14 * 60 + 30, 21 * 60)
    moment = datetime.combine(day, time(minutes // 60, minutes % 60), clock.SCHOOL_ZONE)
    return max(moment, not_before + timedelta(minutes=15))


def _do(who: Pupil, module: Module, catalogue: Catalogue, at: datetime, until: datetime) -> datetime:
    """Read the lesson and sit the quiz, again if need be; when it ended."""
    screens, is_stopping = len(module.screens("vi")), who.rng.random() < 0.15 * (1.1 - who.diligence)
    progress.reach_screen(who.learner.id, module.id, who.rng.randrange(1, screens) if is_stopping else screens)
    at += timedelta(minutes=who.rng.randint(3, module.about.minutes))
    for attempt in range(0 if is_stopping else TRIES):
        stronger = replace(who, ability=who.ability + LEARNED_BY_A_LESSON * (attempt > 0))
        sitting = sittings.begin_quiz(who.learner.id, module, catalogue, rng=who.rng, now=at)
        at = _answer(stronger, sitting, catalogue, at)
        if not sitting.is_finished or _is_passed(sitting) or who.rng.random() > 0.75 * who.diligence:
            break
        at += timedelta(hours=who.rng.choice((0.1, 0.5, 20, 24, 46)))
        if at > until:
            break
    return at


def _be_checked(who: Pupil, course: Course, catalogue: Catalogue, at: datetime, until: datetime) -> None:
    """The final check, if it is open."""
    reached = progress.modules_reached(who.learner.id)
    if not progress.may_sit_check(course, reached):
        return
    for attempt in range(TRIES):
        if at > until:
            return
        stronger = replace(who, ability=who.ability + LEARNED_BY_TRYING * (attempt + 1))
        sitting = sittings.begin_check(who.learner.id, course, catalogue, rng=who.rng, now=at)
        at = _answer(stronger, sitting, catalogue, at) + timedelta(hours=who.rng.choice((1, 24)))
        if not sitting.is_finished or course.id in progress.checks_reached(who.learner.id):
            return


def _answer(who: Pupil, sitting: Sitting, catalogue: Catalogue, at: datetime) -> datetime:
    """Answer the paper, now and then not to its end; when the last answer came."""
    ends_at = sitting.size if who.rng.random() < 0.96 else who.rng.randrange(1, sitting.size)
    for position in range(sitting.next_position or 1, ends_at + 1):
        at += timedelta(seconds=who.rng.randint(12, 75))
        item = sitting.item_at(position)
        choice = answers.draw(item, who.ability - answers.toughness(item) - _reluctance(who, item), who.rng)
        sittings.answer(who.learner, sitting, position, choice, catalogue, now=at)
    return at


def _reluctance(who: Pupil, item: ItemBase) -> float:
    if item.kind != "judge":
        return 0.0
    return who.distrust if item.is_trustworthy else -who.distrust  # type: ignore[attr-defined]


def _is_passed(sitting: Sitting) -> bool:
    return (sitting.attempt.score or 0.0) / sitting.size >= scoring.QUIZ_PASSES - scoring.TOLERANCE
