"""Making an account: from nothing, or out of a guest."""

from __future__ import annotations

import unicodedata

import pytest

from learning.accounts.models import Learner
from learning.certificates.models import Certificate
from learning.quiz.models import Attempt
from tests import builders
from tests.post import link_in

pytestmark = pytest.mark.storage

MAI = {
    "name": "Nguyễn Thị Hồng Phượng",
    "login": "phuong2013",
    "password": "con mèo đọc báo chiều",
    "band": "11-14",
}


def signs_up(reader, **other):
    reader.opens("/vi/sign-up")
    return reader.submits({**MAI, **other})


def test_a_visitor_gets_an_account_and_is_signed_in(visitor, app):
    assert signs_up(visitor).url == "/vi/my-learning"
    (learner,) = builders.rows(app, Learner)
    assert (learner.name, learner.login, learner.band) == (MAI["name"], "phuong2013", "11-14")
    assert visitor.opens("/vi/account").status == 200


def test_a_guest_becomes_the_account_and_keeps_everything(khach, app, module_id):
    sitting = khach.begins_quiz(module_id)
    khach.answers(sitting, 1)
    signs_up(khach)
    (learner,) = builders.rows(app, Learner)
    assert learner.id == khach.id
    assert learner.login == "phuong2013"
    assert [attempt.id for attempt in builders.rows(app, Attempt, learner_id=khach.id)] == [sitting.id]
    assert khach.opens(sitting.url(2)).status == 200


def test_the_guests_old_cookie_does_not_open_the_account(khach):
    old = khach.in_another_tab()
    signs_up(khach)
    assert khach.opens("/vi/account").h1
    assert old.opens("/vi/account").url.startswith("/vi/sign-in")


def test_a_certificate_earned_as_a_guest_is_issued_with_the_name(khach, app):
    course_id = next(iter(builders.catalogue_of(app).courses))
    builders.complete(app, khach.id, course_id)
    signs_up(khach)
    (certificate,) = builders.rows(app, Certificate)
    assert (certificate.holder_name, certificate.course_id) == (MAI["name"], course_id)


def test_a_login_that_somebody_has_is_refused_and_the_guest_stays_one(khach, minh):
    page = signs_up(khach, login=minh.login.upper())
    assert page.status == 422
    assert len(page.complaints) == 1
    assert khach.row.is_guest
    assert khach.opens("/vi/my-learning").url == "/vi/my-learning"


def test_a_login_is_the_same_in_capitals_and_with_space_around(visitor, app):
    signs_up(visitor, login="  Phuong2013 ")
    assert builders.rows(app, Learner)[0].login == "phuong2013"


def test_an_account_holder_is_led_to_the_account(minh):
    assert minh.opens("/vi/sign-up").url == "/vi/account"


@pytest.mark.parametrize("name", ["Hoàng " + "Ư" * 54, "H’Linh Niê", "Ê", "O'Neill-Trần"])
def test_a_name_may_have_sixty_letters_of_any_kind(visitor, app, name):
    signs_up(visitor, name=name)
    assert builders.rows(app, Learner)[0].name == name


def test_a_name_is_kept_composed_and_without_stray_space(visitor, app):
    signs_up(visitor, name="  " + unicodedata.normalize("NFD", "Trần  Thị Tâm\t"))
    assert builders.rows(app, Learner)[0].name == "Trần Thị Tâm"


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "Ư" * 61},
        {"name": "<b>Mai</b>"},
        {"name": "1234"},
        {"login": "ab"},
        {"login": "hai từ"},
        {"login": "mai@"},
        {"login": "a" * 121 + "@example.com"},
        {"password": "mười bốn chữ!!"},
        {"password": "a" * 201},
        {"password": "aaaaaaaaaaaaaaaa"},
        {"password": "phuong2013phuong2013"},
        {"band": "12"},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_one_sentence_and_nothing_is_stored(visitor, app, wrong):
    page = signs_up(visitor, **wrong)
    assert page.status == 422
    assert len(page.complaints) == 1
    assert builders.rows(app, Learner) == []


def test_a_refused_form_keeps_what_was_typed_but_never_the_password(visitor):
    page = signs_up(visitor, login="ab")
    assert page.form().values["name"] == [MAI["name"]]
    assert page.form().values["band"] == [MAI["band"]]
    assert page.form().values["password"] == [""]
    assert MAI["password"] not in page.body


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["sign-up", "sign-in", "forgotten"])
def test_a_form_sent_empty_complains_in_the_readers_language(visitor, language, path):
    visitor.opens(f"/{language}/{path}")
    page = visitor.submits()
    assert page.status == 422
    for sentence in page.complaints:
        assert sentence.isascii() == (language == "en"), sentence


def test_new_teacher_comes_from_the_page_for_teachers_to_the_first_class(app, visitor, post):
    visitor.opens("/vi/teachers")
    visitor.follows("Tạo tài khoản giáo viên")
    page = visitor.submits({**MAI, "login": "hoa@example.com", "band": "adult"}, form="/sign-up")
    assert "hoa@example.com" in page.main
    assert visitor.opens("/vi/classrooms/").status == 403
    assert "/vi/teachers" in visitor.opens("/vi/classrooms/").targets
    [letter] = post.goes_out()
    link = link_in(letter)
    visitor.opens(link)
    assert visitor.submits(form=link).url == "/vi/classrooms/"
    assert builders.rows(app, Learner)[0].audience == "teacher"
