"""Sitting: beginning attempts and answering them, where quiz, progress and certificates are joined."""

from __future__ import annotations

from datetime import datetime, time
from random import Random
from uuid import UUID

from learning import certificates, clock, progress, quiz
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Course, Module
from learning.items.base import Choice
from learning.quiz import Sitting, papers, scoring

CHECKS_A_DAY = 3


class NotYet(Exception):
    """The final check is not open: modules are still to be done, or today's tries are used up."""


def answer(
    learner: Learner, sitting: Sitting, position: int, choice: Choice, catalogue: Catalogue, *, now: datetime
) -> None:
    """Store the answer; with the last one raise the completion and issue what is earned. Again is the same as once."""
    is_new = quiz.record_response(sitting, position, choice, now=now)
    if is_new and sitting.is_finished:
        progress.finish(sitting, now=now)
        is_check_passed = sitting.attempt.kind == "check" and scoring.check_result(sitting.answered()).is_passed
        for course in courses_touched(sitting, catalogue):
            certificates.issue_if_earned(learner, course, now=now, anew=is_check_passed)


def courses_touched(sitting: Sitting, catalogue: Catalogue) -> list[Course]:
    """The courses whose certificate may now be earned."""
    if sitting.attempt.kind == "check":
        course = catalogue.courses.get(sitting.attempt.subject_id)
        return [course] if course else []
    return catalogue.courses_of(sitting.attempt.subject_id) if sitting.attempt.kind == "quiz" else []


def begin_quiz(
    learner_id: UUID, module: Module, catalogue: Catalogue, *, now: datetime, rng: Random | None = None
) -> Sitting:
    """The quiz left open, or a new one that prefers items not yet seen; drawn by `rng` where it is to be repeatable."""
    left_open = quiz.open_sitting(learner_id, "quiz", module.id, catalogue)
    if left_open is not None:
        return left_open
    bank = module.bank("form")
    seen = quiz.seen_counts(learner_id, [item.id for item in bank])
    rng = rng or Random()  # noqa: S311  (shuffling, not secrets)
    return quiz.begin(learner_id, "quiz", module.id, papers.draw_quiz(bank, seen, rng), rng=rng, now=now)


def begin_check(
    learner_id: UUID, course: Course, catalogue: Catalogue, *, now: datetime, rng: Random | None = None
) -> Sitting:
    """The final check left open, or a new one, drawn like a quiz; raises NotYet if it is not open."""
    left_open = quiz.open_sitting(learner_id, "check", course.id, catalogue)
    if left_open is not None:
        return left_open
    reached = progress.modules_reached(learner_id, [module.id for module in course.modules])
    if not progress.may_sit_check(course, reached) or tries_left(learner_id, course, now) == 0:
        raise NotYet
    seen = quiz.seen_counts(learner_id, [item.id for item in course.check])
    rng = rng or Random()  # noqa: S311  (shuffling, not secrets)
    drawn = papers.draw_check(course.check, seen, rng, papers.check_size(course.about.band))
    return quiz.begin(learner_id, "check", course.id, drawn, rng=rng, now=now)


def tries_left(learner_id: UUID, course: Course, now: datetime) -> int:
    """How many final checks of this course may still be begun today (three a day, by the readers' calendar)."""
    begun = quiz.begun_since(learner_id, "check", course.id, _midnight_before(now))
    return max(0, CHECKS_A_DAY - begun)


def _midnight_before(now: datetime) -> datetime:
    return datetime.combine(clock.local_date(now), time(), clock.SCHOOL_ZONE)
