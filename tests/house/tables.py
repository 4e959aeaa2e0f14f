"""The tables of the platform, read out of the models."""

from __future__ import annotations

from learning.db import Base


def tables_with_a_learner() -> set[str]:
    """The names of all tables whose rows belong to a learner."""
    return {name for name, table in Base.metadata.tables.items() if "learner_id" in table.columns}
