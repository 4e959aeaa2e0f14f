"""The curriculum's map: which module teaches, trains and tests what. Pure; a page and a document are made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from learning.catalogue.contents import Catalogue, Course, Module
from learning.items.base import LANGUAGES, Text

DIGCOMP = {
    "A1": Text(vi="Thông tin", en="Information"),
    "A2": Text(vi="Giao tiếp", en="Communication"),
    "A3": Text(vi="Nội dung", en="Content"),
    "A4": Text(vi="An toàn, khỏe mạnh, có trách nhiệm", en="Safety, wellbeing, responsible use"),
    "A5": Text(vi="Giải quyết vấn đề", en="Problems"),
}
"""The areas of DigComp 3.0."""
VIETNAM = {
    "VN1": Text(vi="Khai thác dữ liệu và thông tin", en="Using data and information"),
    "VN2": Text(vi="Giao tiếp và hợp tác trong môi trường số", en="Communicating and collaborating digitally"),
    "VN3": Text(vi="Sáng tạo nội dung số", en="Creating digital content"),
    "VN4": Text(vi="An toàn", en="Safety"),
    "VN5": Text(vi="Giải quyết vấn đề", en="Solving problems"),
    "VN6": Text(vi="Ứng dụng trí tuệ nhân tạo", en="Using artificial intelligence"),
}
"""The domains of the Vietnamese learner frame (Circular 02/2025/TT-BGDĐT)."""


@dataclass(frozen=True)
class ObjectiveRow:
    """A can-do and the number of items that test it."""

    text: Text
    items: int


@dataclass(frozen=True)
class ModuleRow:
    """A module's line of the map."""

    module: Module
    courses: tuple[Course, ...]
    objectives: tuple[ObjectiveRow, ...]
    items: int
    form: int
    recheck: int
    simulations: int
    genuine_share: float | None
    """Of the judged stimuli, how many are genuine, healthy, suitable; None if nothing is judged."""

    @property
    def review_by(self) -> date:
        """When somebody has to look again at the latest."""
        return self.module.about.review.review_by


def rows(catalogue: Catalogue) -> list[ModuleRow]:
    """One row a module, in the order of the map's codes."""
    modules = sorted(catalogue.modules.values(), key=lambda module: module.about.code)
    return [_row(module, catalogue) for module in modules]


def _row(module: Module, catalogue: Catalogue) -> ModuleRow:
    uses = Counter(item.use for item in module.items)
    tests = Counter(item.objective for item in module.items if item.use in ("form", "recheck"))
    judged: list[Any] = [item for item in module.items if item.kind == "judge"]
    return ModuleRow(
        module=module,
        courses=tuple(catalogue.courses_of(module.id)),
        objectives=tuple(ObjectiveRow(o.text, tests[o.id]) for o in module.about.objectives),
        items=len(module.items),
        form=uses["form"],
        recheck=uses["recheck"],
        simulations=len(module.scenarios),
        genuine_share=sum(item.is_trustworthy for item in judged) / len(judged) if judged else None,
    )


def document(catalogue: Catalogue) -> str:
    """The map as Markdown: docs/curriculum.md. The same content gives the same text."""
    table = rows(catalogue)
    parts = [
        "# The curriculum as it is taught",
        "",
        "Made by `flask content curriculum` from the course files; do not edit by hand. A test keeps it current.",
        "",
        f"{len(table)} modules, {len(catalogue.courses)} courses, {len(catalogue.items)} items, "
        f"{sum(row.simulations for row in table)} simulations. Languages: {', '.join(LANGUAGES)}, in every text.",
        "",
        "## Courses",
        "",
        *_courses(catalogue.courses.values()),
        "",
        "## Modules",
        "",
        *_table(
            ["", "module", "bands", "min", "items", "form", "re-check", "sim.", "genuine", "sensitivity", "review by"],
            [_module_cells(row) for row in table],
        ),
        "",
        "## Techniques",
        "",
        *_matrix(table, [(key, key) for key in catalogue.techniques], lambda module: module.about.techniques),
        "",
        "## Competences",
        "",
        "DigComp 3.0: " + "; ".join(f"{key} {text.en}" for key, text in DIGCOMP.items()) + ".  ",
        "Vietnamese learner frame: " + "; ".join(f"{key} {text.en}" for key, text in VIETNAM.items()) + ".",
        "",
        *_matrix(
            table,
            [(key, key) for key in (*DIGCOMP, *VIETNAM)],
            lambda module: (*module.about.competences.digcomp, *module.about.competences.vietnam),
        ),
        "",
        "## Objectives and the items that test them",
        "",
        *(line for row in table for line in _objectives(row)),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _courses(courses: Iterable[Course]) -> list[str]:
    lines = []
    for course in courses:
        names = [module.about.code + ("" if module in course.required else " (optional)") for module in course.modules]
        way = " → ".join(names)
        lines.append(f"- **{course.title.vi}** / {course.title.en}: {way}; final check from {len(course.check)} items")
    return lines


def _module_cells(row: ModuleRow) -> list[str]:
    about = row.module.about
    share = "–" if row.genuine_share is None else f"{row.genuine_share:.0%}"
    return [
        about.code,
        f"{about.title.vi} / {about.title.en}",
        ", ".join(about.bands),
        str(about.minutes),
        str(row.items),
        str(row.form),
        str(row.recheck),
        str(row.simulations),
        share,
        about.sensitivity,
        row.review_by.isoformat(),
    ]


def _matrix(table: Sequence[ModuleRow], columns: Sequence[tuple[str, str]], of: Any) -> list[str]:
    body = [[row.module.about.code, *("●" if key in of(row.module) else "" for key, _ in columns)] for row in table]
    return _table(["", *(name for _, name in columns)], body)


def _objectives(row: ModuleRow) -> list[str]:
    lines = [f"### {row.module.about.code} {row.module.title.en}", ""]
    lines += [f"- {objective.text.en} ({objective.items} items)" for objective in row.objectives]
    return [*lines, ""]


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    return [
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(cells) + " |" for cells in body),
    ]
