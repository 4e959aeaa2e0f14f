"""The catalogue is read once for each content: what was kept is the same, and never old."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from learning.catalogue import BrokenContent, load, once
from learning.catalogue.once import load_once
from tests.conftest import SMALL_COURSES

TODAY = date(2026, 12, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course folder to edit."""
    return Path(shutil.copytree(SMALL_COURSES, tmp_path / "courses"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the catalogue is kept."""
    return tmp_path / "instance" / "catalogue"


def expect_not_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: Any) -> Any:
        raise AssertionError("the course files were read again")

    monkeypatch.setattr(once, "load", read)


def test_second_start_takes_the_same_catalogue_without_reading(root, file, monkeypatch):
    first = load_once(root, TODAY, file)
    expect_not_to_be_read(monkeypatch)
    again = load_once(root, TODAY, file)
    assert again == first == load(root, TODAY)
    assert again.items == first.items
    with pytest.raises(TypeError):
        again.modules["demo"] = None  # type: ignore[index]


def test_an_edit_is_seen(root, file):
    load_once(root, TODAY, file)
    lesson = root / "modules" / "demo" / "lesson.vi.md"
    lesson.write_text(lesson.read_text("utf-8").replace("Ngân hàng", "Bưu điện", 1), "utf-8")
    edited = load_once(root, TODAY, file)
    assert edited == load(root, TODAY)
    assert list(file.parent.iterdir()) == [file]


def test_a_fault_stops_the_start_though_a_good_catalogue_is_kept(root, file):
    load_once(root, TODAY, file)
    (root / "modules" / "empty").mkdir()
    with pytest.raises(BrokenContent):
        load_once(root, TODAY, file)


def test_other_code_reads_anew(root, file, monkeypatch, tmp_path):
    load_once(root, TODAY, file)
    kept = file.read_bytes()
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "rule.py").write_text("# another rule", "utf-8")
    monkeypatch.setattr(once, "CODE", (*once.CODE, tmp_path / "code"))
    load_once(root, TODAY, file)
    assert file.read_bytes()[: once.DIGEST] != kept[: once.DIGEST]


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_file_is_read_anew_and_replaced(root, file, damage):
    catalogue = load_once(root, TODAY, file)
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"?" if damage is None else damage)
    assert load_once(root, TODAY, file) == catalogue
    assert file.read_bytes()[: 2 * once.DIGEST] == whole[: 2 * once.DIGEST]
