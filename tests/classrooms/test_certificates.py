"""A class's certificates as one ZIP: asked for by a teacher, made by the worker, gone after a day."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from pypdf import PdfReader

from learning import certificates, clock
from learning.accounts import identity
from learning.accounts.models import Learner
from learning.audit import AuditEntry
from learning.certificates import award, pdf
from learning.certificates.models import Certificate
from learning.classrooms import bundles, work
from learning.classrooms.models import Bundle, Classroom, Pupil
from learning.db import db, writing
from learning.ops import worker
from learning.outbox import OutboxRow
from tests.builders import earned_certificate, rows
from tests.cast import Person
from tests.client import Page
from tests.conftest import ROOT, SMALL_COURSES
from tests.servers import Server

pytestmark = pytest.mark.storage

NICKNAMES = ("Minh", "Hòa", "Niê")
NEXT_IN_LINE, READY, LATE = "đang chờ đến lượt", "Tệp đã xong", "Chưa làm được tệp"


@pytest.fixture
def room(co_hoa: Person, class_6a: Classroom) -> str:
    """The address of 6A, to which cô Hoa has given the demo course."""
    co_hoa.opens(f"/vi/classrooms/{class_6a.id}/assignments")
    co_hoa.submits({"modules": ["demo"], "target": "class"}, form="/assignments")
    return f"/vi/classrooms/{class_6a.id}"


@pytest.fixture
def codes(app: Flask, room: str, pupil_of: Callable[[str], Pupil]) -> dict[str, str]:
    """Three pupils of 6A hold the certificate of the demo course: its codes by nickname."""
    return {name: earned_certificate(app, pupil_of(name).learner_id) for name in NICKNAMES}


def works(app: Flask, now: datetime | None = None) -> None:
    """Let the worker do everything that is due."""
    with app.app_context():
        while worker.work_once(app.config, now or clock.now()):
            pass


def asks(teacher: Person, room: str) -> Page:
    teacher.opens(f"{room}/certificates")
    return teacher.submits(form="/certificates")


def unpacked(teacher: Person, room: str) -> dict[str, bytes]:
    answer = teacher.opens(f"{room}/certificates.zip")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.response.get_data())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words_in(document: bytes) -> str:
    return PdfReader(io.BytesIO(document)).pages[0].extract_text()


def rename(app: Flask, code: str, name: str) -> None:
    """What stands on a certificate that was issued before names were looked at."""
    with app.app_context(), writing():
        found = next(row for row in db.session.scalars(db.select(Certificate)) if row.code in code.replace("-", ""))
        found.holder_name = name
        db.session.commit()


def test_teacher_gets_every_certificate_of_the_class_in_one_file(
    app: Flask, co_hoa: Person, class_6a: Classroom, room: str, codes: dict[str, str]
) -> None:
    assert "3 học sinh" in co_hoa.opens(f"{room}/certificates").main
    assert NEXT_IN_LINE in asks(co_hoa, room).main
    works(app)
    page = co_hoa.opens(f"{room}/certificates")
    assert READY in page.main
    assert f"{room}/certificates.zip" in page.targets
    files = unpacked(co_hoa, room)
    assert sorted(files) == ["hoa-khoa-hoc-thu.pdf", "minh-khoa-hoc-thu.pdf", "nie-khoa-hoc-thu.pdf"]
    assert "Nguyễn Đức Minh" in words_in(files["minh-khoa-hoc-thu.pdf"])
    assert codes["Minh"] in words_in(files["minh-khoa-hoc-thu.pdf"])
    name = co_hoa.opens(f"{room}/certificates.zip").headers["Content-Disposition"]
    assert f'filename="certificates-{class_6a.code}-{clock.today().isoformat()}.zip"' in name


def test_file_is_in_the_language_in_which_it_was_asked_for(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str]
) -> None:
    asks(co_hoa, room.replace("/vi/", "/en/"))
    works(app)
    files = unpacked(co_hoa, room)
    assert "minh-the-demo-course.pdf" in files
    assert "Certificate" in words_in(files["minh-the-demo-course.pdf"])


def test_class_without_certificates_says_so_and_makes_nothing(app: Flask, co_hoa: Person, room: str) -> None:
    page = co_hoa.opens(f"{room}/certificates")
    assert "Chưa có học sinh nào có chứng nhận." in page.main
    assert not [form for form in page.forms if form.action.endswith("/certificates")]
    co_hoa.posts(f"{room}/certificates")
    works(app)
    assert rows(app, Bundle) == []
    assert co_hoa.opens(f"{room}/certificates.zip").status == 404


def test_two_presses_are_one_file(app: Flask, co_hoa: Person, room: str, codes: dict[str, str]) -> None:
    tabs = [co_hoa.in_another_tab() for _ in range(6)]
    with ThreadPoolExecutor(len(tabs)) as pool:
        list(pool.map(lambda tab: tab.posts(f"{room}/certificates"), tabs))
    assert len(rows(app, Bundle)) == 1
    assert len(rows(app, OutboxRow, kind=bundles.WORK)) == 1


def test_file_is_made_anew_only_when_the_last_one_is_ready(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str], pupil_of: Callable[[str], Pupil]
) -> None:
    asks(co_hoa, room)
    works(app)
    earned_certificate(app, pupil_of("Kha").learner_id)
    assert len(unpacked(co_hoa, room)) == 3
    asks(co_hoa, room)
    works(app)
    assert len(unpacked(co_hoa, room)) == 4
    assert len(rows(app, Bundle)) == 1


def test_only_certificates_of_what_the_teacher_has_given_are_shown(
    app: Flask, co_hoa: Person, class_6a: Classroom, pupil_of: Callable[[str], Pupil]
) -> None:
    earned_certificate(app, pupil_of("Minh").learner_id)
    room = f"/vi/classrooms/{class_6a.id}"
    assert "Nguyễn Đức Minh" not in co_hoa.opens(f"{room}/certificates").main
    co_hoa.opens(f"{room}/assignments")
    co_hoa.submits({"modules": ["demo"], "target": f"pupil:{pupil_of('Hòa').learner_id}"}, form="/assignments")
    assert "Nguyễn Đức Minh" not in co_hoa.opens(f"{room}/certificates").main
    co_hoa.opens(f"{room}/assignments")
    co_hoa.submits({"modules": ["demo"], "target": "class"}, form="/assignments")
    assert "Nguyễn Đức Minh" in co_hoa.opens(f"{room}/certificates").main


def test_certificate_that_is_no_longer_valid_is_not_in_the_file(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str]
) -> None:
    asks(co_hoa, room)
    with app.app_context(), writing():
        taken_back = next(row for row in db.session.scalars(db.select(Certificate)))
        award.revoke(taken_back, "by mistake", actor_id=None, now=clock.now())
        db.session.commit()
    works(app)
    assert len(unpacked(co_hoa, room)) == len(codes) - 1


def test_name_that_cannot_be_printed_is_left_out_and_named(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str]
) -> None:
    rename(app, codes["Hòa"], "Trần 明 Hòa")
    asks(co_hoa, room)
    works(app)
    files = unpacked(co_hoa, room)
    assert sorted(files) == ["minh-khoa-hoc-thu.pdf", "nie-khoa-hoc-thu.pdf", "xin-doc.txt"]
    note = files["xin-doc.txt"].decode("utf-8-sig")
    assert "Trần 明 Hòa" in note
    assert "Minh" not in note
    page = co_hoa.opens(f"{room}/certificates")
    assert "gồm 2 chứng nhận. 1 chứng nhận không in được" in page.main


# Who may have it, and for how long


def test_pupil_who_leaves_is_not_in_the_file_and_an_old_file_goes(
    app: Flask, co_hoa: Person, class_6a: Classroom, room: str, codes: dict[str, str], pupil_of: Callable[[str], Pupil]
) -> None:
    asks(co_hoa, room)
    works(app)
    minh = Person(app, rows(app, Learner, id=pupil_of("Minh").learner_id)[0])
    minh.posts(f"/vi/my-classes/{class_6a.id}/leaving")
    assert co_hoa.opens(f"{room}/certificates.zip").status == 404
    asks(co_hoa, room)
    works(app)
    assert sorted(unpacked(co_hoa, room)) == ["hoa-khoa-hoc-thu.pdf", "nie-khoa-hoc-thu.pdf"]


def test_pupil_who_leaves_while_the_file_is_made_is_not_in_it(
    app: Flask,
    co_hoa: Person,
    class_6a: Classroom,
    room: str,
    codes: dict[str, str],
    pupil_of: Callable[[str], Pupil],
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    minh = Person(app, rows(app, Learner, id=pupil_of("Minh").learner_id)[0])
    meanwhile(lambda: minh.posts(f"/vi/my-classes/{class_6a.id}/leaving"))
    asks(co_hoa, room)
    works(app)
    assert co_hoa.opens(f"{room}/certificates.zip").status == 404
    assert rows(app, Bundle) == []


def test_deleted_account_is_gone_from_the_file_as_well(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str], pupil_of: Callable[[str], Pupil]
) -> None:
    asks(co_hoa, room)
    works(app)
    with app.app_context(), writing():
        identity.delete_account(db.session.get_one(Learner, pupil_of("Minh").learner_id), clock.now())
        db.session.commit()
    assert rows(app, Bundle) == []


def test_second_teacher_may_fetch_it_and_who_has_left_may_not(
    app: Flask, co_hoa: Person, co_lan: Person, room: str, codes: dict[str, str]
) -> None:
    asks(co_hoa, room)
    works(app)
    assert co_lan.opens(f"{room}/certificates.zip").status == 404
    co_hoa.opens(f"{room}/teachers")
    page = co_hoa.submits(form="/teachers")
    link = next(word for word in page.main.split() if "/classrooms/join/" in word)
    co_lan.opens(link)
    co_lan.submits(form=link)
    assert len(unpacked(co_lan, room)) == len(codes)
    co_hoa.posts(f"{room}/leaving")
    assert co_hoa.opens(f"{room}/certificates.zip").status == 404
    assert co_hoa.opens(f"{room}/certificates").status == 404


def test_file_is_gone_after_a_day(app: Flask, co_hoa: Person, room: str, codes: dict[str, str]) -> None:
    asks(co_hoa, room)
    works(app)
    with time_machine.travel(clock.now() + timedelta(hours=23, minutes=59)):
        assert len(unpacked(co_hoa, room)) == len(codes)
    with time_machine.travel(clock.now() + timedelta(hours=24, minutes=1)):
        assert co_hoa.opens(f"{room}/certificates.zip").status == 404
        assert READY not in co_hoa.opens(f"{room}/certificates").main
        with app.app_context():
            worker.tidy(clock.now())
    assert rows(app, Bundle) == []


def test_asking_and_fetching_stand_in_the_audit_log(
    app: Flask, co_hoa: Person, class_6a: Classroom, room: str, codes: dict[str, str]
) -> None:
    asks(co_hoa, room)
    works(app)
    unpacked(co_hoa, room)
    deeds = [row for row in rows(app, AuditEntry) if row.action.startswith("bundle:")]
    assert {(row.action, row.actor_id, row.subject_id) for row in deeds} == {
        ("bundle:ask", co_hoa.id, str(class_6a.id)),
        ("bundle:fetch", co_hoa.id, str(class_6a.id)),
    }


# What happens while it is made


class Killed(BaseException):
    """Nothing catches it, as nothing catches a power cut."""


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Something happens while the second certificate is being printed."""

    def register(happens: Callable[[], object]) -> None:
        printed: list[Any] = []

        def watched(sheet: pdf.Sheet) -> bytes:
            printed.append(sheet)
            if len(printed) == 2:
                with ThreadPoolExecutor(1) as elsewhere:
                    elsewhere.submit(happens).result()
            return pdf.certificate_pdf(sheet)

        monkeypatch.setattr(certificates, "certificate_pdf", watched)

    return register


