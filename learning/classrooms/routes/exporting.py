"""The matrix as a file."""

from __future__ import annotations

from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from learning import audit, clock
from learning.accounts.sessions import present_learner
from learning.classrooms import export, overview
from learning.classrooms.models import Classroom
from learning.classrooms.routes import bp, catalogue, own_classroom
from learning.db import db, writing
from learning.web import i18n
from learning.web.access import Permission, allow

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/classrooms/<uuid:classroom_id>/progress.csv")
@allow(Permission.CLASSROOM_TEACH)
def progress_csv(classroom_id: UUID) -> ResponseReturnValue:
    """The matrix as a file for any program, cell by cell as on the screen."""
    classroom = own_classroom(classroom_id)
    table = _table_of(classroom, "csv")
    return _file(export.as_csv(table), "text/csv; charset=utf-8", classroom, "csv")


@bp.get("/classrooms/<uuid:classroom_id>/progress.xlsx")
@allow(Permission.CLASSROOM_TEACH)
def progress_xlsx(classroom_id: UUID) -> ResponseReturnValue:
    """The same as a workbook."""
    classroom = own_classroom(classroom_id)
    table = _table_of(classroom, "xlsx")
    return _file(export.as_xlsx(table, classroom.name, now=clock.now()), WORKBOOK, classroom, "xlsx")


def _table_of(classroom: Classroom, kind: str) -> export.Table:
    """The matrix in the language of the page; that somebody takes it along stands in the audit log."""
    matrix = overview.class_matrix(classroom, catalogue(), clock.today())
    db.session.commit()  # end the reading transaction: this one writes
    with writing():
        audit.record("classroom:export", classroom.id, actor_id=present_learner().id, now=clock.now(), kind=kind)
        db.session.commit()
    return export.table_of(matrix, i18n.in_language, export.words())


def _file(body: str | bytes, mimetype: str, classroom: Classroom, kind: str) -> Response:
    response = Response(body, mimetype=mimetype)
    name = f"progress-{classroom.code}-{clock.today().isoformat()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
