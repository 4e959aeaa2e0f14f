"""The editor-in-chief: what the schema cannot see. Structure and language are errors, dates are only ever warnings."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learning.catalogue import fairness, wording
from learning.catalogue.lesson import Screen
from learning.catalogue.scenario import Scenario, faults
from learning.catalogue.schema import CourseFile, ItemsFile, ModuleFile
from learning.items.base import LANGUAGES
from learning.items.judge import POLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from learning.catalogue.source import Loc, Problems, YamlFile
    from learning.items.base import ItemBase

TILES = frozenset({"key", "call", "qr", "parcel", "chat", "family", "money", "shield", "school", "pair"})
"""The pictures of the art sprite (learning/web/static/img/art.svg) that content may use."""

FORM_ITEMS, RECHECK_ITEMS = 12, 4
SCREENS = range(5, 8)
GENUINE_SHARE = (0.4, 0.6)
ITEMS_PER_OBJECTIVE = 2
SENTENCE_SYLLABLES = {"6-10": 12, "11-14": 18, "15-17": 24, "18-22": 24, "adult": 24}
SCREEN_SYLLABLES = {"6-10": 60, "11-14": 100, "15-17": 150, "18-22": 150, "adult": 160}


@dataclass(frozen=True)
class ModuleDraft:
    """A module as read: what could not be read is None."""

    folder: str
    about_file: YamlFile | None
    about: ModuleFile | None
    lessons: Mapping[str, tuple[Screen, ...] | None]
    items_file: YamlFile | None
    bank: ItemsFile | None
    scenarios: Mapping[str, tuple[YamlFile, Scenario]]
    """The simulations by the name of their file."""


@dataclass(frozen=True)
class CourseDraft:
    """A course as read: what could not be read is None."""

    folder: str
    about_file: YamlFile | None
    about: CourseFile | None
    check_file: YamlFile | None
    check: ItemsFile | None


def lint(
    modules: Mapping[str, ModuleDraft],
    courses: Mapping[str, CourseDraft],
    vocabulary: Mapping[str, Mapping[str, Any]],
    today: date,
    problems: Problems,
) -> None:
    """Note everything that is wrong with these drafts."""
    for name, module in modules.items():
        _lint_about(name, module, vocabulary, today, problems)
        _lint_lessons(module, vocabulary, problems)
        _lint_bank(module, vocabulary, problems)
        _lint_scenarios(module, vocabulary, problems)
    for name, course in courses.items():
        _lint_course(name, course, modules, vocabulary, problems)
        _lint_check_bank(course, vocabulary, problems)
    _lint_unique_items(modules, courses, problems)


# --- modules ----------------------------------------------------------------------------------------------------------


def _lint_about(
    name: str, draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], today: date, problems: Problems
) -> None:
    about, file = draft.about, draft.about_file
    if about is None or file is None:
        return
    if about.id != name:
        file.problem(problems, ("id",), f"the folder is called `{name}`: folder and id must be the same")
    if about.picture not in TILES:
        file.problem(problems, ("picture",), f"unknown picture `{about.picture}`: use one of {_listed(TILES)}")
    for n, technique in enumerate(about.techniques):
        if technique not in vocabulary["techniques"]:
            file.problem(problems, ("techniques", n), _unknown("technique", technique, vocabulary["techniques"]))
    for n, fact in enumerate(about.facts):
        known = vocabulary["facts"].get(fact)
        if known is None:
            file.problem(problems, ("facts", n), f"unknown fact `{fact}`: add it to vocabulary/facts.yaml")
        elif not known.usable:
            file.problem(problems, ("facts", n), f"the fact `{fact}` must not be used: {known.caution}")
        elif known.review_by is not None and known.review_by < today:
            file.warning(problems, ("facts", n), f"the fact `{fact}` was to be looked at again by {known.review_by}")
    for n, key in enumerate(about.help):
        if key not in vocabulary["help"]:
            file.problem(problems, ("help", n), _unknown("help key", key, vocabulary["help"]))
    for n, objective in enumerate(about.objectives):
        if objective.id in [other.id for other in about.objectives[:n]]:
            file.problem(problems, ("objectives", n, "id"), f"duplicate objective `{objective.id}`")
    if about.review.review_by < today:
        file.warning(problems, ("review", "review_by"), "the review date has lapsed: no new assignments until reviewed")
    _lint_pause(draft, about, file, problems)
    _lint_wording(file, vocabulary, problems)


def _lint_pause(draft: ModuleDraft, about: ModuleFile, file: YamlFile, problems: Problems) -> None:
    screens = draft.lessons.get("vi")
    if about.pause_after is not None and screens and not 1 <= about.pause_after < len(screens):
        file.problem(problems, ("pause_after",), f"`pause_after` must be a screen from 1 to {len(screens) - 1}")


def _lint_lessons(draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    for language, screens in draft.lessons.items():
        if screens is not None:
            name = f"{draft.folder}/lesson.{language}.md"
            _lint_run_of_screens(name, screens, problems)
            for screen in screens:
                _lint_screen(name, language, screen, draft, vocabulary, problems)
    _lint_same_structure(draft, problems)


def _lint_run_of_screens(name: str, screens: tuple[Screen, ...], problems: Problems) -> None:
    if len(screens) not in SCREENS:
        line = screens[-1].line if screens else 1
        problems.add(name, f"a lesson has 5 to 7 screens, this one has {len(screens)}", line=line)
    for n in range(2, len(screens)):
        if all(screen.is_reading for screen in screens[n - 2 : n + 1]):
            message = "three reading screens in a row: add a recall, practice or plan block"
            problems.add(name, message, line=screens[n].line, where=screens[n].id)
    if screens and not any(block.kind == "plan" for block in screens[-1].blocks):
        problems.add(name, "the last screen needs a plan block", line=screens[-1].line, where=screens[-1].id)


def _lint_screen(
    name: str,
    language: str,
    screen: Screen,
    draft: ModuleDraft,
    vocabulary: Mapping[str, Mapping[str, Any]],
    problems: Problems,
) -> None:
    recalls = {item.id for item in draft.bank.items if item.use == "recall"} if draft.bank else None
    for block in screen.blocks:
        where, line = screen.id, block.line
        if block.kind == "recall" and recalls is not None and block.argument not in recalls:
            message = f"unknown recall item `{block.argument}`: add it to items.yaml with `use: recall`"
            problems.add(name, message, line=line, where=where)
        if block.kind == "simulation" and block.argument not in draft.scenarios:
            message = f"unknown simulation `{block.argument}`: write simulations/{block.argument}.yaml"
            problems.add(name, message, line=line, where=where)
        if block.kind == "technique" and block.argument not in vocabulary["techniques"]:
            message = _unknown("technique", block.argument, vocabulary["techniques"])
            problems.add(name, message, line=line, where=where)
        if block.kind == "picture" and block.argument not in TILES:
            message = f"unknown picture `{block.argument}`: use one of {_listed(TILES)}"
            problems.add(name, message, line=line, where=where)
        for key in block.keys:
            if key not in vocabulary["help"]:
                problems.add(name, _unknown("help key", key, vocabulary["help"]), line=line, where=where)
        _lint_markdown(name, language, block.source or block.alt, block.first_line, where, vocabulary, problems)
    _lint_markdown(name, language, screen.title, screen.line, screen.id, vocabulary, problems)
    for kind in ("technique", "recall", "plan", "simulation"):
        if sum(block.kind == kind for block in screen.blocks) > 1:
            problems.add(name, f"one {kind} block a screen at most", line=screen.line, where=screen.id)
    if language == "vi" and draft.about is not None:
        _lint_reading_level(name, screen, draft.about, problems)


def _lint_markdown(
    name: str,
    language: str,
    text: str,
    line: int,
    where: str,
    vocabulary: Mapping[str, Mapping[str, Any]],
    problems: Problems,
) -> None:
    for offset, row in enumerate(text.splitlines()):
        for fault in _faults_of_text(row, language, vocabulary):
            problems.add(name, fault, line=line + offset, where=where)


def _lint_reading_level(name: str, screen: Screen, about: ModuleFile, problems: Problems) -> None:
    band = about.bands[0]
    text = "\n".join(block.source for block in screen.blocks)
    total = wording.syllables(text)
    if total > SCREEN_SYLLABLES[band]:
        message = f"{total} syllables on this screen, at most {SCREEN_SYLLABLES[band]} for {band}"
        problems.warn(name, message, line=screen.line, where=screen.id)
    length, sentence = wording.longest_sentence(text)
    if length > SENTENCE_SYLLABLES[band]:
        message = f"a sentence of {length} syllables, at most {SENTENCE_SYLLABLES[band]} for {band}: “{sentence[:50]}…”"
        problems.warn(name, message, line=screen.line, where=screen.id)


def _lint_same_structure(draft: ModuleDraft, problems: Problems) -> None:
    vi, en = draft.lessons.get("vi"), draft.lessons.get("en")
    if vi is None or en is None:
        return
    name = f"{draft.folder}/lesson.en.md"
    if [screen.id for screen in vi] != [screen.id for screen in en]:
        message = f"the screens differ from Vietnamese: {_listed(s.id for s in vi)} against {_listed(s.id for s in en)}"
        problems.add(name, message, line=en[0].line if en else 1)
        return
    for screen_vi, screen_en in zip(vi, en, strict=True):
        if screen_vi.shape != screen_en.shape:
            message = "the blocks of this screen differ from the Vietnamese one: same blocks, same order"
            problems.add(name, message, line=screen_en.line, where=screen_en.id)


# --- banks ------------------------------------------------------------------------------------------------------------


def _lint_bank(draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
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
            message = f"{named}: use one of {_listed(objectives)}"
            file.problem(problems, ("items", n, "objective"), message)
        _lint_techniques(file, n, item, vocabulary, problems)
    for objective in sorted(objectives or ()):
        tested = sum(item.objective == objective and item.use in ("form", "recheck") for item in items)
        if tested < ITEMS_PER_OBJECTIVE:
            message = f"the objective `{objective}` is tested by {tested} items, at least {ITEMS_PER_OBJECTIVE}"
            file.problem(problems, ("items",), message)
    _lint_recalls_used(draft, file, problems)
    for use in ("form", "recheck"):
        _lint_balance(file, [item for item in items if item.use == use], use, problems)
    for loc, message in fairness.faults(items):
        file.problem(problems, loc, message)
    _lint_wording(file, vocabulary, problems)


def _lint_recalls_used(draft: ModuleDraft, file: YamlFile, problems: Problems) -> None:
    screens = draft.lessons.get("vi")
    if screens is None or draft.bank is None:
        return
    asked = {recall for screen in screens for recall in screen.recall_ids}
    for n, item in enumerate(draft.bank.items):
        if item.use == "recall" and item.id not in asked:
            file.problem(problems, ("items", n, "id"), f"the recall item `{item.id}` is asked on no screen")


def _lint_techniques(
    file: YamlFile, n: int, item: ItemBase, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems
) -> None:
    for m, technique in enumerate(item.techniques):
        if technique not in vocabulary["techniques"]:
            message = _unknown("technique", technique, vocabulary["techniques"])
            file.problem(problems, ("items", n, "techniques", m), message)
    for m, line in enumerate(getattr(item, "lines", ())):
        if line.technique is not None and line.technique not in vocabulary["techniques"]:
            message = _unknown("technique", line.technique, vocabulary["techniques"])
            file.problem(problems, ("items", n, "lines", m, "technique"), message)


def _lint_balance(file: YamlFile, items: list[ItemBase], use: str, problems: Problems) -> None:
    """Between 40 and 60 % of the judged stimuli are genuine, healthy, suitable (content principle P1)."""
    judged: list[Any] = [item for item in items if getattr(item, "kind", "") == "judge"]
    if not judged:
        return
    share = sum(item.is_trustworthy for item in judged) / len(judged)
    if not GENUINE_SHARE[0] <= share <= GENUINE_SHARE[1]:
        message = f"{share:.0%} of the {len(judged)} `judge` items with `use: {use}` are genuine: 40 to 60 % must be"
        file.problem(problems, ("items",), message)


# --- simulations ------------------------------------------------------------------------------------------------------


def _lint_scenarios(draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    screens = draft.lessons.get("vi") or ()
    asked = {block.argument for screen in screens for block in screen.blocks if block.kind == "simulation"}
    for stem, (file, scenario) in draft.scenarios.items():
        if scenario.id != stem:
            file.problem(problems, ("id",), f"the file is called `{stem}.yaml`: file and id must be the same")
        if scenario.id not in asked:
            file.problem(problems, ("id",), f"the simulation `{scenario.id}` stands on no screen of the lesson")
        for loc, message in faults(scenario):
            file.problem(problems, loc, message)
        for n, scene in enumerate(scenario.scenes):
            for m, line in enumerate(scene.says):
                if line.technique is not None and line.technique not in vocabulary["techniques"]:
                    message = _unknown("technique", line.technique, vocabulary["techniques"])
                    file.problem(problems, ("scenes", n, "says", m, "technique"), message)
                if line.technique is not None and line.why is None:
                    file.problem(problems, ("scenes", n, "says", m), "a manipulating line needs its `why`")
        _lint_wording(file, vocabulary, problems)


# --- courses ----------------------------------------------------------------------------------------------------------


def _lint_course(
    name: str,
    draft: CourseDraft,
    modules: Mapping[str, ModuleDraft],
    vocabulary: Mapping[str, Mapping[str, Any]],
    problems: Problems,
) -> None:
    about, file = draft.about, draft.about_file
    if about is None or file is None:
        return
    if about.id != name:
        file.problem(problems, ("id",), f"the folder is called `{name}`: folder and id must be the same")
    if about.picture not in TILES:
        file.problem(problems, ("picture",), f"unknown picture `{about.picture}`: use one of {_listed(TILES)}")
    for n, entry in enumerate(about.modules):
        if entry.id not in modules:
            file.problem(problems, ("modules", n, "id"), _unknown("module", entry.id, modules))
        if entry.id in [other.id for other in about.modules[:n]]:
            file.problem(problems, ("modules", n, "id"), f"duplicate module `{entry.id}`")
    _lint_wording(file, vocabulary, problems)


def _lint_check_bank(draft: CourseDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
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
            message = f"unknown module `{item.module}`: name one of the course's modules, {_listed(taught)}"
            file.problem(problems, ("items", n, "module"), message)
        if item.kind == "judge" and item.poles != poles:
            file.problem(problems, ("items", n, "poles"), f"the final check of this audience judges {poles} only")
        _lint_techniques(file, n, item, vocabulary, problems)
    _lint_balance(file, items, "check", problems)
    for loc, message in fairness.faults(items):
        file.problem(problems, loc, message)
    _lint_wording(file, vocabulary, problems)


def _lint_unique_items(
    modules: Mapping[str, ModuleDraft], courses: Mapping[str, CourseDraft], problems: Problems
) -> None:
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


def lint_help(file: YamlFile, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """Note what is wrong with the words of emergencies or guides, and keys that the help registry does not have."""
    _lint_wording(file, vocabulary, problems)


# --- texts ------------------------------------------------------------------------------------------------------------


def help_keys(text: str) -> list[str]:
    """The keys of the help registry named in a text, such as `H1` in "call {H1}"."""
    return [part.split("}")[0] for part in text.split("{")[1:] if "}" in part]


def _lint_wording(file: YamlFile, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    for loc, text, language in _texts(file.data):
        for fault in _faults_of_text(text, language, vocabulary):
            file.problem(problems, loc, fault)


def _faults_of_text(text: str, language: str, vocabulary: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield from wording.faults(text, language)
    yield from vocabulary["refusals"]["glossary"].faults(text)
    for key in help_keys(text):
        if key not in vocabulary["help"]:
            yield _unknown("help key", key, vocabulary["help"])


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


def _unknown(what: str, name: str | None, known: Any) -> str:
    return f"unknown {what} `{name}`: use one of {_listed(known)}"


def _listed(names: Any) -> str:
    return ", ".join(sorted(names)) or "(none)"
