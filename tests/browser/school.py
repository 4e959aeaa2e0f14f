"""A school on a site: cô Hoa with an empty class and with 6A, whose pupils have begun to learn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID

from learning import clock, quiz
from learning.accounts.models import Learner
from learning.catalogue import Module
from learning.classrooms import assigning, cards, classes, enrolment, hands, joining, leaving, rosters
from learning.classrooms.models import Assignment, Card, Classroom, Pupil
from learning.db import db, raise_to, writing
from learning.progress.models import ModuleCompletion
from tests import builders
from tests.browser.site import Site

NAMES = """Nguyễn Đức Minh\nTrần Thị Hòa\nLê Thị Hoa\nH'Linh Niê\nNguyễn Thị Hồng Phượng\nVàng A Sính
Đỗ Hải Đăng\nTạ Phương Linh\nBùi Khánh Vy\nNgô Hương Giang\nCao Mỹ Kỳ\nVũ Hải Yến"""


@dataclass(frozen=True)
class School:
    """What the pages of classes show."""

    hoa: Learner
    minh: Learner
    empty_class: UUID
    class_6a: UUID
    upsetting: str
    """A module that 6A has too, of which a teacher sees done or not done."""
    class_code: str
    card_token: str
    invitation: str
    round_id: UUID
    """A show of hands in 6A, half counted."""
    hands_module: str


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
            _take_the_quiz(room, site.catalogue.modules[module_id])
        upsetting = _also_assigned(site, room)
        invitation = classes.invite(room, actor_id=hoa.id, now=now)
        joining.ask(room, ngoc, now=now)
        gone = db.session.get_one(Pupil, (room.id, last.learner_id))
        leaving.remove(room, gone, actor_id=hoa.id, now=now)
        minh = db.session.get_one(Learner, first.learner_id)
        module_id, round_id = _round(site, room)
        holders = [pupil.learner_id for pupil in enrolment.pupils_of(room)[-2:]]
        db.session.commit()
    for learner_id in holders:
        builders.earned_certificate(site.app, learner_id, site.catalogue.courses_of(upsetting)[0].id)
    return School(hoa, minh, empty.id, room.id, upsetting, room.code, secret.token, invitation, round_id, module_id)


def _round(site: Site, room: Classroom) -> tuple[str, UUID]:
    """A show of hands of which three questions are counted."""
    module = next(m for m in site.catalogue.modules.values() if not m.is_sensitive)
    round_id = hands.begin(room, module, rng=Random(7), now=clock.now())
    found = hands.round_of(room, round_id, site.catalogue)
    assert found is not None
    for position in (1, 2, 3):
        hands.record(found, position, [12 + n for n, _part in enumerate(found.show(position).parts)])
    return module.id, round_id


def _assigned(site: Site, room: Classroom, hoa: Learner) -> Iterator[str]:
    """Three modules about nothing upsetting, due yesterday; the first of them is begun by somebody."""
    modules = [m for m in site.catalogue.modules.values() if m.about.sensitivity == "none"][:3]
    now, today = clock.now(), clock.today()
    start, due = today - timedelta(days=9), today - timedelta(days=1)
    standing = classes.standing_of(room)
    known = {"standing": standing, "teacher_id": hoa.id, "now": now, "today": today}
    assigning.assign(room, modules, assigning.Target(), assigning.Dates(start, due), **known)
    yield from (module.id for module in modules[:1])


def _take_the_quiz(room: Classroom, module: Module) -> None:
    """Everybody answers one item of each kind, mostly wrong: there is something to see among the questions."""
    drawn = list({item.kind: item for item in module.bank("form")}.values())
    for n, pupil in enumerate(enrolment.pupils_of(room)):
        sitting = quiz.begin(pupil.learner_id, "quiz", module.id, drawn, rng=Random(n), now=clock.now())
        for position, item in enumerate(drawn, 1):
            choose = builders.right_choice if n % 3 == 0 else builders.wrong_choice
            quiz.record_response(sitting, position, choose(item), now=clock.now())


def _also_assigned(site: Site, room: Classroom) -> str:
    """A module of which a teacher sees done or not done."""
    module_id = next(m.id for m in site.catalogue.modules.values() if m.about.sensitivity == "light")
    today, now = clock.today(), clock.now()
    db.session.add(Assignment(classroom_id=room.id, module_id=module_id, starts_on=today, created_at=now))
    return module_id
