"""Out of a class, back again, into another: what was learned stays the pupil's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from learning import clock
from learning.accounts.models import Learner
from learning.classrooms import leaving
from learning.classrooms.models import Classroom, FormerPupil, JoinRequest, Pupil
from learning.ops import worker
from tests.builders import complete, rows
from tests.cast import Person
from tests.classrooms.test_cards import new_card
from tests.client import Reader

pytestmark = pytest.mark.storage


def tidies_up(app: Flask) -> None:
    with app.app_context():
        worker.tidy(clock.now())


def test_pupil_leaves_and_keeps_what_was_learned(
    app: Flask, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    pupil = pupil_of("Minh")
    complete(app, pupil.learner_id, "demo-course", check=False)
    minh = Person(app, rows(app, Learner, id=pupil.learner_id)[0])
    minh.opens("/vi/my-learning")
    minh.submits(form="/leaving")
    assert rows(app, Pupil, learner_id=pupil.learner_id) == []
    assert minh.opens("/vi/my-learning").with_class("mark--done")


def test_pupil_taken_out_by_mistake_comes_back_with_everything(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil], visitor: Reader
) -> None:
    pupil = pupil_of("Minh")
    complete(app, pupil.learner_id, "demo-course", check=False)
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils/{pupil.learner_id}")
    co_hoa.submits(form="/removal")
    with time_machine.travel(clock.now() + timedelta(days=60)):
        tidies_up(app)
        co_hoa.on_another_device().opens(f"/vi/classrooms/{class_6a.id}/former-pupils")
        back = co_hoa.on_another_device()
        back.posts(f"/vi/classrooms/{class_6a.id}/former-pupils/{pupil.learner_id}/return")
    assert pupil_of("Minh").learner_id == pupil.learner_id
    assert rows(app, FormerPupil) == []
    secret = new_card(app, pupil_of("Minh"))
    visitor.opens(f"/vi/class/card/{secret.token}")
    assert visitor.submits(form=f"/card/{secret.token}").with_class("mark--done")


def test_nobody_is_kept_for_ever(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    pupil = pupil_of("Minh")
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils/{pupil.learner_id}/removal")
    with time_machine.travel(clock.now() + leaving.KEPT_FOR + timedelta(days=1)):
        tidies_up(app)
    assert rows(app, FormerPupil) == []
    assert rows(app, Learner, id=pupil.learner_id) == []


def test_teacher_takes_nobody_out_of_a_class_of_somebody_else(
    app: Flask, co_lan: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    co_lan.opens("/vi/classrooms/")
    co_lan.submits({"name": "6B", "band": "11-14"}, form="/classrooms/")
    own = next(c for c in rows(app, Classroom) if c.name == "6B")
    minh = pupil_of("Minh").learner_id
    for deed in ("removal", "unlocking", "name", "moving"):
        assert co_lan.posts(f"/vi/classrooms/{own.id}/pupils/{minh}/{deed}").status == 404
    assert rows(app, Learner, id=minh)[0].has_card


def test_moved_pupil_signs_in_to_the_new_class_by_the_old_card(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil], visitor: Reader
) -> None:
    secret = new_card(app, pupil_of("Minh"))
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "7A", "band": "11-14"}, form="/classrooms/")
    other = next(c for c in rows(app, Classroom) if c.name == "7A")
    co_hoa.posts(f"/vi/classrooms/{other.id}/pupils", {"roster": "Lê Văn Minh"})
    minh = next(p for p in rows(app, Pupil, classroom_id=class_6a.id) if p.nickname == "Minh").learner_id
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils/{minh}/moving")
    assert co_hoa.submits({"other": str(other.id)}).h1 == "Nguyễn Đức Minh"
    [place] = rows(app, Pupil, learner_id=minh)
    assert (place.classroom_id, place.nickname) == (other.id, "Đức Minh")
    visitor.opens(f"/vi/class/card/{secret.token}")
    assert "7A" in visitor.submits(form=f"/card/{secret.token}").main


def test_pupil_with_an_account_comes_in_once_the_teacher_says_yes(
    app: Flask, co_hoa: Person, class_6a: Classroom, minh: Person
) -> None:
    minh.opens("/vi/my-classes/joining")
    minh.submits({"code": class_6a.code.lower()})
    assert "Phạm Thị Hoa" in minh.opens(f"/vi/my-classes/joining/{class_6a.code}").main
    for _ in range(2):
        minh.posts(f"/vi/my-classes/joining/{class_6a.code}")
    assert len(rows(app, JoinRequest)) == 1
    assert rows(app, Pupil, learner_id=minh.id) == []
    assert "chưa nhận em" in minh.opens("/vi/my-learning").main
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/requests")
    co_hoa.submits(form="/acceptance")
    assert len(rows(app, Pupil, learner_id=minh.id)) == 1
    assert "6A" in minh.opens("/vi/my-learning").main


def test_refused_learner_is_not_in_the_class(app: Flask, co_hoa: Person, class_6a: Classroom, minh: Person) -> None:
    minh.posts(f"/vi/my-classes/joining/{class_6a.code}")
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/requests")
    co_hoa.submits(form="/refusal")
    assert rows(app, JoinRequest) == []
    assert rows(app, Pupil, learner_id=minh.id) == []


def test_no_teacher_makes_a_card_into_somebodys_own_account(
    app: Flask, co_hoa: Person, class_6a: Classroom, minh: Person
) -> None:
    minh.posts(f"/vi/my-classes/joining/{class_6a.code}")
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/requests/{minh.id}/acceptance")
    page = co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils/{minh.id}")
    assert not [target for target in page.forms if "cards.pdf" in target.action]
    assert co_hoa.posts(f"/vi/classrooms/{class_6a.id}/cards.pdf", {"pupil": str(minh.id)}).status == 404


def test_guest_needs_an_account_before_asking(class_6a: Classroom, khach: Person) -> None:
    assert "/sign-in" in khach.opens("/vi/my-classes/joining").url


def test_name_is_mended_and_a_taken_nickname_is_refused(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    minh = pupil_of("Minh").learner_id
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils/{minh}/name")
    refused = co_hoa.submits({"name": "Nguyễn Đức Mình", "nickname": "hoa", "group": "Tổ 2"})
    assert refused.status == 422
    co_hoa.submits({"nickname": "Đức Mình"})
    assert rows(app, Learner, id=minh)[0].name == "Nguyễn Đức Mình"
    [place] = rows(app, Pupil, learner_id=minh)
    assert (place.nickname, place.nickname_key, place.group) == ("Đức Mình", "ducminh", "Tổ 2")
