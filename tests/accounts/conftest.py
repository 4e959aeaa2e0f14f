"""What the tests of accounts share."""

from __future__ import annotations

import pytest

from tests import builders


@pytest.fixture
def module_id(app) -> str:
    """Any module."""
    return next(iter(builders.catalogue_of(app).modules))
