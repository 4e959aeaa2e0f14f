"""Count hands in rows of their own: two tabs at once lose nothing, and the database holds the bounds.

Revision: 0006
Follows: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('hands_count',
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('part', sa.String(), nullable=False),
    sa.Column('hands', sa.Integer(), nullable=False),
    sa.CheckConstraint('hands BETWEEN 0 AND 400', name=op.f('ck_hands_count_hands')),
    sa.ForeignKeyConstraint(['round_id'], ['hands_round.id'], name=op.f('fk_hands_count_round_id_hands_round'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('round_id', 'position', 'part', name=op.f('pk_hands_count'))
    )
    with op.batch_alter_table('hands_round', schema=None) as batch_op:
        batch_op.drop_column('counts')


def downgrade() -> None:
    with op.batch_alter_table('hands_round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('counts', sa.JSON().with_variant(postgresql.JSONB(), 'postgresql'), nullable=False, server_default='{}'))

    op.drop_table('hands_count')
