"""What the learner's pages show, as finished values: few queries, none in a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from learning import clock, progress, quiz
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Course, Module
from learning.catalogue.lesson import Screen
from learning.certificates import Held, held_by
from learning.classrooms.assigning import given_to
from learning.classrooms.enrolment import Attended, classes_of
from learning.help.registry import Shown, shown
from learning.items.view import ItemView
from learning.progress import NOTHING, Reached
from learning.quiz import Sitting, discernment, scoring
from learning.study import sitting as sittings
from learning.study.starting import shelf

NextKind = Literal["begin", "lesson", "quiz", "again", "check", "done"]


@dataclass(frozen=True)
class ModuleView:
    """A module on a shelf, with what the reader has reached in it."""

    module: Module
    reached: Reached
    is_optional: bool = False

    @property
    def screen_count(self) -> int:
        """How many screens the lesson has, in either language."""
        return len(self.module.screens("vi"))

    @property
    def next_screen(self) -> int:
        """The lesson's screen to go on with, from 1."""
        return min(self.reached.screen + 1, self.screen_count)

    @property
    def lesson_is_read(self) -> bool:
        """True once the last screen is done."""
        return self.reached.screen >= self.screen_count

    @property
    def next(self) -> NextKind:
        """What to do next in this module."""
        if self.reached.done_at is not None:
            return "done"
        if self.lesson_is_read:
            return "again" if self.reached.best_share is not None else "quiz"
        return "lesson" if self.reached.screen else "begin"

    @property
    def best_of_ten(self) -> int | None:
        """The best quiz in tenths, for words such as "8 of 10"."""
        return None if self.reached.best_share is None else round(self.reached.best_share * 10)


@dataclass(frozen=True)
class CourseView:
    """A course with what the reader has reached in it."""

    course: Course
    modules: tuple[ModuleView, ...]
    check: Reached
    tries_left: int | None
    certificate: Held | None
    is_for_reader: bool = False
    has_open_check: bool = False
    """True if a final check was left unfinished."""

    @property
    def done(self) -> int:
        """Required modules that are done."""
        return sum(view.reached.done_at is not None for view in self.modules if view.module in self.course.required)

    @property
    def is_begun(self) -> bool:
        """True once anything in it has been touched."""
        return any(view.reached != NOTHING for view in self.modules) or self.check != NOTHING

    @property
    def has_expired(self) -> bool:
        """True if the newest certificate is too old: the final check may be sat anew."""
        return self.certificate is not None and self.certificate.verdict == "expired"

    @property
    def check_is_open(self) -> bool:
        """True once the final check may be sat."""
        return self.done == len(self.course.required)

    @property
    def next_module(self) -> ModuleView | None:
        """The first required module that is not done."""
        return next((v for v in self.modules if v.reached.done_at is None and v.module in self.course.required), None)


def course_view(
    course: Course,
    modules: Mapping[str, Reached],
    checks: Mapping[str, Reached],
    held: list[Held] | None = None,
    tries_left: int | None = None,
    is_for_reader: bool = False,
    has_open_check: bool = False,
) -> CourseView:
    """A course as a page shows it. Pure."""
    optional = {entry.id for entry in course.about.modules if entry.optional}
    certificate = next((h for h in held or () if h.course_id == course.id and h.verdict != "replaced"), None)
    return CourseView(
        course=course,
        modules=tuple(
            ModuleView(module, modules.get(module.id, NOTHING), module.id in optional) for module in course.modules
        ),
        check=checks.get(course.id, NOTHING),
        tries_left=tries_left,
        certificate=certificate,
        is_for_reader=is_for_reader,
        has_open_check=has_open_check,
    )


def catalogue_view(catalogue: Catalogue, learner: Learner | None) -> list[CourseView]:
    """All courses, those written for this reader first; two queries for a learner, none for a visitor."""
    modules = progress.modules_reached(learner.id) if learner else {}
    checks = progress.checks_reached(learner.id) if learner else {}
    audience, band = (learner.audience, learner.band) if learner else (None, None)
    return [
        course_view(course, modules, checks, is_for_reader=is_for_reader)
        for course, is_for_reader in shelf(catalogue, audience, band)
    ]


def one_course(course: Course, learner: Learner | None, now: datetime) -> CourseView:
    """One course; five queries for a learner, none for a visitor."""
    if learner is None:
        return course_view(course, {}, {})
    return course_view(
        course,
        progress.modules_reached(learner.id, [module.id for module in course.modules]),
        progress.checks_reached(learner.id),
        held_by(learner.id, now),
        sittings.tries_left(learner.id, course, now),
        has_open_check=quiz.is_left_open(learner.id, "check", course.id),
    )


@dataclass(frozen=True)
class GivenView:
    """A module from a teacher, with what the pupil has reached in it."""

    view: ModuleView
    classroom_name: str
    due_on: date | None


@dataclass(frozen=True)
class MyLearning:
    """The learner's own page."""

    begun: list[CourseView]
    others: list[CourseView]
    certificates: list[Held]
    next: ModuleView | None
    given: list[GivenView]
    """What teachers have assigned, the nearest due date first."""
    classes: list[Attended]


