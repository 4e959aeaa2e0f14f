"""Course files as they are read: text, YAML nodes with their places, and the problems found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Loc = tuple[str | int, ...]
MAX_BYTES = 1_000_000
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, order=True)
class Problem:
    """One fault, and where it stands. Errors stop the build, warnings do not."""

    file: str
    line: int
    column: int
    where: str
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}"
        subject = f" {self.where}:" if self.where else ""
        note = " (warning)" if self.level == "warning" else ""
        return f"{place}:{subject} {self.message}{note}"


class Problems:
    """A growing list of problems, so that authors see all of them at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, file: str, message: str, *, line: int = 1, column: int = 1, where: str = "") -> None:
        """Note an error."""
        self.found.append(Problem(file, line, column, where, message))

    def warn(self, file: str, message: str, *, line: int = 1, column: int = 1, where: str = "") -> None:
        """Note a warning."""
        self.found.append(Problem(file, line, column, where, message, level="warning"))

    @property
    def errors(self) -> list[Problem]:
        """The errors, in the order of files and lines."""
        return sorted({problem for problem in self.found if problem.level == "error"})

    @property
    def warnings(self) -> list[Problem]:
        """The warnings, in the order of files and lines."""
        return sorted({problem for problem in self.found if problem.level == "warning"})


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The file's text, or None with a problem noted if it is missing, too large or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError:
        problems.add(name, "the file is missing: create it, see courses/README.md")
        return None
    if len(raw) > MAX_BYTES:
        problems.add(name, f"the file is larger than {MAX_BYTES} bytes: split it")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.add(name, "the file is not UTF-8: save it as UTF-8", line=line)
        return None
    bad = next((char for char in text if ord(char) < 32 and char not in "\n\r\t"), None)
    if bad is not None:
        line = text.count("\n", 0, text.index(bad)) + 1
        problems.add(name, f"the file holds the control character U+{ord(bad):04X}: delete it", line=line)
        return None
    return text


@dataclass
class YamlFile:
    """A YAML file: its data, and where each part of it stands."""

    name: str
    data: Any
    marks: dict[Loc, tuple[int, int]] = field(default_factory=dict)

    def place(self, loc: Loc) -> tuple[int, int]:
        """Line and column of the part at `loc`, or of the nearest part around it that the file really has."""
        known = self.known(loc)
        while known and known not in self.marks:
            known = known[:-1]
        return self.marks.get(known, (1, 1))

    def known(self, loc: Loc) -> Loc:
        """`loc` without the steps that only the schema has, such as the tag of a union."""
        path: Loc = ()
        for step in loc:
            if (*path, step) in self.marks:
                path = (*path, step)
        return path

    def problem(self, problems: Problems, loc: Loc, message: str) -> None:
        """Note an error at `loc`."""
        line, column = self.place(loc)
        problems.add(self.name, message, line=line, column=column, where=_dotted(self.known(loc)))

    def warning(self, problems: Problems, loc: Loc, message: str) -> None:
        """Note a warning at `loc`."""
        line, column = self.place(loc)
        problems.warn(self.name, message, line=line, column=column, where=_dotted(self.known(loc)))


def _dotted(loc: Sequence[str | int]) -> str:
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def read_yaml(path: Path, name: str, problems: Problems) -> YamlFile | None:
    """The file's data with the place of every part, or None with a problem noted.

    Parsed by libyaml. Anchors and aliases are refused: a file of ten lines could otherwise unfold into gigabytes.
    """
    text = read_text(path, name, problems)
    if text is None:
        return None
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.add(name, f"not valid YAML: {error.problem or error.context}", line=line, column=column)
        return None
    except (yaml.YAMLError, RecursionError) as error:
        problems.add(name, f"not valid YAML: {type(error).__name__}, probably nested too deeply")
        return None
    if node is None:
        problems.add(name, "the file is empty")
        return None
    if not isinstance(node, yaml.MappingNode):
        problems.add(name, "the file must be a mapping of `key: value`", line=node.start_mark.line + 1)
        return None
    file = YamlFile(name, None)
    before = len(problems.found)
    try:
        file.data = _construct(node, (), file, set(), problems)
    except RecursionError:
        problems.add(name, "not valid YAML: nested too deeply")
    return None if len(problems.found) > before else file


_SCALARS = yaml.CSafeLoader("")


def _construct(node: yaml.Node, loc: Loc, file: YamlFile, seen: set[int], problems: Problems) -> Any:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    file.marks[loc] = (line, column)
    if id(node) in seen:
        problems.add(file.name, "aliases (`*name`) are not allowed: write the text again", line=line, column=column)
        return None
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _construct_mapping(node, loc, file, seen, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(child, (*loc, n), file, seen, problems) for n, child in enumerate(node.value)]
    try:
        return _SCALARS.construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        message = getattr(error, "problem", None) or str(error)
        problems.add(file.name, f"cannot be read: {message}", line=line, column=column)
        return None


def _construct_mapping(
    node: yaml.MappingNode, loc: Loc, file: YamlFile, seen: set[int], problems: Problems
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
        if not isinstance(key_node, yaml.ScalarNode):
            problems.add(file.name, "a key must be a plain word", line=line, column=column)
            continue
        key = str(key_node.value)
        if key in data:
            problems.add(file.name, f"duplicate key `{key}`: keep one", line=line, column=column, where=_dotted(loc))
            continue
        data[key] = _construct(value_node, (*loc, key), file, seen, problems)
    return data


def validate(model: type[M], file: YamlFile, problems: Problems) -> M | None:
    """The file's data as `model`, or None with **every** fault noted at its place."""
    try:
        return model.model_validate(file.data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            loc = tuple(fault["loc"])
            file.problem(problems, loc, _in_words(fault, loc))
        return None


def _in_words(fault: Any, loc: Loc) -> str:
    name = f"`{loc[-1]}`" if loc else "the file"
    kind, context = fault["type"], fault.get("ctx", {})
    words = {
        "missing": f"{name} is missing: add it",
        "extra_forbidden": f"{name} is not known here: check the spelling or remove it",
        "string_type": f"{name} must be a text: put it in quotes",
        "string_too_short": f"{name} is empty: write the text",
        "literal_error": f"{name} must be {context.get('expected')}",
        "union_tag_invalid": f"{context.get('discriminator')} must be one of {context.get('expected_tags')}",
        "union_tag_not_found": f"{context.get('discriminator')} is missing: say which kind this is",
        "string_pattern_mismatch": f"{name} must look like {context.get('pattern')}",
        "value_error": str(context.get("error", fault["msg"])),
    }
    return words.get(kind, f"{name}: {fault['msg']}")
