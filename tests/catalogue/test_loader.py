"""The loader: clean on what is right, never a crash on what is not, and no date ever stops it."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from learning.catalogue.loader import BrokenContent, load
from learning.catalogue.schema import CourseFile, EmergenciesFile, FactsFile, HelpFile, ItemsFile, ModuleFile
from learning.catalogue.source import Problems, read_text, read_yaml, validate
from tests.always import always
from tests.catalogue.trees import COURSES, VALID, changed, found, stands_in_its_file

LATER = date(2031, 1, 1)
trees = pytest.mark.parametrize("root", [VALID, COURSES], ids=["valid", "courses"])

# What is right


@trees
def test_what_is_taught_has_no_fault(root: Path) -> None:
    catalogue, problems = found(root)
    assert [str(problem) for problem in problems.errors] == []
    assert catalogue is not None
    assert catalogue.courses


def test_the_valid_folder_has_nothing_to_warn_of_either() -> None:
    assert found(VALID)[1].found == []


@trees
def test_dates_that_have_lapsed_warn_and_never_stop_anything(root: Path) -> None:
    catalogue, problems = found(root, LATER)
    assert problems.errors == []
    assert any("review" in warning.where for warning in problems.warnings)
    assert catalogue is not None
    assert not any(module.may_be_assigned(LATER) for module in catalogue.modules.values())


@trees
def test_the_day_changes_nothing_of_what_is_taught(root: Path) -> None:
    now, later = found(root)[0], found(root, LATER)[0]
    assert now == later


def test_a_review_date_warns_from_the_day_after() -> None:
    catalogue, _ = found(VALID)
    assert catalogue is not None
    last_day = catalogue.modules["demo"].about.review.review_by
    assert not [w for w in found(VALID, last_day)[1].warnings if "review" in w.where]
    assert [w for w in found(VALID, last_day + timedelta(1))[1].warnings if "review" in w.where]


def test_every_item_is_found_by_its_id_and_by_its_version() -> None:
    catalogue, _ = found(VALID)
    assert catalogue is not None
    items = [*catalogue.modules["demo"].items, *catalogue.courses["demo-course"].check]
    assert [catalogue.items[item.id] for item in items] == items
    assert len(catalogue.versions) == len(items)


# What is not


def test_nothing_at_all_is_said_and_not_shown(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(BrokenContent, match=r"vocabulary/facts\.yaml:1:1: the file is missing"):
            load(root, date(2026, 12, 1))


def test_all_faults_of_all_files_are_told_at_once(tree: Path) -> None:
    with (
        changed(tree / "demo-course/course.yaml", b"id: Demo\n"),
        changed(tree / "modules/demo/lesson.en.md", b"no heading\n"),
        changed(tree / "help/registry.yaml", b"entries: [\n"),
    ):
        problems = found(tree)[1]
    files = {problem.file for problem in problems.errors}
    assert {"demo-course/course.yaml", "modules/demo/lesson.en.md", "help/registry.yaml"} <= files
    assert sum(problem.file == "demo-course/course.yaml" for problem in problems.errors) > 5


def test_a_module_that_is_being_written_is_left_out_until_its_draft_mark_goes(tree: Path) -> None:
    module = tree / "modules" / "half-done"
    module.mkdir()
    (module / "DRAFT").touch()
    try:
        assert found(tree)[1].errors == []
        (module / "DRAFT").unlink()
        assert "modules/half-done/module.yaml" in {problem.file for problem in found(tree)[1].errors}
    finally:
        module.rmdir()


def test_decomposed_letters_are_read_as_composed_ones_and_judged_like_them(tree: Path) -> None:
    lesson = tree / "modules/demo/lesson.vi.md"
    whole = unicodedata.normalize("NFD", lesson.read_text(encoding="utf-8"))
    with changed(lesson, whole.encode()):
        assert found(tree)[0] == found(VALID)[0]
    with changed(lesson, (whole + unicodedata.normalize("NFD", "\n- Đừng nhẹ dạ.\n")).encode()):
        assert [problem for problem in found(tree)[1].errors if "blames" in problem.message]


def test_a_fault_in_the_words_of_a_lesson_has_the_line_of_the_words(tree: Path) -> None:
    lesson = tree / "modules/demo/lesson.vi.md"
    lines = lesson.read_text(encoding="utf-8").splitlines()
    words = [n for n, line in enumerate(lines, 1) if line.startswith(("- ", "1. ")) or line[:1].isalpha()]
    assert len(words) > 10
    for number in words:
        edited = [*lines[: number - 1], lines[number - 1] + " Gọi 113 ngay.", *lines[number:]]
        with changed(lesson, "\n".join(edited).encode()):
            told = [problem.line for problem in found(tree)[1].errors if "number 113" in problem.message]
        assert told == [number]


def test_files_of_brackets_do_not_take_the_process_down(tmp_path: Path) -> None:
    """libyaml's own composer recurses in C: they would end in a segmentation fault, and not in an exception."""
    for n, piece in enumerate(["[", "{b: ", "- ", "? ", "[{b: "]):
        (tmp_path / f"{n}.yaml").write_text("a:\n " + piece * 100_000)
    script = """
import sys
from pathlib import Path
from learning.catalogue.source import Problems, read_yaml
for path in Path(sys.argv[1]).iterdir():
    problems = Problems()
    assert read_yaml(path, path.name, problems) is None
    print(problems.errors[-1])
"""
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path], capture_output=True, text=True, cwd=COURSES.parent, check=True
    )
    told = done.stdout.splitlines()
    assert len(told) == 5
    assert all("nested too deeply" in line for line in told)


