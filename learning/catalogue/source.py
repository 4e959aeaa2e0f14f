"""Course files as they are read: text, YAML nodes with their places, and the problems found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from learning.items.text import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Loc = tuple[str | int, ...]
MAX_BYTES = 1_000_000
MAX_DEPTH = 20
"""Course files nest seven deep."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
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
    """The file's text in NFC, or None with a problem noted if it is missing, too large or not UTF-8."""
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
    bad = _CONTROL.search(text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        problems.add(name, f"the file holds the control character U+{ord(bad[0]):04X}: delete it", line=line)
        return None
    return normalise(text)


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

    Anchors may stand, aliases are refused: a file of ten lines could otherwise unfold into gigabytes.
    """
    text = read_text(path, name, problems)
    if text is None:
        return None
    file, before = YamlFile(name, None), len(problems.found)
    try:
        _Reading(yaml.parse(text, Loader=yaml.CSafeLoader), file, problems).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.add(name, f"not valid YAML: {error.problem or error.context}", line=line, column=column)
    except yaml.YAMLError as error:
        line = text.encode()[: getattr(error, "position", 0)].count(b"\n") + 1
        problems.add(name, f"not valid YAML: {getattr(error, 'reason', error)}", line=line)
    return None if len(problems.found) > before else file


class _Reading:
    """Makes data of libyaml's events, with a bound on its depth.

    libyaml's own way of making it recurses in C: a file of a few kilobytes of brackets would take the process down.
    """

    def __init__(self, events: Iterator[Any], file: YamlFile, problems: Problems) -> None:
        self.events = events
        self.file = file
        self.problems = problems
        self.resolver = yaml.resolver.Resolver()
        self.constructor = yaml.constructor.SafeConstructor()

    def document(self) -> None:
        """Read the file's one document, which must be a mapping."""
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return self.problems.add(self.file.name, "the file is empty")
        root = next(self.events)
        if not isinstance(root, yaml.MappingStartEvent):
            return self._note(root, "the file must be a mapping of `key: value`")
        self.file.data = self._value(root, ())
        next(self.events)
        rest = next(self.events)
        if not isinstance(rest, yaml.StreamEndEvent):
            self._note(rest, "a second document begins here: one file, one document")
        return None

    def _value(self, event: Any, loc: Loc) -> Any:
        if len(loc) > MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=event.start_mark)
        self.file.marks[loc] = (event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            return self._note(event, "aliases (`*name`) are not allowed: write the text again")
        if event.tag is not None:
            self._note(event, f"tags (`{event.tag}`) are not allowed: write the value alone")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(loc)
        return self._scalar(event)

    def _mapping(self, loc: Loc) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else ""
            if not isinstance(event, yaml.ScalarEvent):
                self._note(event, "a key must be a plain word")
                self._value(event, (*loc, key))
            elif key in data:
                self._note(event, f"duplicate key `{key}`: keep one", _dotted(loc))
            data[key] = self._value(next(self.events), (*loc, key))
        return data

    def _sequence(self, loc: Loc) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            data.append(self._value(event, (*loc, len(data))))
        return data

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        if bad := _CONTROL.search(event.value):
            return self._note(event, f"the text holds the control character U+{ord(bad[0]):04X}: delete it")
        if not event.implicit[0]:
            return event.value  # in quotes: a text, whatever it looks like
        tag = self.resolver.resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
        if tag == "tag:yaml.org,2002:str":
            return event.value
        try:
            node = yaml.ScalarNode(tag, event.value, event.start_mark)  # type: ignore[arg-type]
            return self.constructor.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            return self._note(event, f"cannot be read: {getattr(error, 'problem', None) or error}")

    def _note(self, event: Any, message: str, where: str = "") -> None:
        mark = event.start_mark
        self.problems.add(self.file.name, message, line=mark.line + 1, column=mark.column + 1, where=where)


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
