"""A pupil without e-mail comes in by card, or by class code, name and pictures."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from learning import clock
from learning.classrooms import cards, enrolment, leaving
from learning.classrooms.models import Card, Classroom, Pupil
from learning.db import db, writing
from tests.builders import rows
from tests.cast import Person
from tests.client import Page, Reader

pytestmark = pytest.mark.storage


def new_card(app: Flask, pupil: Pupil) -> cards.Secret:
    secret = cards.draw()
    with app.app_context(), writing():
        cards.issue(pupil.learner_id, pupil.classroom_id, secret, now=clock.now())
        db.session.commit()
    return secret


def tries(reader: Reader, classroom: Classroom, name: str, pictures: tuple[str, ...]) -> Page:
    reader.opens(f"/vi/class/{classroom.code}")
    row = {f"picture_{n}": picture for n, picture in enumerate(pictures, 1)}
    return reader.submits({"name": name, **row}, form=f"/class/{classroom.code}")


def wrong(pictures: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("sun" if picture != "sun" else "moon" for picture in pictures)


def test_qr_code_lets_its_pupil_in_after_one_press(
    app: Flask, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    secret = new_card(app, pupil_of("Minh"))
    visitor.opens(f"/vi/class/card/{secret.token}")
    page = visitor.submits(form=f"/card/{secret.token}")
    assert page.url == "/vi/my-learning"
    assert "Nguyễn Đức Minh" in page.h1


def test_code_name_and_pictures_let_a_pupil_in_without_capitals_and_accents(
    app: Flask, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    secret = new_card(app, pupil_of("Niê"))
    visitor.opens("/vi/class")
    visitor.submits({"code": class_6a.code.lower()}, form="/class")
    assert tries(visitor, class_6a, "NIE", secret.pictures).url == "/vi/my-learning"


def test_new_card_kills_the_old_one(
    app: Flask, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    old = new_card(app, pupil_of("Minh"))
    new_card(app, pupil_of("Minh"))
    assert visitor.opens(f"/vi/class/card/{old.token}").status == 410


def test_guessing_locks_one_card_long_before_a_hundredth_and_no_classmate(
    app: Flask, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    minh, kha = new_card(app, pupil_of("Minh")), new_card(app, pupil_of("Kha"))
    guesses = 0
    while rows(app, Card, learner_id=pupil_of("Minh").learner_id)[0].locked_at is None:
        tries(visitor, class_6a, "Minh", wrong(minh.pictures))
        guesses += 1
    assert guesses < 0.01 * len(cards.PICTURES) ** cards.PICTURES_A_ROW
    assert tries(visitor, class_6a, "Minh", minh.pictures).status == 422
    assert visitor.opens(f"/vi/class/card/{minh.token}").status == 410
    assert tries(visitor, class_6a, "Kha", kha.pictures).url == "/vi/my-learning"


def test_teacher_unlocks_a_card(
    app: Flask, co_hoa: Person, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    secret = new_card(app, pupil_of("Minh"))
    for _ in range(cards.FAILURES_ALLOWED):
        tries(visitor, class_6a, "Minh", wrong(secret.pictures))
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils")
    co_hoa.submits(form="/unlocking")
    assert tries(visitor, class_6a, "Minh", secret.pictures).url == "/vi/my-learning"


def test_closed_code_and_unknown_code_lead_nowhere(co_hoa: Person, class_6a: Classroom, visitor: Reader) -> None:
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/pupils")
    co_hoa.submits(form="/code")
    assert visitor.opens(f"/vi/class/{class_6a.code}").status == 404
    visitor.opens("/vi/class")
    assert visitor.submits({"code": class_6a.code}, form="/class").status == 422


def test_teacher_never_signs_in_by_card(app: Flask, co_hoa: Person, class_6a: Classroom, visitor: Reader) -> None:
    with app.app_context(), writing():
        db.session.add(
            Pupil(
                classroom_id=class_6a.id, learner_id=co_hoa.id, nickname="Cô", nickname_key="co", joined_at=clock.now()
            )
        )
        secret = cards.draw()
        cards.issue(co_hoa.id, class_6a.id, secret, now=clock.now())
        db.session.commit()
    assert visitor.opens(f"/vi/class/card/{secret.token}").status == 410
    assert tries(visitor, class_6a, "Cô", secret.pictures).status == 422


def test_sheet_of_cards_is_a_pdf_and_only_hashes_are_stored(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    page = co_hoa.posts(f"/vi/classrooms/{class_6a.id}/cards.pdf")
    assert page.headers["Content-Type"] == "application/pdf"
    stored = rows(app, Card)
    assert len(stored) == 5
    assert all(len(card.token_hash) == 64 and card.pictures_hash.startswith("$argon2id$") for card in stored)


def test_sheet_with_a_sign_that_has_no_glyph_is_refused_in_words_and_the_old_cards_live_on(
    app: Flask, co_hoa: Person, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    old = new_card(app, pupil_of("Minh"))
    with app.app_context(), writing():
        db.session.get_one(Classroom, class_6a.id).name = "6A 🌟"
        db.session.commit()
    page = co_hoa.posts(f"/vi/classrooms/{class_6a.id}/cards.pdf")
    assert "🌟" in page.main
    assert "Không in được" in page.main
    assert visitor.opens(f"/vi/class/card/{old.token}").status == 200


def test_pupil_earns_and_keeps_everything_when_adding_a_login(
    app: Flask, class_6a: Classroom, visitor: Reader, pupil_of: Callable[[str], Pupil]
) -> None:
    pupil = pupil_of("Minh")
    secret = new_card(app, pupil)
    visitor.opens(f"/vi/class/card/{secret.token}")
    visitor.submits(form=f"/card/{secret.token}")
    visitor.opens("/vi/sign-up")
    visitor.submits({"login": "minh.6a", "password": "bốn từ chẳng liên quan"}, form="/sign-up")
    from learning.accounts.models import Learner

    [row] = rows(app, Learner, login="minh.6a")
    assert row.id == UUID(str(pupil.learner_id))


def test_sheet_has_a_card_for_nobody_who_left_meanwhile(app: Flask, co_hoa: Person, class_6a: Classroom) -> None:
    """The secrets of a class are drawn before the transaction that issues them begins."""
    with app.app_context(), writing():
        first, *others = enrolment.pupils_of(class_6a)
        secrets = {pupil.learner_id: cards.draw() for pupil in (first, *others)}
        place = db.session.get_one(Pupil, (class_6a.id, first.learner_id))
        leaving.remove(class_6a, place, actor_id=co_hoa.id, now=clock.now())
        issued = enrolment.issue_cards(class_6a, secrets, actor_id=co_hoa.id, now=clock.now())
        db.session.commit()
    assert [pupil.learner_id for pupil, _secret in issued] == [pupil.learner_id for pupil in others]
    assert rows(app, Card, learner_id=first.learner_id) == []
