"""Add the certificates of a class as one file.

Revision: 0007
Follows: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from learning.db import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "certificate_bundle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("classroom_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("file", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=True),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["classroom_id"],
            ["classroom.id"],
            name="fk_certificate_bundle_classroom_id_classroom",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["learner.id"], name="fk_certificate_bundle_asked_by_learner", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_bundle"),
        sa.UniqueConstraint("classroom_id", name="uq_certificate_bundle_classroom_id"),
    )


def downgrade() -> None:
    op.drop_table("certificate_bundle")
