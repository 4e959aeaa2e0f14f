"""A guest who signs in: asked whether it was the same person, and merged exactly once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from learning.accounts.models import Learner, SignIn
from learning.audit import AuditEntry
from learning.progress.models import ModuleCompletion
from learning.quiz.models import Attempt, Response
from tests import builders
from tests.builders import PASSWORD

pytestmark = pytest.mark.storage


@pytest.fixture
def sat_by_a_guest(khach, module_id):
    """Khách has finished a quiz."""
    sitting = khach.begins_quiz(module_id)
    khach.answers_all(sitting)
    return sitting


def signs_in(guest, person):
    guest.opens("/vi/sign-in?next=/vi/courses/")
    page = guest.submits({"login": person.login, "password": PASSWORD})
    assert page.url.startswith("/vi/sign-in/joining")
    return page


def owners(app, table):
    return {row.learner_id for row in builders.rows(app, table)}


def test_a_yes_gives_the_account_everything_and_ends_the_guest(app, khach, minh, sat_by_a_guest):
    signs_in(khach, minh)
    assert khach.submits(button="yes").url == "/vi/courses/"
    assert owners(app, Attempt) == owners(app, Response) == owners(app, ModuleCompletion) == {minh.id}
    assert builders.rows(app, Learner, id=khach.id) == []
    assert [entry.action for entry in builders.rows(app, AuditEntry)] == ["guest:merge"]


def test_a_no_leaves_the_guests_work_apart(app, khach, minh, sat_by_a_guest):
    signs_in(khach, minh)
    assert khach.submits(button="no").url == "/vi/courses/"
    assert owners(app, Attempt) == {khach.id}
    assert builders.rows(app, SignIn, learner_id=khach.id) == []


def test_of_a_module_both_have_done_the_better_stays(app, khach, minh, module_id):
    minh.answers_all(minh.begins_quiz(module_id), builders.wrong_choice)
    khach.answers_all(khach.begins_quiz(module_id))
    signs_in(khach, minh)
    khach.submits(button="yes")
    (completion,) = builders.rows(app, ModuleCompletion)
    assert completion.best_share == 1
    assert completion.completed_at is not None
    assert len(builders.rows(app, Attempt, learner_id=minh.id)) == 2


def test_the_question_is_asked_once(khach, minh, sat_by_a_guest):
    signs_in(khach, minh)
    khach.submits(button="yes")
    assert khach.opens("/vi/sign-in/joining").url == "/vi/my-learning"


def test_two_yeses_at_once_merge_once(app, khach, minh, sat_by_a_guest):
    signs_in(khach, minh)
    tabs = [khach.in_another_tab() for _ in range(4)]
    for tab in tabs:
        tab.opens("/vi/sign-in/joining")
    gate = Barrier(len(tabs))

    def says_yes(tab):
        gate.wait()
        return tab.submits(button="yes").status

    with ThreadPoolExecutor(len(tabs)) as pool:
        assert list(pool.map(says_yes, tabs)) == [200] * len(tabs)
    assert owners(app, Attempt) == {minh.id}
    assert len(builders.rows(app, AuditEntry, action="guest:merge")) == 1


def test_a_stranger_cannot_take_a_guest_by_knowing_its_number(app, minh, tam, khach, sat_by_a_guest):
    signs_in(khach, minh)
    tam.posts("/vi/sign-in/joining", {"was_me": "yes", "pending_guest_id": str(khach.id)})
    assert owners(app, Attempt) == {khach.id}


def test_a_visitor_is_not_asked(visitor, minh):
    visitor.opens("/vi/sign-in")
    assert visitor.submits({"login": minh.login, "password": PASSWORD}).url == "/vi/my-learning"
