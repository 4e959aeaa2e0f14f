"""A school on a site: cô Hoa with an empty class and with 6A, whose pupils have begun to learn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from learning import clock
from learning.accounts.models import Learner
from learning.classrooms import assigning, cards, classes, enrolment, joining, leaving, rosters
from learning.classrooms.models import Card, Classroom, Pupil
from learning.db import db, raise_to, writing
from learning.progress.models import ModuleCompletion
from tests import builders
from tests.browser.site import Site

NAMES = "Nguyễn Đức Minh\nTrần Thị Hòa\nLê Thị Hoa\nH'Linh Niê\nNguyễn Thị Hồng Phượng\nVũ Hải Yến"


@dataclass(frozen=True)
class School:
    """What the pages of classes show."""

    hoa: Learner
    minh: Learner
    empty_class: UUID
    class_6a: UUID
    class_code: str
    card_token: str
    invitation: str


def school_at(site: Site) -> School:
    """Open the school: some modules are late, some done, one card is locked."""
    now = clock.now()
    hoa = builders.new_learner(
        site.app, name="Phạm Thị Hoa", login="hoa@example.com", band="adult", audience="teacher", email_confirmed_at=now
    )
    ngoc = builders.new_learner(site.app, name="Đặng Bảo Ngọc", login="bao.ngoc", band="11-14")
    with site.app.app_context(), writing():
        empty, room = (classes.create(hoa, name, "11-14", now=now) for name in ("6B", "6A"))
        enrolment.enrol(room, rosters.read_text(NAMES), actor_id=hoa.id, now=now)
        secrets = {pupil.learner_id: cards.draw() for pupil in enrolment.pupils_of(room)}
        (first, secret), *_, (locked, _other), (last, _last) = enrolment.issue_cards(
            room, secrets, actor_id=hoa.id, now=now
        )
        db.session.get_one(Card, locked.learner_id).locked_at = now
        for module_id in _assigned(site, room, hoa):
            key = {"learner_id": first.learner_id, "module_id": module_id}
            raise_to(ModuleCompletion, key, {"screen": 1, "best_share": 0.5})
        invitation = classes.invite(room, actor_id=hoa.id, now=now)
        joining.ask(room, ngoc, now=now)
        gone = db.session.get_one(Pupil, (room.id, last.learner_id))
        leaving.remove(room, gone, actor_id=hoa.id, now=now)
        minh = db.session.get_one(Learner, first.learner_id)
        db.session.commit()
        return School(hoa, minh, empty.id, room.id, room.code, secret.token, invitation)


def _assigned(site: Site, room: Classroom, hoa: Learner) -> Iterator[str]:
    """Three modules about nothing upsetting, due yesterday; the first of them is begun by somebody."""
    modules = [m for m in site.catalogue.modules.values() if m.about.sensitivity == "none"][:3]
    now, today = clock.now(), clock.today()
    start, due = today - timedelta(days=9), today - timedelta(days=1)
    standing = classes.standing_of(room)
    known = {"standing": standing, "teacher_id": hoa.id, "now": now, "today": today}
    assigning.assign(room, modules, assigning.Target(), assigning.Dates(start, due), **known)
    yield from (module.id for module in modules[:1])
