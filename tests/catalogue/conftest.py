"""What the tests of the catalogue share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.catalogue.trees import VALID


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small valid course folder; a test that changes it mends it."""
    return Path(shutil.copytree(VALID, tmp_path_factory.mktemp("courses") / "tree"))
