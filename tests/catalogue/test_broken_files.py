"""Every way in which authors have broken a course file is told with file, line, column and what to do.

Each file of `broken/` is one such way: `about` says what, `file` where, `replace`, `content`, `bytes_hex` or `remove`
how, and `expect` what the message must name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.catalogue.trees import BROKEN, changed, content_of, found, stands_in_its_file

CASES = sorted(BROKEN.glob("*.yaml"))
PLACE = re.compile(r"[\w./-]+:\d+:\d+: ")


def test_the_corpus_is_there() -> None:
    assert len(CASES) >= 458


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_broken_file_is_named_with_its_place(path: Path, tree: Path) -> None:
    case = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    file = tree / case["file"]
    with changed(file, content_of(case, file.read_bytes())):
        catalogue, problems = found(tree)
        assert catalogue is None
        assert all(stands_in_its_file(problem, tree) for problem in problems.errors)
    told = [str(problem) for problem in problems.errors]
    assert [text for text in told if PLACE.match(text) and case["expect"].casefold() in text.casefold()], told