@pytest.fixture
def told_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "TELLS_EVERY", 1)


def test_page_says_how_far_it_is_and_looks_again(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str], meanwhile: Any, told_often: None
) -> None:
    seen: list[Page] = []
    meanwhile(lambda: seen.append(co_hoa.opens(f"{room}/certificates")))
    asks(co_hoa, room)
    works(app)
    [page] = seen
    assert "Đã làm xong 1 trên 3 chứng nhận." in page.main
    assert page.links["Xem lại"] == f"{room}/certificates"
    [bar] = page.html.iter("progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "3")
    assert [element.get("data-enhance") for element in page.html.iter("section")].count("look-again") == 1
    assert "look-again" not in co_hoa.opens(f"{room}/certificates").body


def test_worker_that_dies_in_between_begins_again_and_ends_with_one_file(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str], meanwhile: Any
) -> None:
    def dies() -> None:
        raise Killed

    meanwhile(dies)
    asks(co_hoa, room)
    with pytest.raises(Killed):
        works(app)
    works(app)
    assert [row.made_at for row in rows(app, Bundle)] == [None]
    works(app, clock.now() + timedelta(minutes=3))
    assert len(unpacked(co_hoa, room)) == len(codes)
    assert len(rows(app, Bundle)) == 1


def test_worker_that_is_killed_begins_again_and_ends_with_one_file(
    app: Flask,
    co_hoa: Person,
    class_6a: Classroom,
    room: str,
    tmp_path: Path,
    database: str,
    database_url: Callable[[str], str],
) -> None:
    """The same with a real process and a real kill, in the middle of a class of 45."""
    co_hoa.posts(f"{room}/pupils", {"roster": "\n".join(f"Nguyễn {a}{b}a" for a in "ABCDE" for b in "bcdghklm")})
    pupils = rows(app, Pupil, classroom_id=class_6a.id)
    for pupil in pupils:
        earned_certificate(app, pupil.learner_id)
    asks(co_hoa, room)
    settings = {"DATABASE_URL": database_url(database), "COURSES": str(SMALL_COURSES)}
    command = [sys.executable, "-m", "flask", "worker"]
    with subprocess.Popen(command, cwd=ROOT, env=Server(tmp_path, settings).environment) as process:
        while (done := rows(app, Bundle)[0].done) == 0:
            assert process.poll() is None
            time.sleep(0.005)  # its progress shows in a row and nowhere else: look often, to kill it midway
        process.kill()
    [bundle] = rows(app, Bundle)
    assert 0 < done <= bundle.done < len(pupils) == 45
    assert bundle.made_at is None
    works(app, clock.now() + timedelta(minutes=3))
    assert len(unpacked(co_hoa, room)) == len(pupils)
    assert len(rows(app, Bundle)) == 1


def test_same_work_done_twice_keeps_the_first_file(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str], meanwhile: Any
) -> None:
    """Two workers may come to do the same after a long pause of one of them."""
    asks(co_hoa, room)
    payload = dict(rows(app, OutboxRow, kind=bundles.WORK)[0].payload)

    def other_worker() -> None:
        with app.app_context():
            work.make_bundle(payload, app.config, clock.now())

    meanwhile(other_worker)
    works(app)
    [bundle] = rows(app, Bundle)
    assert (bundle.done, bundle.total) == (len(codes), len(codes))
    assert len(unpacked(co_hoa, room)) == len(codes)


def test_file_that_never_comes_is_given_up_after_an_hour_and_can_be_asked_for_again(
    app: Flask, co_hoa: Person, room: str, codes: dict[str, str]
) -> None:
    asks(co_hoa, room)
    with time_machine.travel(clock.now() + timedelta(minutes=61)):
        assert LATE in co_hoa.opens(f"{room}/certificates").main
        assert NEXT_IN_LINE in co_hoa.submits(form="/certificates").main
        works(app)
        assert len(unpacked(co_hoa, room)) == len(codes)
