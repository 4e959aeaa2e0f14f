"""A course folder to break: the small valid one, copied, and mended after each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from learning.catalogue import Catalogue
from learning.catalogue.loader import inspect
from learning.catalogue.source import Problem, Problems

FOLDER = Path(__file__).parent
VALID, BROKEN = FOLDER / "valid", FOLDER / "broken"
COURSES = FOLDER.parents[1] / "courses"
TODAY = date(2026, 12, 1)


def found(tree: Path, today: date = TODAY) -> tuple[Catalogue | None, Problems]:
    """What the loader says of a folder."""
    return inspect(tree, today)


@contextmanager
def changed(path: Path, content: bytes | None) -> Iterator[None]:
    """The file with another content, or gone; as it was afterwards."""
    before = path.read_bytes()
    try:
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content)
        yield
    finally:
        path.write_bytes(before)


def content_of(case: dict[str, Any], before: bytes) -> bytes | None:
    """What a case of `broken/` puts into its file; None if it removes the file."""
    if case.get("remove"):
        return None
    if "bytes_hex" in case:
        return bytes.fromhex(case["bytes_hex"])
    if "content" in case:
        return str(case["content"]).encode()
    text, old = before.decode(), case["replace"]["old"]
    assert text.count(old) == 1, "the case no longer fits tests/catalogue/valid"
    return text.replace(old, case["replace"]["new"]).encode()


def stands_in_its_file(problem: Problem, tree: Path) -> bool:
    """True if there is such a line, or the file ends there; of a file that is missing, line 1."""
    path = tree / problem.file
    lines = path.read_bytes().decode("utf-8", "replace").splitlines() if path.is_file() else []
    return 1 <= problem.line <= len(lines) + 1 and problem.column >= 1
