"""What a teacher sees of a class at a glance, as finished values: the matrix, what to do next, the questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select

from learning import progress, quiz
from learning.catalogue import Catalogue, Module
from learning.classrooms import assigning, enrolment
from learning.classrooms.analysis import Analysis, analyse
from learning.classrooms.classes import Standing, standing_columns
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.matrix import Due, Matrix, matrix_of
from learning.classrooms.models import Assignment, Classroom, Teaching
from learning.classrooms.nextsteps import NextStep, discussions, next_steps
from learning.classrooms.pages import modules_of
from learning.db import db
from learning.quiz.scoring import First, Missed


@dataclass(frozen=True)
class Taught:
    """A classroom as its teacher opens it: with its standing and what is given in it."""

    classroom: Classroom
    standing: Standing
    assignments: list[Assignment]


def taught(teacher_id: UUID, classroom_id: UUID) -> Taught | None:
    """The classroom with what belongs to it, if this person teaches it; one query."""
    query = (
        select(Classroom, Assignment, *standing_columns(Classroom.id))
        .outerjoin(Assignment, Assignment.classroom_id == Classroom.id)
        .where(Classroom.id == classroom_id)
        .where(exists().where(Teaching.classroom_id == Classroom.id, Teaching.learner_id == teacher_id))
        .order_by(Assignment.created_at)
    )
    rows = db.session.execute(query).all()
    if not rows:
        return None
    classroom, _, vouched, asking = rows[0]
    given = [assignment for _, assignment, *_ in rows if assignment is not None]
    return Taught(classroom, Standing(is_vouched=bool(vouched), asking=asking), given)


@dataclass(frozen=True)
class ClassPage:
    """A class: what to do next, then how far everybody is."""

    classroom: Classroom
    standing: Standing
    pupils: list[Enrolled]
    matrix: Matrix
    steps: list[NextStep]
    sort: str
    """What the matrix is sorted by: `name`, `need`, or a module's id."""


def class_page(own: Taught, catalogue: Catalogue, today: date, sort: str = "need") -> ClassPage:
    """Three queries, whatever the size of the class."""
    pupils, modules = enrolment.pupils_of(own.classroom), _begun(own.assignments, catalogue, today)
    due = _due(pupils, own.assignments, today)
    matrix = _matrix(pupils, modules, due, today)
    steps = next_steps(matrix, discussions(_missed(due, modules, catalogue), modules, catalogue))
    column = sort if sort == "name" or any(module.id == sort for module in modules) else "need"
    return ClassPage(own.classroom, own.standing, pupils, matrix, steps, column)


def class_matrix(classroom: Classroom, catalogue: Catalogue, today: date) -> Matrix:
    """The matrix alone, in the Vietnamese order of the names: what is downloaded. Three queries."""
    pupils, assignments = enrolment.pupils_of(classroom), assigning.assignments_of(classroom)
    return _matrix(pupils, _begun(assignments, catalogue, today), _due(pupils, assignments, today), today)


@dataclass(frozen=True)
class QuestionsPage:
    """The questions of one module in a class."""

    classroom: Classroom
    modules: list[Module]
    """Those that may be looked at here: assigned, and with results that adults see."""
    closed: list[Module]
    """Those assigned of which a teacher sees done or not done."""
    module: Module | None
    """The one that is shown; None if there is none to show."""
    analysis: Analysis | None
    """None of a module that is closed."""


def questions_page(own: Taught, catalogue: Catalogue, today: date, module_id: str | None) -> QuestionsPage | None:
    """The analysis of an assigned module, the first if none is named; None if it is not assigned. Two queries."""
    assigned = _begun(own.assignments, catalogue, today)
    shown = [module for module in assigned if module.shows_results]
    closed = [module for module in assigned if not module.shows_results]
    module = next((m for m in assigned if m.id == module_id), None) if module_id else next(iter(shown), None)
    if module_id and module is None:
        return None
    analysis = None
    if module is not None and module.shows_results:
        pupils = enrolment.pupils_of(own.classroom)
        analysis = analyse(_firsts(_due(pupils, own.assignments, today), module), catalogue.versions)
    return QuestionsPage(own.classroom, shown, closed, module, analysis)


def _begun(assignments: Iterable[Assignment], catalogue: Catalogue, today: date) -> list[Module]:
    return modules_of([given for given in assignments if given.starts_on <= today], catalogue)


def _due(pupils: Iterable[Enrolled], assignments: Sequence[Assignment], today: date) -> dict[tuple[UUID, str], Due]:
    """What each pupil has and until when; worked out once for all of a group who have nothing of their own."""
    with_own = {assignment.learner_id for assignment in assignments}
    found: dict[tuple[str | None, UUID | None], dict[str, Due]] = {}
    due: dict[tuple[UUID, str], Due] = {}
    for pupil in pupils:
        alike = (pupil.group, pupil.learner_id if pupil.learner_id in with_own else None)
        if alike not in found:
            counting = assigning.counting_for(assignments, pupil.learner_id, pupil.group, today)
            found[alike] = {module_id: Due(given.due_on) for module_id, given in counting.items()}
        for module_id, until in found[alike].items():
            due[pupil.learner_id, module_id] = until
    return due


def _matrix(pupils: list[Enrolled], modules: list[Module], due: Mapping[tuple[UUID, str], Due], today: date) -> Matrix:
    reached = progress.reached_by([pupil.learner_id for pupil in pupils], [module.id for module in modules])
    return matrix_of(pupils, modules, due, reached, today)


def _firsts(due: Mapping[tuple[UUID, str], Due], module: Module) -> list[First]:
    """First responses of the pupils who have the module: what else somebody does of their own accord is theirs."""
    return quiz.first_responses([learner_id for learner_id, module_id in due if module_id == module.id], [module.id])


def _missed(due: Mapping[tuple[UUID, str], Due], modules: Sequence[Module], catalogue: Catalogue) -> Iterator[Missed]:
    """What pupils missed in the modules that they have, of those whose results adults see."""
    place = {item.id: module.id for module in modules if module.shows_results for item in module.bank("form")}
    own: dict[UUID, set[str]] = {}
    for learner_id, module_id in due:
        own.setdefault(learner_id, set()).add(module_id)
    module_ids = list(dict.fromkeys(place.values()))
    for learner_id, items, told in quiz.missed(list(own), module_ids, telling=catalogue.naming_techniques):
        mine = own[learner_id]
        yield Missed(
            learner_id,
            [item_id for item_id in items if place.get(item_id) in mine],
            [answer for answer in told if place.get(answer[0]) in mine],
        )
