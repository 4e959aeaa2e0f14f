"""The teacher's pages, and the pupils' way in."""

from uuid import UUID

from flask import Blueprint, abort, current_app

from learning import audit, clock
from learning.accounts.sessions import present_learner
from learning.catalogue import Catalogue
from learning.classrooms.classes import classroom_of
from learning.classrooms.models import Classroom
from learning.classrooms.overview import Taught, taught
from learning.db import db, writing

bp = Blueprint("classrooms", __name__, url_prefix="/<lang>", template_folder="../templates")


def catalogue() -> Catalogue:
    """The catalogue of this app."""
    loaded: Catalogue = current_app.extensions["catalogue"]
    return loaded


def own_classroom(classroom_id: UUID) -> Classroom:
    """The classroom, reached through its teacher; somebody else's does not exist."""
    classroom = classroom_of(present_learner().id, classroom_id)
    if classroom is None:
        abort(404)
    return classroom


def own_class(classroom_id: UUID) -> Taught:
    """The same with its standing and what is given in it, for the pages that show all three."""
    found = taught(present_learner().id, classroom_id)
    if found is None:
        abort(404)
    return found


def note_look(action: str, subject_id: UUID, **details: str) -> None:
    """Put into the audit log that this teacher looks at what pupils have done; once an hour for the same look.

    Call it when everything is read: it ends the reading transaction, because a reader cannot become a writer
    (learning/db.py), and writes in a short one of its own.
    """
    db.session.commit()
    with writing():
        audit.record_look(action, subject_id, actor_id=present_learner().id, now=clock.now(), **details)
        db.session.commit()


from learning.classrooms.routes import (  # noqa: E402
    assigning,
    certificates,
    classes,
    exporting,
    handouts,
    hands,
    joining,
    printing,
    pupils,
    questions,
    rosters,
    signing_in,
)

__all__ = [
    "assigning",
    "bp",
    "catalogue",
    "certificates",
    "classes",
    "exporting",
    "handouts",
    "hands",
    "joining",
    "note_look",
    "own_class",
    "own_classroom",
    "printing",
    "pupils",
    "questions",
    "rosters",
    "signing_in",
]
