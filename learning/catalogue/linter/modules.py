"""Modules: what they say of themselves, their lessons and their simulations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learning.catalogue import wording
from learning.catalogue.linter.texts import TILES, faults_of_text, lint_wording, listed, unknown
from learning.catalogue.scenario import faults

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from learning.catalogue.lesson import Screen
    from learning.catalogue.linter.drafts import ModuleDraft
    from learning.catalogue.schema import ModuleFile
    from learning.catalogue.source import Problems, YamlFile

SCREENS = range(5, 8)
SENTENCE_SYLLABLES = {"6-10": 12, "11-14": 18, "15-17": 24, "18-22": 24, "adult": 24}
SCREEN_SYLLABLES = {"6-10": 60, "11-14": 100, "15-17": 150, "18-22": 150, "adult": 160}


def lint_about(
    name: str, draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], today: date, problems: Problems
) -> None:
    """What a module says of itself: names that must exist, facts that may be used, dates."""
    about, file = draft.about, draft.about_file
    if about is None or file is None:
        return
    if about.id != name:
        file.problem(problems, ("id",), f"the folder is called `{name}`: folder and id must be the same")
    if about.picture not in TILES:
        file.problem(problems, ("picture",), f"unknown picture `{about.picture}`: use one of {listed(TILES)}")
    for n, technique in enumerate(about.techniques):
        if technique not in vocabulary["techniques"]:
            file.problem(problems, ("techniques", n), unknown("technique", technique, vocabulary["techniques"]))
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
            file.problem(problems, ("help", n), unknown("help key", key, vocabulary["help"]))
    for n, objective in enumerate(about.objectives):
        if objective.id in [other.id for other in about.objectives[:n]]:
            file.problem(problems, ("objectives", n, "id"), f"duplicate objective `{objective.id}`")
    if about.review.review_by < today:
        file.warning(problems, ("review", "review_by"), "the review date has lapsed: no new assignments until reviewed")
    _lint_pause(draft, about, file, problems)
    lint_wording(file, vocabulary, problems)


def _lint_pause(draft: ModuleDraft, about: ModuleFile, file: YamlFile, problems: Problems) -> None:
    screens = draft.lessons.get("vi")
    if about.pause_after is not None and screens and not 1 <= about.pause_after < len(screens):
        file.problem(problems, ("pause_after",), f"`pause_after` must be a screen from 1 to {len(screens) - 1}")


def lint_lessons(draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """Every screen of a lesson, and that both languages are built alike."""
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
            message = unknown("technique", block.argument, vocabulary["techniques"])
            problems.add(name, message, line=line, where=where)
        if block.kind == "picture" and block.argument not in TILES:
            message = f"unknown picture `{block.argument}`: use one of {listed(TILES)}"
            problems.add(name, message, line=line, where=where)
        for key in block.keys:
            if key not in vocabulary["help"]:
                problems.add(name, unknown("help key", key, vocabulary["help"]), line=line, where=where)
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
        for fault in faults_of_text(row, language, vocabulary):
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
        message = f"the screens differ from Vietnamese: {listed(s.id for s in vi)} against {listed(s.id for s in en)}"
        problems.add(name, message, line=en[0].line if en else 1)
        return
    for screen_vi, screen_en in zip(vi, en, strict=True):
        if screen_vi.shape != screen_en.shape:
            message = "the blocks of this screen differ from the Vietnamese one: same blocks, same order"
            problems.add(name, message, line=screen_en.line, where=screen_en.id)


def lint_scenarios(draft: ModuleDraft, vocabulary: Mapping[str, Mapping[str, Any]], problems: Problems) -> None:
    """The simulations: reachable, ending, asked for by the lesson, with reasons."""
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
                    message = unknown("technique", line.technique, vocabulary["techniques"])
                    file.problem(problems, ("scenes", n, "says", m, "technique"), message)
                if line.technique is not None and line.why is None:
                    file.problem(problems, ("scenes", n, "says", m), "a manipulating line needs its `why`")
        lint_wording(file, vocabulary, problems)
