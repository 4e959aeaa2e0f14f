"""Compare the keys of names letter by letter on PostgreSQL too, whatever the database's locale.

Revision: 0004
Follows: 0003
"""

from __future__ import annotations

from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

KEYS = (('learner', 'name_sort'), ('pupil', 'nickname_key'))


def upgrade() -> None:
    _collate('"C"')


def downgrade() -> None:
    _collate('"default"')


def _collate(collation: str) -> None:
    """SQLite compares letter by letter anyway."""
    if op.get_bind().dialect.name == 'postgresql':
        for table, column in KEYS:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE VARCHAR COLLATE {collation}')
