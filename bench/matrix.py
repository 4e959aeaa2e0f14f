"""The class matrix: 60 pupils × 20 modules with their answers, as their teacher opens it, beside an empty page."""

from __future__ import annotations

from random import Random
from statistics import median
from uuid import UUID

from flask import Flask

from bench import learners, queries, report, timing
from bench.places import Place, forget_connections
from bench.report import Line
from learning import clock, quiz
from learning.accounts.models import Learner
from learning.catalogue import Catalogue, Module
from learning.classrooms import assigning, classes, enrolment
from learning.classrooms.assigning import Dates, Target
from learning.classrooms.rosters import Entry
from learning.db import db, raise_to, writing
from learning.ops.demo import answers
from learning.progress.models import ModuleCompletion
from learning.quiz import papers

PUPILS, MODULES = 60, 20
TIMES = 40


def measure(place: Place) -> list[Line]:
    """Ask for both in turn, as the teacher."""
    app = place.app()
    timing.add_empty_page(app)
    teacher = learners.account(app, "hoa@example.com")
    path = f"/vi/classrooms/{_full_class(app, teacher.learner.id)}"
    with queries.watched(app) as statements:
        timing.milliseconds(app, path, teacher.cookie)
        count = len(statements)
    pages, matrices = [], []
    for _ in range(TIMES):
        pages.append(timing.milliseconds(app, timing.EMPTY, teacher.cookie))
        matrices.append(timing.milliseconds(app, path, teacher.cookie))
    forget_connections(app)
    what = f"class matrix, {PUPILS} pupils × {MODULES} modules"
    return [
        report.at_most(f"{what}: queries", count, 6),
        report.at_most(
            f"{what}: time, in empty pages",
            median(matrices) / median(pages),
            10,
            f"{median(matrices):.1f} ms against {median(pages):.1f} ms",
            digits=1,
        ),
    ]


def _full_class(app: Flask, teacher_id: UUID) -> UUID:
    """A class in which everybody has everything assigned, has taken the quizzes of two thirds of it, and errs."""
    catalogue: Catalogue = app.extensions["catalogue"]
    modules = list(catalogue.modules.values())[:MODULES]
    rng, now = Random(11), clock.now()  # noqa: S311  (the same class every time)
    with app.app_context(), writing():
        teacher = db.session.get_one(Learner, teacher_id)
        teacher.email_confirmed_at = now
        classroom = classes.create(teacher, "6A", "11-14", now=now)
        entries = [Entry(n, f"Nguyễn Thị Học Sinh {letters(n)}") for n in range(1, PUPILS + 1)]
        enrolment.enrol(classroom, entries, actor_id=teacher_id, now=now)
        standing, today = classes.standing_of(classroom), clock.today()
        assigning.assign(
            classroom,
            modules,
            Target(),
            Dates(today, today),
            standing=standing,
            teacher_id=teacher_id,
            now=now,
            today=today,
        )
        for pupil in enrolment.pupils_of(classroom):
            for module in modules:
                if rng.random() < 2 / 3:
                    key = {"learner_id": pupil.learner_id, "module_id": module.id}
                    share = rng.random()
                    reached = {"screen": 3, "best_share": share, "completed_at": now if share > 0.7 else None}
                    raise_to(ModuleCompletion, key, reached)
                    _takes_the_quiz(pupil.learner_id, module, share, rng)
        db.session.commit()
        return classroom.id


def _takes_the_quiz(learner_id: UUID, module: Module, share: float, rng: Random) -> None:
    """The better the share, the more items right; wrong answers are of every sort."""
    drawn = papers.draw_quiz(module.bank("form"), {}, rng)
    sitting = quiz.begin(learner_id, "quiz", module.id, drawn, rng=rng, now=clock.now())
    for position, item in enumerate(drawn, 1):
        quiz.record_response(sitting, position, answers.draw(item, 4 * share - 2, rng), now=clock.now())


def letters(n: int) -> str:
    """Two letters for a number: a roster takes no digits in a name."""
    return chr(64 + n // 26 + 1) + chr(64 + n % 26 + 1)
