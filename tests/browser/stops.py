"""Every page of the platform, in every state that looks different: where it is, who sees it, what must be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from learning.items import KINDS
from tests.browser.school import School
from tests.browser.world import World
from tests.builders import right_choice, wrong_choice

Deed = Callable[[Any], None]


@dataclass(frozen=True)
class Stop:
    """A page in a state."""

    path: str
    """Behind the language."""
    who: str = "visitor"
    status: int = 200
    does: Deed | None = None
    """What must be done on the page before it looks like this."""
    after: Callable[[], None] | None = None
    """What must have happened before."""
    is_variant: bool = False
    """True of a state that another stop shows too, only with other words: seen in one look, not in all."""


def presses(place: str, until: str, **fields: str) -> Deed:
    """Fill in fields by their ids, press the button at `place` and wait for what comes."""

    def deed(page: Any) -> None:
        for field, value in fields.items():
            page.locator(f"#{field}").fill(value)
        page.locator(place).first.click()
        page.locator(until).wait_for()

    return deed


ROSTER = "\n".join(
    [
        "Họ và tên\tTổ\tNgày sinh",
        "Lê Thị Hoa\tTổ 2\t3/11/2014",
        "Trần Thị Hòa\t\t",
        "Vũ Văn An\tTổ 1\t",
        "Vũ Văn An\tTổ 1\t",
        "Minh 2014\t\t",
    ]
)
"""Somebody of each fate."""
SENDS = "main form button[type=submit]"
MENU_OPEN = Stop("/", does=presses(".menu summary", ".menu nav"))
"""On a phone."""
refused = presses(SENDS, "#errors")


def stops(world: World) -> Iterator[Stop]:
    """All of them, people by people, so that one who is refused too often does not stand in the way of others."""
    yield from _of_visitors(world)
    yield from _of_learning(world)
    yield from _of_items(world)
    yield from _of_accounts(world)
    yield from _of_certificates(world)
    yield from _of_classes(world)
    yield from _of_errors(world)


def stops_of_simulations(world: World) -> Iterator[Stop]:
    """The pages of a simulation, on a site that has one."""
    module, scenario_id = world.simulation
    yield Stop(f"/modules/{module.id}/simulations/{scenario_id}")
    yield Stop(world.run(world.khach, module, scenario_id, to_the_end=False), who="khach")
    yield Stop(world.run(world.khach, module, scenario_id, to_the_end=True), who="khach")


def _of_visitors(world: World) -> Iterator[Stop]:
    for path in (
        "/start/student",
        "/courses/",
        "/curriculum",
        "/teachers",
        "/privacy",
        "/official",
        "/style-guide",
        "/help/",
    ):
        yield Stop(path)
    yield Stop("/")
    yield Stop("/start/student/18-22")
    yield Stop("/start/parent/adult")
    yield Stop("/display", does=presses(SENDS, "[role=status]"))
    for n, slug in enumerate(world.site.catalogue.emergencies):
        yield Stop(f"/help/{slug}", is_variant=n > 0)
    yield Stop("/help/if-a-pupil-tells-you")


def _of_learning(world: World) -> Iterator[Stop]:
    for module in world.by_sensitivity.values():
        yield Stop(f"/modules/{module.id}")
        yield Stop(f"/modules/{module.id}/quiz")
    for module_id, number in world.screens():
        yield Stop(f"/modules/{module_id}/lesson/{number}")
    module, number, item = world.recall()
    lesson = f"/modules/{module.id}/lesson/{number}?recall={item.id}"
    yield Stop(lesson, status=422)
    yield Stop(f"{lesson}&choice={right_choice(item)}", who="khach")
    yield Stop(f"{lesson}&choice={wrong_choice(item)}", is_variant=True)
    course = next(iter(world.site.catalogue.courses))
    yield Stop(f"/courses/{course}")
    yield Stop(f"/courses/{course}", who="khach", is_variant=True)
    yield Stop("/my-learning", who="khach")
    yield Stop("/", who="khach", is_variant=True)


def _of_classes(world: World) -> Iterator[Stop]:
    school = world.school
    empty, room = (f"/classrooms/{class_id}" for class_id in (school.empty_class, school.class_6a))
    yield Stop("/classrooms/", who="tam", status=403)  # she has not confirmed her address
    yield Stop("/teachers", who="tam", is_variant=True)
    yield Stop("/classrooms/", who="hoa")
    yield Stop("/classrooms/", who="hoa", does=refused, is_variant=True)
    for page in ("", "/questions", "/pupils", "/roster", "/assignments", "/teachers", "/requests", "/former-pupils"):
        yield Stop(room + page, who="hoa")
    for page in ("", "/questions", "/requests", "/former-pupils", "/certificates"):
        yield Stop(empty + page, who="hoa")
    certificates = f"{room}/certificates"
    yield Stop(certificates, who="hoa")
    yield Stop(certificates, who="hoa", does=presses("#bundle button", "#bundle[data-enhance]"))
    yield Stop(certificates, who="hoa", after=world.does_the_later_work)
    minh = f"{room}/pupils/{school.minh.id}"
    for page in ("", "/name", "/moving"):
        yield Stop(minh + page, who="hoa")
    yield Stop(f"{minh}/name", who="hoa", does=presses(SENDS, "#errors", nickname=""), is_variant=True)
    yield Stop(f"{room}?sort=name", who="hoa", is_variant=True)
    yield Stop(f"{room}/questions?module={school.upsetting}", who="hoa", is_variant=True)
    yield Stop(f"{room}/roster", who="hoa", does=refused, is_variant=True)
    yield Stop(f"{room}/roster", who="hoa", does=presses(SENDS, "#faulty", names=ROSTER))
    yield Stop(f"{room}/assignments", who="hoa", does=refused)
    yield Stop(f"{room}/teachers", who="hoa", does=presses(SENDS, "main code"))
    yield Stop(f"/classrooms/join/{school.invitation}", who="hoa")
    yield from _of_hands(room, school)
    yield Stop("/my-learning", who="minh")
    yield Stop("/my-classes/joining", who="minh")
    yield Stop("/my-classes/joining", who="minh", does=refused, is_variant=True)
    yield Stop(f"/my-classes/joining/{school.class_code}", who="minh")
    for path in ("/class", f"/class/{school.class_code}"):
        yield Stop(path)
        yield Stop(path, does=refused, is_variant=True)
    yield Stop(f"/class/card/{school.card_token}")


def _of_hands(room: str, school: School) -> Iterator[Stop]:
    """A round of which the first three questions are counted: asked, refused, explained, left in the middle."""
    hands = f"{room}/hands/{school.round_id}"
    for path in (f"{room}/hands", hands, *(f"{hands}/{position}" for position in range(1, 7))):
        yield Stop(path, who="hoa")
    yield Stop(f"{hands}/1?correct=1", who="hoa", does=presses(".dock button", "#errors", hands_1="x"))
    yield Stop(f"/modules/{school.hands_module}/hands", who="hoa")


def _of_items(world: World) -> Iterator[Stop]:
    asked, wrong = world.asked(world.khach), world.answered(world.khach, wrong_choice)
    for position in range(1, len(asked.items) + 1):
        yield Stop(f"/attempts/{asked.id}/{position}", who="khach")
        yield Stop(f"/attempts/{wrong.id}/{position}", who="khach")
    yield Stop(f"/attempts/{asked.id}/1", who="khach", does=presses(".dock button", "#answer-error"))
    right = world.answered(world.khach, right_choice)
    yield Stop(f"/attempts/{right.id}/1", who="khach", is_variant=True)
    failed = world.checked(world.khach, world.site.one_of_each_look(), wrong_choice)
    passed = world.checked(world.khach, asked.items, right_choice)
    for sitting in (wrong, right, failed, passed):
        yield Stop(f"/attempts/{sitting.id}/result", who="khach")
    open_check = world.site.begin(world.khach.id, list(asked.items), kind="check")
    yield Stop(f"/attempts/{open_check.id}/1", who="khach")
    assert {item.kind for item in asked.items} == set(KINDS)


def _of_accounts(world: World) -> Iterator[Stop]:
    yield Stop("/sign-up", who="khach")
    for path in ("/sign-up", "/sign-in", "/forgotten", f"/reset/{world.token('reset')}"):
        yield Stop(path)
        yield Stop(path, does=refused, is_variant=path != "/sign-up")
    yield Stop("/forgotten", does=presses(SENDS, "main .art", login="nobody@example.com"))
    yield Stop(f"/confirm/{world.token('confirm')}")
    yield Stop("/account", who="tam")
    for page in ("profile", "password", "deletion"):
        yield Stop(f"/account/{page}", who="tam")
    yield Stop("/account/profile", who="tam", does=presses(SENDS, "#errors", name=""), is_variant=True)
    yield Stop("/account/password", who="tam", does=refused, is_variant=True)
    yield Stop("/account/deletion", who="tam", does=refused)
    yield Stop("/sign-in/joining", who="back_again")


def _of_certificates(world: World) -> Iterator[Stop]:
    yield Stop("/certificates/", after=world.forgets_the_tries)
    yield Stop("/certificates/KMM-0000-0000-0000-0000", status=404)
    for code in world.codes.values():
        yield Stop(f"/certificates/{code}")
    yield Stop("/my-learning", who="tam")
    yield Stop(f"/courses/{next(iter(world.site.catalogue.courses))}", who="tam", is_variant=True)


def _of_errors(world: World) -> Iterator[Stop]:
    """One template; these are the refusals that an address alone can meet."""
    yield Stop("/nowhere", status=404)
    yield Stop("/sign-out", status=405, is_variant=True)
    yield Stop("/confirm/used-already", status=410, is_variant=True)
    yield Stop("/certificates/KMM-0000-0000-0000-0000", status=429, after=world.tries_too_often)
