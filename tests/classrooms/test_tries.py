"""Many try their pictures at once: a guesser is stopped however fast, and a whole class comes in."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random

import pytest
from flask import Flask

from learning import clock
from learning.classrooms import cards, enrolment
from learning.classrooms.models import Card, Classroom, Pupil
from learning.db import db, writing
from tests.builders import rows
from tests.cast import Person
from tests.classrooms.test_cards import new_card, tries, wrong
from tests.client import Reader

pytestmark = pytest.mark.storage

AT_ONCE = 32
CLASS_SIZE = 45
SAME_MINUTE = 60.0
NOT_THESE, LOCKED = "chưa khớp", "Thẻ này đã khóa"


@pytest.fixture
def minh_in_6a(class_6a: Classroom, pupil_of: Callable[[str], Pupil]) -> Pupil:
    return pupil_of("Minh")


@contextmanager
def transaction(app: Flask) -> Iterator[None]:
    with app.app_context(), writing():
        yield
        db.session.commit()


def card_of(app: Flask, pupil: Pupil) -> Card:
    (card,) = rows(app, Card, learner_id=pupil.learner_id)
    return card


def answer_to(app: Flask, classroom: Classroom, name: str, pictures: tuple[str, ...]) -> str:
    """What a reader with a device of their own is told."""
    page = tries(Reader(app), classroom, name, pictures)
    if page.status != 422:
        return page.url
    return next(words for words in (NOT_THESE, LOCKED) if words in page.main)


def test_of_many_guesses_at_once_five_are_looked_at_and_the_card_stays_locked(
    app: Flask, class_6a: Classroom, minh_in_6a: Pupil, pupil_of: Callable[[str], Pupil]
) -> None:
    secret, kha = new_card(app, minh_in_6a), new_card(app, pupil_of("Kha"))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        guesses = [pool.submit(answer_to, app, class_6a, "Minh", wrong(secret.pictures)) for _ in range(AT_ONCE)]
    told = Counter(guess.result() for guess in guesses)
    assert told == {NOT_THESE: cards.FAILURES_ALLOWED, LOCKED: AT_ONCE - cards.FAILURES_ALLOWED}
    assert card_of(app, minh_in_6a).locked_at is not None
    assert answer_to(app, class_6a, "Minh", secret.pictures) == LOCKED
    assert answer_to(app, class_6a, "Kha", kha.pictures) == "/vi/my-learning"


def test_whoever_fails_four_times_and_is_right_at_last_comes_in_with_five_new_tries(
    app: Flask, class_6a: Classroom, minh_in_6a: Pupil
) -> None:
    secret = new_card(app, minh_in_6a)
    for _ in range(cards.FAILURES_ALLOWED - 1):
        assert answer_to(app, class_6a, "Minh", wrong(secret.pictures)) == NOT_THESE
    assert answer_to(app, class_6a, "Minh", secret.pictures) == "/vi/my-learning"
    assert (card_of(app, minh_in_6a).failures, card_of(app, minh_in_6a).locked_at) == (0, None)


def test_right_row_that_was_begun_before_the_lock_comes_too_late(
    app: Flask, class_6a: Classroom, minh_in_6a: Pupil
) -> None:
    secret = new_card(app, minh_in_6a)
    with transaction(app):
        early = cards.begin_try(class_6a, "Minh", now=clock.now())
    for _ in range(cards.FAILURES_ALLOWED - 1):
        answer_to(app, class_6a, "Minh", wrong(secret.pictures))
    assert early.fits(secret.pictures)
    with transaction(app), pytest.raises(cards.Locked):
        cards.admit(early)


def test_right_row_of_a_card_that_was_replaced_meanwhile_lets_nobody_in(
    app: Flask, class_6a: Classroom, minh_in_6a: Pupil
) -> None:
    new_card(app, minh_in_6a)
    with transaction(app):
        early = cards.begin_try(class_6a, "Minh", now=clock.now())
    new_card(app, minh_in_6a)
    with transaction(app):
        assert cards.admit(early) is None


@pytest.mark.parametrize("seed", range(12))
def test_in_whatever_order_tries_begin_and_end_no_more_than_five_are_open_to_a_guesser(
    app: Flask, class_6a: Classroom, minh_in_6a: Pupil, seed: int
) -> None:
    """One in eight of the tries is right; counted are those since the last one that came in."""
    new_card(app, minh_in_6a)
    rng = Random(seed)
    under_way: list[tuple[cards.Try, bool]] = []
    looked_at, is_locked_for_good = 0, False
    for _ in range(60):
        with transaction(app):
            if under_way and rng.random() < 0.5:
                tried, is_right = under_way.pop(rng.randrange(len(under_way)))
                if is_right and _comes_in(tried):
                    assert not is_locked_for_good
                    looked_at = 0
                elif tried.is_last:
                    is_locked_for_good = True
                continue
            try:
                under_way.append((cards.begin_try(class_6a, "Minh", now=clock.now()), rng.random() < 1 / 8))
                assert not is_locked_for_good
                looked_at += 1
            except cards.Locked:
                assert looked_at >= cards.FAILURES_ALLOWED
            assert looked_at <= cards.FAILURES_ALLOWED
    assert (card_of(app, minh_in_6a).locked_at is None) <= (not is_locked_for_good)


def _comes_in(tried: cards.Try) -> bool:
    try:
        return cards.admit(tried) is not None
    except cards.Locked:
        return False


def test_class_of_45_behind_one_address_is_in_within_a_minute_and_a_guesser_among_them_is_not(
    app: Flask, co_hoa: Person, class_6a: Classroom, minh_in_6a: Pupil
) -> None:
    letters = "ABCDEFGHIKLMNOPQRSTUVXY"
    names = [f"Nguyễn Thị {first}{second.lower()}a" for first in letters[:5] for second in letters[:8]]
    co_hoa.posts(f"/vi/classrooms/{class_6a.id}/pupils", {"roster": "\n".join(names)})
    with transaction(app):
        pupils = enrolment.pupils_of(class_6a)
        secrets = {pupil.learner_id: cards.draw() for pupil in pupils}
        enrolment.issue_cards(class_6a, secrets, actor_id=co_hoa.id, now=clock.now())
    assert len(pupils) == CLASS_SIZE
    victim, *others = pupils
    began = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        guesses = [
            pool.submit(answer_to, app, class_6a, victim.nickname, wrong(secrets[victim.learner_id].pictures))
            for _ in range(17)
        ]
        come_in = [
            pool.submit(answer_to, app, class_6a, pupil.nickname, secrets[pupil.learner_id].pictures)
            for pupil in others
        ]
    assert time.monotonic() - began < SAME_MINUTE
    assert {pupil.result() for pupil in come_in} == {"/vi/my-learning"}
    assert Counter(guess.result() for guess in guesses) == {NOT_THESE: 5, LOCKED: 12}
