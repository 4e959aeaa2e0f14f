"""Add who has left a class, and who asks to come into one.

Revision: 0005
Follows: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from learning.db import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "former_pupil",
        sa.Column("classroom_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("nickname", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("left_at", UtcDateTime(), nullable=False),
        *_keys("former_pupil"),
    )
    op.create_index("ix_former_pupil_learner_id", "former_pupil", ["learner_id"])
    op.create_table(
        "join_request",
        sa.Column("classroom_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        *_keys("join_request"),
    )
    op.create_index("ix_join_request_learner_id", "join_request", ["learner_id"])


def downgrade() -> None:
    op.drop_table("join_request")
    op.drop_table("former_pupil")


def _keys(table: str) -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["classroom_id"], ["classroom.id"], name=f"fk_{table}_classroom_id_classroom", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learner.id"], name=f"fk_{table}_learner_id_learner", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("classroom_id", "learner_id", name=f"pk_{table}"),
    ]
