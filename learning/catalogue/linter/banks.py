"""The banks of modules, and what they share with those of courses: techniques and balance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learning.catalogue import fairness
from learning.catalogue.linter.texts import lint_wording, listed, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learning.catalogue.linter.drafts import ModuleDraft
    from learning.catalogue.source import Problems, YamlFile
    from learning.items.base import ItemBase

FORM_ITEMS, RECHECK_ITEMS = 12, 4
GENUINE_SHARE = (0.4, 0.6)
ITEMS_PER_OBJECTIVE = 2


def lint_bank(draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """A module's bank: big enough, each objective tested, both poles in balance, fair."""
    if draft.items_file is None or draft.bank is None:
        return
    file, items = draft.items_file, draft.bank.items
    for use, least in (("form", FORM_ITEMS), ("recheck", RECHECK_ITEMS)):
        count = sum(item.use == use for item in items)
        if count < least:
            file.problem(problems, ("items",), f"the bank is too small: {count} `{use}` items, at least {least}")
    objectives = {objective.id for objective in draft.about.objectives} if draft.about else None
    for n, item in enumerate(items):
        if item.use == "check":
            file.problem(problems, ("items", n, "use"), "`use: check` belongs into a course's check.yaml")
        if objectives is not None and item.objective not in objectives and (item.objective or item.use != "recall"):
            named = f"unknown objective `{item.objective}`" if item.objective else "`objective` is missing"
            message = f"{named}: use one of {listed(objectives)}"
            file.problem(problems, ("items", n, "objective"), message)
        lint_techniques(file, n, item, vocabulary, problems)
    for objective in sorted(objectives or ()):
        tested = sum(item.objective == objective and item.use in ("form", "recheck") for item in items)
        if tested < ITEMS_PER_OBJECTIVE:
            message = f"the objective `{objective}` is tested by {tested} items, at least {ITEMS_PER_OBJECTIVE}"
            file.problem(problems, ("items",), message)
    _lint_recalls_used(draft, file, problems)
    for use in ("form", "recheck"):
        lint_balance(file, [item for item in items if item.use == use], use, problems)
    for loc, message in fairness.faults(items):
        file.problem(problems, loc, message)
    lint_wording(file, vocabulary, problems)


def _lint_recalls_used(draft: ModuleDraft, file: YamlFile, problems: Problems) -> None:
    screens = draft.lessons.get("vi")
    if screens is None or draft.bank is None:
        return
    asked = {recall for screen in screens for recall in screen.recall_ids}
    for n, item in enumerate(draft.bank.items):
        if item.use == "recall" and item.id not in asked:
            file.problem(problems, ("items", n, "id"), f"the recall item `{item.id}` is asked on no screen")


def lint_techniques(
    file: YamlFile, n: int, item: ItemBase, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems
) -> None:
    """The techniques that an item names must exist."""
    for m, technique in enumerate(item.techniques):
        if technique not in vocabulary["techniques"]:
            message = unknown("technique", technique, vocabulary["techniques"])
            file.problem(problems, ("items", n, "techniques", m), message)
    for m, line in enumerate(getattr(item, "lines", ())):
        if line.technique is not None and line.technique not in vocabulary["techniques"]:
            message = unknown("technique", line.technique, vocabulary["techniques"])
            file.problem(problems, ("items", n, "lines", m, "technique"), message)


def lint_balance(file: YamlFile, items: list[ItemBase], use: str, problems: Problems) -> None:
    """Between 40 and 60 % of the judged stimuli are genuine, healthy, suitable (content principle P1)."""
    judged: list[Any] = [item for item in items if getattr(item, "kind", "") == "judge"]
    if not judged:
        return
    share = sum(item.is_trustworthy for item in judged) / len(judged)
    if not GENUINE_SHARE[0] <= share <= GENUINE_SHARE[1]:
        message = f"{share:.0%} of the {len(judged)} `judge` items with `use: {use}` are genuine: 40 to 60 % must be"
        file.problem(problems, ("items",), message)
