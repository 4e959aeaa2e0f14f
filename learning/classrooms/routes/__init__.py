"""The teacher's pages, and the pupils' way in."""

from uuid import UUID

from flask import Blueprint, abort, current_app

from learning.accounts.sessions import present_learner
from learning.catalogue import Catalogue
from learning.classrooms.classes import classroom_of
from learning.classrooms.models import Classroom

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


from learning.classrooms.routes import (  # noqa: E402
    assigning,
    classes,
    joining,
    printing,
    pupils,
    rosters,
    signing_in,
)

__all__ = [
    "assigning",
    "bp",
    "catalogue",
    "classes",
    "joining",
    "own_classroom",
    "printing",
    "pupils",
    "rosters",
    "signing_in",
]
