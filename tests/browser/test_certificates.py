"""A teacher waits for a class's certificates: with scripts the page says how far they are, without them a link does."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import expect

from learning import clock
from learning.accounts.models import Learner
from learning.classrooms import assigning, bundles, classes, enrolment, rosters
from learning.classrooms.models import Bundle
from learning.db import db, writing
from learning.ops import worker
from tests import builders
from tests.browser.site import Site

pytestmark = pytest.mark.browser

STATUS = "#bundle [role=status]"
LEFT_ALONE = "window.leftAlone === true"


@dataclass
class Room:
    """A class of three, each with the certificate of the demo course."""

    site: Site
    teacher: Learner
    id: UUID

    def is_begun(self, done: int) -> None:
        """What the worker says on its way."""
        with self.site.app.app_context(), writing():
            [bundle_id] = db.session.scalars(db.select(Bundle.id).filter_by(classroom_id=self.id))
            bundles.note(bundle_id, done=done, total=3)
            db.session.commit()

    def is_made(self) -> None:
        """The worker does what is due."""
        with self.site.app.app_context():
            while worker.work_once(self.site.app.config, clock.now()):
                pass


@pytest.fixture
def room(small_site: Site) -> Room:
    now, today = clock.now(), clock.today()
    login = f"hoa{now.timestamp()}@example.com"
    hoa = builders.new_learner(
        small_site.app, name="Phạm Thị Hoa", login=login, band="adult", audience="teacher", email_confirmed_at=now
    )
    with small_site.app.app_context(), writing():
        made = classes.create(hoa, "6A", "18-22", now=now)
        enrolment.enrol(made, rosters.read_text("Lê An\nVũ Bình\nĐỗ Chi"), actor_id=hoa.id, now=now)
        known = {"standing": classes.standing_of(made), "teacher_id": hoa.id, "now": now, "today": today}
        dates = assigning.Dates(today, None)
        assigning.assign(made, small_site.catalogue.modules.values(), assigning.Target(), dates, **known)
        pupils = enrolment.pupils_of(made)
        db.session.commit()
    for pupil in pupils:
        builders.earned_certificate(small_site.app, pupil.learner_id)
    return Room(small_site, hoa, made.id)


def test_page_says_how_far_it_is_without_being_loaded_again(room, open_tab):
    page = open_tab(room.site, as_=room.teacher)
    page.goto(f"/vi/classrooms/{room.id}/certificates")
    page.get_by_role("button", name="Làm tệp").click()
    expect(page.locator(STATUS)).to_have_text("Tệp của thầy cô đang chờ đến lượt.")
    expect(page.get_by_role("link", name="Xem lại")).to_have_count(0)
    page.evaluate("window.leftAlone = true")
    room.is_begun(done=2)
    expect(page.locator(STATUS)).to_have_text("Đã làm xong 2 trên 3 chứng nhận.")
    expect(page.locator("#bundle progress")).to_have_js_property("value", 2)
    room.is_made()
    expect(page.locator(STATUS)).to_have_text("Tệp đã xong, gồm 3 chứng nhận.")
    assert page.evaluate(LEFT_ALONE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải tệp ZIP").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert len(archive.namelist()) == 3


def test_page_goes_on_looking_after_the_network_was_away(room, open_tab):
    page = open_tab(room.site, as_=room.teacher, forgives="ERR_INTERNET_DISCONNECTED")
    page.goto(f"/vi/classrooms/{room.id}/certificates")
    page.get_by_role("button", name="Làm tệp").click()
    expect(page.locator(STATUS)).to_have_text("Tệp của thầy cô đang chờ đến lượt.")
    page.context.set_offline(True)
    with page.expect_event("requestfailed"):
        room.is_made()
    page.context.set_offline(False)
    expect(page.get_by_role("link", name="Tải tệp ZIP")).to_be_visible()


def test_without_scripts_a_link_looks_again(room, open_tab):
    page = open_tab(room.site, as_=room.teacher, scripts=False)
    page.goto(f"/en/classrooms/{room.id}/certificates")
    page.get_by_role("button", name="Make the file").click()
    room.is_begun(done=1)
    page.get_by_role("link", name="Look again").click()
    expect(page.locator(STATUS)).to_have_text("1 of 3 certificates are made.")
    room.is_made()
    page.get_by_role("link", name="Look again").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    assert zipfile.is_zipfile(io.BytesIO(download.value.path().read_bytes()))