@pytest.mark.parametrize(
    "value",
    [
        "!!timestamp soon",
        "!!bool maybe",
        "!!int ''",
        "!!float ''",
        "!!omap x",
        "!!set x",
        "!!binary SGVsbG8=",
        "!!python/object/apply:os.getcwd []",
        "2026-02-30",
        "2026-01-01 00:00:00 +99:99",
        "<<",
        "=",
        '"\\0"',
        '"\\x1b"',
        "*nowhere",
        "9" * 5000,
    ],
)
def test_a_value_that_yaml_reads_in_its_own_way_is_refused(value: str, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_text(f"facts: []\nother: {value}\n", encoding="utf-8")
    problems = Problems()
    assert read_yaml(path, "facts.yaml", problems) is None
    assert [(problem.line, problem.column) for problem in problems.errors] == [(2, 8)]


# Whatever stands in a file

MODELS = [CourseFile, EmergenciesFile, FactsFile, HelpFile, ItemsFile, ModuleFile]
_tokens = st.sampled_from(
    [
        *"[]{}:,-?&*!|>'\"%@`#~=\n\t ",
        ": ",
        "- ",
        "\n  ",
        "items",
        "id",
        "kind: judge",
        "vi",
        "<<",
        "---",
        "...",
        "!!int",
        "é",
    ]
)
_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates()
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4)
)
_texts = st.one_of(
    st.lists(_tokens | st.text(max_size=3), max_size=30).map("".join),
    _values.map(lambda value: yaml.safe_dump(value, allow_unicode=True)),
    st.text(max_size=100),
)


@always(250)
@given(text=_texts, model=st.sampled_from(MODELS))
def test_any_yaml_is_read_or_refused_with_a_place(text: str, model: Any, tree: Path) -> None:
    path, problems = tree / "any.yaml", Problems()
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    file = read_yaml(path, "any.yaml", problems)
    assert (file is None) == bool(problems.errors)
    if file is not None:
        assert (validate(model, file, problems) is None) == bool(problems.errors)
    assert all(stands_in_its_file(problem, tree) for problem in problems.errors)


@always(200)
@given(raw=st.binary(max_size=60))
def test_any_bytes_are_read_as_text_in_nfc_or_refused(raw: bytes, tree: Path) -> None:
    path, problems = tree / "any.md", Problems()
    path.write_bytes(raw)
    text = read_text(path, "any.md", problems)
    assert (text is None) == bool(problems.errors)
    assert text is None or unicodedata.is_normalized("NFC", text)
    assert all(stands_in_its_file(problem, tree) for problem in problems.errors)


NAMES = sorted(path.relative_to(VALID).as_posix() for path in VALID.rglob("*.yaml"))
LESSONS = sorted(path.relative_to(VALID).as_posix() for path in VALID.rglob("*.md"))
_odd: list[Any] = [
    None,
    True,
    -1,
    1e300,
    "",
    " ",
    "x",
    "é" * 3000,
    [],
    {},
    [[]],
    {"vi": "x"},
    {"vi": 1, "en": []},
    "2026-13-01",
    "{H99}",
]


def _damaged(data: Any, rng: Random) -> Any:
    """The data with one place changed, doubled or gone."""
    damaged = deepcopy(data)
    places: list[tuple[Any, Any]] = []
    todo = [damaged]
    while todo:
        part = todo.pop()
        for key, value in part.items() if isinstance(part, dict) else enumerate(part):
            places.append((part, key))
            if isinstance(value, dict | list):
                todo.append(value)
    if not places:
        return damaged
    part, key = rng.choice(places)
    way = rng.randrange(4)
    if way == 0:
        del part[key]
    elif way == 1 and isinstance(part, list):
        part.insert(key, part[key])
    elif way == 2:
        other, other_key = rng.choice(places)
        part[key] = deepcopy(other[other_key])
    else:
        part[key] = rng.choice(_odd)
    return damaged


@always(100)
@given(name=st.sampled_from(NAMES), seed=st.integers(0, 2**32), times=st.integers(1, 3))
def test_any_damage_to_a_yaml_file_is_told_or_does_no_harm(name: str, seed: int, times: int, tree: Path) -> None:
    rng, path = Random(seed), tree / name
    data = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    for _ in range(times):
        data = _damaged(data, rng)
    with changed(path, json.dumps(data, default=str).encode()):
        catalogue, problems = found(tree)
        assert (catalogue is None) == bool(problems.errors)
        assert all(stands_in_its_file(problem, tree) for problem in problems.found)


@always(50)
@given(name=st.sampled_from(LESSONS), seed=st.integers(0, 2**32))
def test_any_damage_to_a_lesson_is_told_or_does_no_harm(name: str, seed: int, tree: Path) -> None:
    rng, path = Random(seed), tree / name
    lines = path.read_text(encoding="utf-8").splitlines()
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(lines))
        lines[place : place + rng.randint(0, 2)] = rng.choices(
            [*lines, "# ", ":::", "", "{H1}", "`"], k=rng.randint(0, 2)
        )
    with changed(path, "\n".join(lines).encode()):
        catalogue, problems = found(tree)
        assert (catalogue is None) == bool(problems.errors)
        assert all(stands_in_its_file(problem, tree) for problem in problems.found)
