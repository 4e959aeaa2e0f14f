"""A learner's record: every table that names a learner is merged, taken along and erased by somebody."""

from __future__ import annotations

from learning.accounts import records
from learning.db import Base
from tests.house.tables import tables_with_a_learner

OWN = {"sign_in", "grants"}
"""The accounts room's own: sessions end, trust is in one account, neither is handed on."""


def test_every_table_that_names_a_learner_has_one_keeper(app):
    kept = [table for keeper in records.keepers() for table in keeper.tables]
    assert len(kept) == len(set(kept))
    assert set(kept) == tables_with_a_learner() - OWN


def test_a_deleted_learner_takes_along_or_is_cut_from_every_row(app):
    for name in tables_with_a_learner():
        (key,) = Base.metadata.tables[name].columns["learner_id"].foreign_keys
        assert key.ondelete in ("CASCADE", "SET NULL"), name
