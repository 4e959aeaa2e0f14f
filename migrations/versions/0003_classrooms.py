"""Add classrooms: pupils, cards, assignments, teachers.

Revision: 0003
Follows: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from learning.db import UtcDateTime
from sqlalchemy.dialects import postgresql
revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('classroom',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('band', sa.String(), nullable=False),
    sa.Column('code_is_open', sa.Boolean(), nullable=False),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('archived_at', UtcDateTime(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_classroom')),
    sa.UniqueConstraint('code', name=op.f('uq_classroom_code'))
    )
    op.create_table('assignment',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('classroom_id', sa.Uuid(), nullable=False),
    sa.Column('module_id', sa.String(), nullable=False),
    sa.Column('group', sa.String(), nullable=True),
    sa.Column('learner_id', sa.Uuid(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.CheckConstraint('due_on IS NULL OR starts_on <= due_on', name=op.f('ck_assignment_dates')),
    sa.ForeignKeyConstraint(['classroom_id'], ['classroom.id'], name=op.f('fk_assignment_classroom_id_classroom'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_assignment_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.create_index('ix_assignment_classroom_module', ['classroom_id', 'module_id'], unique=False)

    op.create_table('card',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('classroom_id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('pictures_hash', sa.String(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('locked_at', UtcDateTime(), nullable=True),
    sa.Column('issued_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['classroom_id'], ['classroom.id'], name=op.f('fk_card_classroom_id_classroom'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_card_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', name=op.f('pk_card')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_card_token_hash'))
    )
    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_card_classroom_id'), ['classroom_id'], unique=False)

    op.create_table('classroom_invitation',
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('classroom_id', sa.Uuid(), nullable=False),
    sa.Column('ends_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['classroom_id'], ['classroom.id'], name=op.f('fk_classroom_invitation_classroom_id_classroom'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_classroom_invitation'))
    )
    op.create_table('grants',
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('granted_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_grants_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('learner_id', 'kind', name=op.f('pk_grants'))
    )
    op.create_table('hands_round',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('classroom_id', sa.Uuid(), nullable=False),
    sa.Column('module_id', sa.String(), nullable=False),
    sa.Column('paper', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('counts', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['classroom_id'], ['classroom.id'], name=op.f('fk_hands_round_classroom_id_classroom'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hands_round'))
    )
    with op.batch_alter_table('hands_round', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hands_round_classroom_id'), ['classroom_id'], unique=False)

    op.create_table('pupil',
    sa.Column('classroom_id', sa.Uuid(), nullable=False),
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('nickname', sa.String(), nullable=False),
    sa.Column('nickname_key', sa.String(), nullable=False),
    sa.Column('group', sa.String(), nullable=True),
    sa.Column('joined_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['classroom_id'], ['classroom.id'], name=op.f('fk_pupil_classroom_id_classroom'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_pupil_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('classroom_id', 'learner_id', name=op.f('pk_pupil')),
    sa.UniqueConstraint('classroom_id', 'nickname_key', name=op.f('uq_pupil_classroom_id_nickname_key'))
    )
    with op.batch_alter_table('pupil', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pupil_learner_id'), ['learner_id'], unique=False)

    op.create_table('teaching',
    sa.Column('classroom_id', sa.Uuid(), nullable=False),
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('since', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['classroom_id'], ['classroom.id'], name=op.f('fk_teaching_classroom_id_classroom'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_teaching_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('classroom_id', 'learner_id', name=op.f('pk_teaching'))
    )
    with op.batch_alter_table('teaching', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_teaching_learner_id'), ['learner_id'], unique=False)

    with op.batch_alter_table('learner', schema=None) as batch_op:
        batch_op.add_column(sa.Column('has_card', sa.Boolean(), server_default=sa.false(), nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('learner', schema=None) as batch_op:
        batch_op.drop_column('has_card')

    with op.batch_alter_table('teaching', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_teaching_learner_id'))

    op.drop_table('teaching')
    with op.batch_alter_table('pupil', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_pupil_learner_id'))

    op.drop_table('pupil')
    with op.batch_alter_table('hands_round', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hands_round_classroom_id'))

    op.drop_table('hands_round')
    op.drop_table('grants')
    op.drop_table('classroom_invitation')
    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_classroom_id'))

    op.drop_table('card')
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_index('ix_assignment_classroom_module')

    op.drop_table('assignment')
    op.drop_table('classroom')
