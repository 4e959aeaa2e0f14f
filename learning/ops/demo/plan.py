"""What the demo school is: its classes and its teachers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class TeacherPlan:
    """A teacher of the school."""

    name: str
    is_vouched: bool = True
    may_give_sensitive: bool = False
    """True of one who has completed “Safeguarding and receiving a disclosure”."""


@dataclass(frozen=True)
class ClassPlan:
    """A class of the school."""

    name: str
    band: str
    pupils: int
    teachers: tuple[str, ...]
    """Keys of TEACHERS; the first has made the class."""
    ability: float = 1.3
    """Of the class as a whole, in logits above an item of middling difficulty."""
    has_locked_card: bool = False
    ended_days_ago: int = 0
    """Of an archived class: its four weeks lie before that day."""


TEACHERS = {
    "hoa": TeacherPlan("Phạm Thị Hoa", may_give_sensitive=True),
    "lan": TeacherPlan("Vũ Thị Lan", is_vouched=False),
    "son": TeacherPlan("Nguyễn Văn Sơn"),
    "mai": TeacherPlan("Lò Thị Mai", is_vouched=False),
    "hung": TeacherPlan("Trần Quốc Hùng"),
    "ha": TeacherPlan("Đặng Thu Hà", may_give_sensitive=True),
    "duc": TeacherPlan("Lê Minh Đức", is_vouched=False),
}
"""By what stands before the @ of their logins."""

CLASSES = (
    ClassPlan("6A1", "11-14", 45, ("hoa",), has_locked_card=True),
    ClassPlan("7A3", "11-14", 43, ("lan", "hoa"), ability=0.9),
    ClassPlan("3A", "6-10", 34, ("son",), ability=1.6),
    ClassPlan("11A2", "15-17", 45, ("ha",), ability=1.7),
    ClassPlan("Tin học K68", "18-22", 45, ("duc",), ability=1.9),
    ClassPlan("6A2", "11-14", 44, ("hoa",), ability=1.1),
    ClassPlan("8A1", "11-14", 42, ("lan",)),
    ClassPlan("4B", "6-10", 37, ("son",)),
    ClassPlan("5A", "6-10", 38, ("mai",), ability=1.5),
    ClassPlan("10A1", "15-17", 43, ("hung",), ability=1.2),
    ClassPlan("12D", "15-17", 40, ("hung",), ability=1.4),
    ClassPlan("Câu lạc bộ hè", "11-14", 24, ("duc",), ability=1.8, ended_days_ago=85),
)


def classes_of(classes: int, pupils: int) -> Sequence[ClassPlan]:
    """The first `classes` of the school with `pupils` in all, spread as in the whole school."""
    chosen = CLASSES[:classes]
    whole = sum(plan.pupils for plan in chosen)
    ends = [round(pupils * sum(plan.pupils for plan in chosen[:n]) / whole) for n in range(classes + 1)]
    return [replace(plan, pupils=ends[n + 1] - ends[n]) for n, plan in enumerate(chosen)]