def my_learning(catalogue: Catalogue, learner: Learner, now: datetime) -> MyLearning:
    """Five queries at most, however many courses and classes there are."""
    modules, checks = progress.modules_reached(learner.id), progress.checks_reached(learner.id)
    held = held_by(learner.id, now)
    views = [
        course_view(course, modules, checks, held, is_for_reader=is_for_reader)
        for course, is_for_reader in shelf(catalogue, learner.audience, learner.band)
    ]
    begun = [view for view in views if view.is_begun]
    waiting = [view.next_module for view in begun if view.next_module is not None]
    given = [
        GivenView(ModuleView(g.module, modules.get(g.module.id, NOTHING)), g.classroom_name, g.due_on)
        for g in (given_to(learner.id, catalogue, clock.local_date(now)) if not learner.is_guest else ())
    ]
    return MyLearning(
        given=given,
        classes=classes_of(learner.id) if not learner.is_guest else [],
        begun=begun,
        others=[view for view in views if not view.is_begun],
        certificates=held,
        next=waiting[0] if waiting else None,
    )


@dataclass(frozen=True)
class ModulePage:
    """A module's own page."""

    view: ModuleView
    courses: list[Course]
    help: list[Shown]
    is_reviewed: bool
    is_overdue: bool


def module_page(module: Module, catalogue: Catalogue, learner: Learner | None, today: date) -> ModulePage:
    """One query for a learner, none for a visitor."""
    reached = progress.modules_reached(learner.id, [module.id]).get(module.id, NOTHING) if learner else NOTHING
    return ModulePage(
        view=ModuleView(module, reached),
        courses=own_course_first(catalogue.courses_of(module.id), learner),
        help=[shown(catalogue.help[key], today) for key in module.about.help],
        is_reviewed=bool(module.about.review.reviewed_by),
        is_overdue=not module.may_be_assigned(today),
    )


@dataclass(frozen=True)
class LessonPage:
    """One screen of a lesson."""

    module: Module
    screen: Screen
    number: int
    total: int
    recalls: Mapping[str, ItemView]
    help: Mapping[str, Shown]
    pauses_here: bool

    @property
    def is_last(self) -> bool:
        """True on the plan's screen."""
        return self.number == self.total


def lesson_page(
    module: Module, number: int, language: str, recalls: Mapping[str, ItemView], catalogue: Catalogue
) -> LessonPage:
    """No query: a lesson comes from the catalogue alone."""
    screens = module.screens(language)
    screen = screens[number - 1]
    keys = [key for block in screen.blocks for key in block.keys]
    today = clock.today()
    return LessonPage(
        module=module,
        screen=screen,
        number=number,
        total=len(screens),
        recalls=recalls,
        help={key: shown(catalogue.help[key], today) for key in keys},
        pauses_here=module.about.pause_after == number,
    )


@dataclass(frozen=True)
class Result:
    """What a finished attempt says, in figures that the page puts into words."""

    sitting: Sitting
    module: Module | None
    course: Course | None
    views: list[ItemView]
    score: float
    tally: discernment.Tally
    discernment: discernment.Discernment
    check: scoring.CheckResult | None
    is_passed: bool
    again: list[str]
    """Ids of the objectives in which something was not right yet."""
    reached: Reached
    certificate: Held | None
    tries_left: int | None
    courses: list[Course]
    """Where the way may lead next: the course of a final check, or the courses in which the module stands."""

    @property
    def judged(self) -> int:
        """How many stimuli were judged."""
        return self.tally.scams + self.tally.genuine

    @property
    def poles(self) -> str:
        """The pair of poles that was judged; of a final check its audience's."""
        return next((view.item.poles for view in self.views if view.item.kind == "judge"), "genuine-scam")

    @property
    def is_about_scams(self) -> bool:
        """True if genuine was told from scam: only then does a leaning mean something."""
        return self.poles == "genuine-scam"

    @property
    def right(self) -> int:
        """Items answered wholly right."""
        return sum(view.mark is not None and view.mark.is_right for view in self.views)


def result(sitting: Sitting, catalogue: Catalogue, learner: Learner, now: datetime) -> Result:
    """The result page of a finished attempt; at most four queries."""
    attempt, answered = sitting.attempt, sitting.answered()
    tally = scoring.tally(answered)
    is_check = attempt.kind == "check"
    course = catalogue.courses.get(attempt.subject_id) if is_check else None
    module = None if is_check else catalogue.modules.get(attempt.subject_id)
    outcome = scoring.check_result(answered) if is_check else None
    share = (attempt.score or 0.0) / sitting.size
    if course is not None:
        reached = progress.checks_reached(learner.id).get(course.id, NOTHING)
        held = [h for h in held_by(learner.id, now) if h.course_id == course.id and h.verdict == "valid"]
        left: int | None = sittings.tries_left(learner.id, course, now)
    else:
        reached = progress.modules_reached(learner.id, [attempt.subject_id]).get(attempt.subject_id, NOTHING)
        held, left = [], None
    return Result(
        sitting=sitting,
        module=module,
        course=course,
        views=[sitting.view(position) for position in range(1, sitting.size + 1)],
        score=attempt.score or 0.0,
        tally=tally,
        discernment=discernment.discernment(tally),
        check=outcome,
        is_passed=outcome.is_passed if outcome else share >= scoring.QUIZ_PASSES - scoring.TOLERANCE,
        again=_to_look_at_again(sitting, module),
        reached=reached,
        certificate=held[0] if held else None,
        tries_left=left,
        courses=[course] if course else own_course_first(catalogue.courses_of(attempt.subject_id), learner),
    )


def own_course_first(courses: list[Course], learner: Learner | None) -> list[Course]:
    """The courses, those written for this reader first: a module may stand in several."""
    if learner is None:
        return courses
    return sorted(courses, key=lambda c: (c.about.audience != learner.audience, c.about.band != learner.band))


def _to_look_at_again(sitting: Sitting, module: Module | None) -> list[str]:
    missed = {answer.item.objective for answer in sitting.answered() if answer.share < 1 and answer.item.objective}
    known = [objective.id for objective in module.about.objectives] if module else []
    return [objective for objective in known if objective in missed]
