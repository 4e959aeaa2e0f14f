"""Add simulations: scenarios, runs and their steps.

Revision: 0002
Follows: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from learning.db import UtcDateTime
from sqlalchemy.dialects import postgresql
revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('scenario_version',
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('body', sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), 'postgresql'), nullable=False),
    sa.PrimaryKeyConstraint('version', name=op.f('pk_scenario_version'))
    )
    op.create_table('simulation_run',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('module_id', sa.String(), nullable=False),
    sa.Column('scenario_id', sa.String(), nullable=False),
    sa.Column('version', sa.String(), nullable=False),
    sa.Column('started_at', UtcDateTime(), nullable=False),
    sa.Column('finished_at', UtcDateTime(), nullable=True),
    sa.Column('ending', sa.String(), nullable=True),
    sa.Column('noticed_step', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_simulation_run_learner_id_learner'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_simulation_run'))
    )
    with op.batch_alter_table('simulation_run', schema=None) as batch_op:
        batch_op.create_index('ix_simulation_run_learner_scenario', ['learner_id', 'scenario_id', 'started_at'], unique=False)

    op.create_table('simulation_step',
    sa.Column('run_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('learner_id', sa.Uuid(), nullable=False),
    sa.Column('choice', sa.String(), nullable=False),
    sa.Column('chosen_at', UtcDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['learner_id'], ['learner.id'], name=op.f('fk_simulation_step_learner_id_learner'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['run_id'], ['simulation_run.id'], name=op.f('fk_simulation_step_run_id_simulation_run'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('run_id', 'step', name=op.f('pk_simulation_step'))
    )
    with op.batch_alter_table('simulation_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_simulation_step_learner_id'), ['learner_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('simulation_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_simulation_step_learner_id'))

    op.drop_table('simulation_step')
    with op.batch_alter_table('simulation_run', schema=None) as batch_op:
        batch_op.drop_index('ix_simulation_run_learner_scenario')

    op.drop_table('simulation_run')
    op.drop_table('scenario_version')
