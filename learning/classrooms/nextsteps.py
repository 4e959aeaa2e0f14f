"""What a teacher should do next: at most three sentences, ordered by need. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Literal

from learning.catalogue import Catalogue, Module
from learning.catalogue.schema import Technique
from learning.classrooms.matrix import Cell, Matrix
from learning.items import slips
from learning.items.base import Choice, Text
from learning.quiz.scoring import Missed

Kind = Literal["no-pupils", "nothing-assigned", "locked", "help", "discuss", "overdue", "not-begun", "all-done"]
MOST = 3
FEWEST_PUPILS = 3
"""What fewer pupils got wrong is theirs, and nothing for the whole class."""
MISSES_OF_ONE = 2
"""Once is a slip; twice, in one technique, is something to talk about."""


@dataclass(frozen=True)
class NextStep:
    """One thing to do; the page puts it into words."""

    kind: Kind
    count: int = 0
    module: Module | None = None
    names: tuple[str, ...] = ()
    techniques: tuple[Technique, ...] = ()
    """Of `discuss`: the two that are mixed up, or the one that is overlooked."""
    screen: int | None = None
    """Of `discuss`: the screen of the lesson that teaches it, from 1."""


def next_steps(matrix: Matrix, to_discuss: Sequence[NextStep] = ()) -> list[NextStep]:
    """The most needed first: an empty class, locked cards, nothing given; then help, a talk, lateness, not begun.

    A second step of a kind waits until every kind has had its first.
    """
    if not matrix.rows:
        return [NextStep("no-pupils")]
    steps: list[NextStep] = []
    locked = [row.pupil.nickname for row in matrix.rows if row.pupil.is_locked]
    if locked:
        steps.append(NextStep("locked", len(locked), names=tuple(locked)))
    if not matrix.modules:
        return [*steps, NextStep("nothing-assigned")][:MOST]
    kinds = [_in_modules(matrix, "help"), to_discuss, _in_modules(matrix, "overdue"), _in_modules(matrix, "not-begun")]
    steps += [kind[n] for n in range(MOST) for kind in kinds if n < len(kind)]
    if not steps:
        steps.append(NextStep("all-done"))
    return steps[:MOST]


def _in_modules(matrix: Matrix, kind: Kind) -> list[NextStep]:
    found = []
    for n, module in enumerate(matrix.modules):
        names = [row.pupil.nickname for row in matrix.rows if _counts(row.cells[n], kind)]
        if names:
            found.append(NextStep(kind, len(names), module, tuple(names)))
    return sorted(found, key=lambda step: -step.count)


def _counts(cell: Cell, kind: Kind) -> bool:
    if kind == "help":
        return cell.needs_help
    if kind == "overdue":
        return cell.is_overdue and not cell.needs_help
    return cell.state == "not-started" and not cell.is_overdue


Pair = frozenset[str]
"""Two techniques of which one was taken for the other."""


@dataclass
class _Mistakes:
    """How many pupils made which mistake, by module and technique."""

    overlooking: Counter[tuple[str, str]] = field(default_factory=Counter)
    mixing: dict[str, Counter[Pair]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    """How often a technique was the one that would have been right."""


def discussions(missed: Iterable[Missed], modules: Sequence[Module], catalogue: Catalogue) -> list[NextStep]:
    """What to talk about with the class, out of the first responses that were missed; most pupils first.

    Of each module the two techniques that most pupils mix up, else the one that most overlook; only if at least three
    pupils do, and only of modules whose results adults see.
    """
    shown = [module for module in modules if module.shows_results]
    mistakes = _mistakes(missed, shown, catalogue.techniques)
    steps = [
        _mixed_up(module, mistakes, catalogue.techniques) or _overlooked(module, mistakes, catalogue.techniques)
        for module in shown
    ]
    return sorted((step for step in steps if step is not None), key=lambda step: -step.count)


def _mistakes(missed: Iterable[Missed], modules: Sequence[Module], techniques: Mapping[str, Technique]) -> _Mistakes:
    place = {item.id: (module.id, item) for module in modules for item in module.bank("form")}
    about = {item_id: [(module_id, key) for key in item.techniques] for item_id, (module_id, item) in place.items()}
    found, names = _Mistakes(), _Names(techniques)
    for learner in missed:
        misses = Counter(chain.from_iterable(about.get(item_id, ()) for item_id in learner.items))
        found.overlooking.update(key for key, count in misses.items() if count >= MISSES_OF_ONE)
        mixing: dict[str, set[Pair]] = {}
        for item_id, choice in learner.told:
            module_id, item = place.get(item_id, ("", None))
            for right, taken in names.taken_for(item, choice) if item else ():
                found.asked[right] += 1
                mixing.setdefault(module_id, set()).add(frozenset((right, taken)))
        for module_id, pairs in mixing.items():
            found.mixing.setdefault(module_id, Counter()).update(pairs)
    return found


def _mixed_up(module: Module, mistakes: _Mistakes, techniques: Mapping[str, Technique]) -> NextStep | None:
    """The two techniques of which most pupils took one for the other; the one that was asked after stands first."""
    counts = mistakes.mixing.get(module.id)
    if not counts:
        return None
    pair = min(counts, key=lambda pair: (-counts[pair], sorted(pair)))
    return _step(module, sorted(pair, key=lambda key: (-mistakes.asked[key], key)), counts[pair], techniques)


def _overlooked(module: Module, mistakes: _Mistakes, techniques: Mapping[str, Technique]) -> NextStep | None:
    """The technique in whose items most pupils went wrong more than once; among equals one that the lesson teaches."""
    counts = {key: mistakes.overlooking[module.id, key] for key in techniques}
    key = min(counts, key=lambda key: (-counts[key], module.screen_about(key) is None, key), default=None)
    return _step(module, [key], counts[key], techniques) if key else None


def _step(module: Module, keys: Sequence[str], count: int, techniques: Mapping[str, Technique]) -> NextStep | None:
    if count < FEWEST_PUPILS:
        return None
    screen = next((number for key in keys if (number := module.screen_about(key)) is not None), None)
    return NextStep("discuss", count, module, techniques=tuple(techniques[key] for key in keys), screen=screen)


class _Names:
    """Finds a technique by its name in what an item offers."""

    def __init__(self, techniques: Mapping[str, Technique]) -> None:
        self._techniques = techniques
        self._found: dict[str, str | None] = {}

    def taken_for(self, item: Any, choice: Choice) -> Iterator[tuple[str, str]]:
        """The techniques that a response took for others: first what would have been right."""
        for slip in slips(item, choice):
            right, taken = self._named_in(slip.instead_of), self._named_in(slip.taken)
            if right and taken and right != taken:
                yield right, taken

    def _named_in(self, text: Text | None) -> str | None:
        """The one technique that a text names in both languages; None if there is none, or more than one."""
        if text is None:
            return None
        if text.vi not in self._found:
            found = [key for key, technique in self._techniques.items() if technique.is_named_in(text.vi, text.en)]
            self._found[text.vi] = found[0] if len(found) == 1 else None
        return self._found[text.vi]
