"""The words of a file: language, glossary, keys of the help registry; and how a complaint names what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learning.catalogue import wording
from learning.items.base import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from learning.catalogue.source import Loc, Problems, YamlFile

TILES = frozenset({"key", "call", "qr", "parcel", "chat", "family", "money", "shield", "school", "pair"})
"""The pictures of the art sprite (learning/web/static/img/art.svg) that content may use."""


def lint_help(file: YamlFile, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """Note what is wrong with the words of emergencies or guides, and keys that the help registry does not have."""
    lint_wording(file, vocabulary, problems)


def help_keys(text: str) -> list[str]:
    """The keys of the help registry named in a text, such as `H1` in "call {H1}"."""
    return [part.split("}")[0] for part in text.split("{")[1:] if "}" in part]


def lint_wording(file: YamlFile, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """The words of a whole file."""
    for loc, text, language in _texts(file.data):
        for fault in faults_of_text(text, language, vocabulary):
            file.problem(problems, loc, fault)


def faults_of_text(text: str, language: str, vocabulary: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong with one text."""
    yield from wording.faults(text, language)
    yield from vocabulary["refusals"]["glossary"].faults(text)
    for key in help_keys(text):
        if key not in vocabulary["help"]:
            yield unknown("help key", key, vocabulary["help"])


def _texts(data: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str, str]]:
    """Every text of a file with its place and language; an address counts as English."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str):
                if key in LANGUAGES:
                    yield (*loc, key), value, key
                elif key == "address":
                    yield (*loc, key), value, "en"
            else:
                yield from _texts(value, (*loc, key))
    elif isinstance(data, list):
        for n, value in enumerate(data):
            yield from _texts(value, (*loc, n))


def unknown(what: str, name: str | None, known: Any) -> str:
    """The complaint about a name that nothing has, with those that there are."""
    return f"unknown {what} `{name}`: use one of {listed(known)}"


def listed(names: Any) -> str:
    """Names in order, for a complaint."""
    return ", ".join(sorted(names)) or "(none)"
