"""Courses: their modules, the bank of the final check, and that no item id stands twice anywhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from learning.catalogue import fairness
from learning.catalogue.linter.banks import lint_balance, lint_techniques
from learning.catalogue.linter.texts import TILES, lint_wording, listed, unknown
from learning.items.judge import POLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learning.catalogue.linter.drafts import CourseDraft, ModuleDraft
    from learning.catalogue.source import Problems


def lint_course(
    name: str,
    draft: CourseDraft,
    modules: Mapping[str, ModuleDraft],
    vocabulary: Mapping[str, Mapping[str, Any]],
    problems: Problems,
) -> None:
    """What a course says of itself: its modules must exist, each once."""
    about, file = draft.about, draft.about_file
    if about is None or file is None:
        return
    if about.id != name:
        file.problem(problems, ("id",), f"the folder is called `{name}`: folder and id must be the same")
    if about.picture not in TILES:
        file.problem(problems, ("picture",), f"unknown picture `{about.picture}`: use one of {listed(TILES)}")
    for n, entry in enumerate(about.modules):
        if entry.id not in modules:
            file.problem(problems, ("modules", n, "id"), unknown("module", entry.id, modules))
        if entry.id in [other.id for other in about.modules[:n]]:
            file.problem(problems, ("modules", n, "id"), f"duplicate module `{entry.id}`")
    lint_wording(file, vocabulary, problems)


def lint_check_bank(draft: CourseDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """A final check's bank: big enough at each pole, of the course's modules, in balance, fair."""
    file, about = draft.check_file, draft.about
    if file is None or draft.check is None:
        return
    items: list[Any] = list(draft.check.items)
    is_young = about is not None and about.band == "6-10"
    each_pole, knowledge = (10, 8) if is_young else (16, 10)
    poles = "suitable-unsuitable" if about is not None and about.audience == "teacher" else "genuine-scam"
    truths = Counter(item.truth for item in items if item.kind == "judge")
    for pole in POLES[poles]:
        if truths[pole] < each_pole:
            message = f"the check bank is too small: {truths[pole]} `judge` items are {pole}, at least {each_pole}"
            file.problem(problems, ("items",), message)
    others = sum(item.kind != "judge" for item in items)
    if others < knowledge:
        message = f"the check bank is too small: {others} knowledge items, at least {knowledge}"
        file.problem(problems, ("items",), message)
    taught = {entry.id for entry in about.modules} if about else None
    for n, item in enumerate(items):
        if item.use != "check":
            file.problem(problems, ("items", n, "use"), "an item of a check bank has `use: check`")
        if taught is not None and item.module not in taught:
            message = f"unknown module `{item.module}`: name one of the course's modules, {listed(taught)}"
            file.problem(problems, ("items", n, "module"), message)
        if item.kind == "judge" and item.poles != poles:
            file.problem(problems, ("items", n, "poles"), f"the final check of this audience judges {poles} only")
        lint_techniques(file, n, item, vocabulary, problems)
    lint_balance(file, items, "check", problems)
    for loc, message in fairness.faults(items):
        file.problem(problems, loc, message)
    lint_wording(file, vocabulary, problems)


def lint_unique_items(
    modules: Mapping[str, ModuleDraft], courses: Mapping[str, CourseDraft], problems: Problems
) -> None:
    """No item id stands twice, in whatever banks."""
    banks = [(draft.items_file, draft.bank) for draft in modules.values()]
    banks += [(draft.check_file, draft.check) for draft in courses.values()]
    first_seen: dict[str, str] = {}
    for file, bank in banks:
        if file is None or bank is None:
            continue
        for n, item in enumerate(bank.items):
            if item.id in first_seen:
                message = f"duplicate item id `{item.id}`: it stands in {first_seen[item.id]} already"
                file.problem(problems, ("items", n, "id"), message)
            first_seen.setdefault(item.id, file.name)
