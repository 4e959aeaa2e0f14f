"""The people, papers and certificates that must be there before every page of the platform can be visited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from random import Random
from typing import Any

from sqlalchemy import update

from learning import clock, simulations
from learning.accounts import identity, limits, sessions
from learning.accounts.models import Learner, SignIn
from learning.catalogue import Module
from learning.certificates import award
from learning.certificates.codes import typed
from learning.certificates.models import Certificate
from learning.db import db, writing
from learning.items.base import ItemBase
from learning.ops import worker
from tests import builders
from tests.browser.school import School, school_at
from tests.browser.site import Site
from tests.builders import SittingOf, right_choice


@dataclass(frozen=True)
class World:
    """A site with its people: Khách the guest, Tâm who has an account and two certificates, and some more."""

    site: Site

    @cached_property
    def khach(self) -> Learner:
        return builders.new_learner(self.site.app, band="18-22", audience="student")

    @cached_property
    def tam(self) -> Learner:
        return self._account("Trần Thị Tâm", "tam@example.com")

    @cached_property
    def school(self) -> School:
        return school_at(self.site)

    def person(self, who: str) -> Learner | None:
        """Whoever a stop names; None for a visitor."""
        if who in ("hoa", "minh"):
            return getattr(self.school, who)  # type: ignore[no-any-return]
        return {"khach": self.khach, "tam": self.tam}.get(who)

    @cached_property
    def back_again(self) -> str:
        """The session of somebody who has signed in where a guest was learning."""
        token = "back-again"
        learner = self._account("Lê Văn Bình", "binh@example.com")
        builders.new_session(self.site.app, learner.id, token)
        with self.site.app.app_context(), writing():
            held = SignIn.token_hash == sessions._hash(token)
            db.session.execute(update(SignIn).where(held).values(pending_guest_id=self.khach.id))
            db.session.commit()
        return token

    @cached_property
    def codes(self) -> dict[str, str]:
        """Codes of certificates, by the verdict on them."""
        return {verdict: self._code(verdict) for verdict in ("valid", "expired", "revoked", "replaced")}

    def _code(self, verdict: str) -> str:
        learner = self.tam if verdict == "valid" else self._account("Phạm Quỳnh Anh", f"{verdict}@example.com")
        code = builders.earned_certificate(self.site.app, learner.id)
        with self.site.app.app_context(), writing():
            row = db.session.query(Certificate).filter_by(code=typed(code)).one()
            if verdict == "expired":
                row.expires_at = clock.now() - timedelta(days=1)
            elif verdict == "revoked":
                award.revoke(row, "test", actor_id=None, now=clock.now())
            elif verdict == "replaced":
                award.replace(row, learner, self.site.catalogue.courses[row.course_id], now=clock.now())
            db.session.commit()
        return code

    def token(self, purpose: str) -> str:
        """A token of a link in a mail to Tâm."""
        return identity.token_for(self.tam, purpose, identity.signing_keys(self.site.app.config))

    def asked(self, learner: Learner) -> SittingOf:
        """A quiz with one item of each kind, nothing answered."""
        return self.site.begin(learner.id, self.site.one_of_each_kind())

    def answered(self, learner: Learner, choose: Any) -> SittingOf:
        """The same, answered to the end."""
        return self.site.begin(learner.id, self.site.one_of_each_kind(), choose=choose)

    def checked(self, learner: Learner, items: Sequence[ItemBase], choose: Any) -> SittingOf:
        """A final check of these items, answered to the end."""
        course = next(iter(self.site.catalogue.courses))
        return self.site.begin(learner.id, items, kind="check", subject=course, choose=choose)

    def run(self, learner: Learner, module: Module, scenario_id: str, *, to_the_end: bool) -> str:
        """The path of the first scene of a simulation, or of its replay."""
        with self.site.app.app_context(), writing():
            run = simulations.begin(learner.id, module, module.scenarios[scenario_id], now=clock.now())
            while to_the_end and run.path.scene is not None:
                simulations.choose(run, run.path.step, run.path.scene.choices[0].id, now=clock.now())
            db.session.commit()
            return f"/runs/{run.id}/replay" if to_the_end else f"/runs/{run.id}/1"

    @cached_property
    def simulation(self) -> tuple[Module, str]:
        """A module with a simulation, and the simulation's id."""
        modules = self.site.catalogue.modules.values()
        return next((module, scenario_id) for module in modules for scenario_id in module.scenarios)

    @cached_property
    def by_sensitivity(self) -> dict[str, Module]:
        """A module of each sensitivity that there is."""
        return {module.about.sensitivity: module for module in reversed(self.site.catalogue.modules.values())}

    @property
    def upsetting_module(self) -> Module | None:
        """A module with a warning and a quick exit."""
        return next((module for kind, module in self.by_sensitivity.items() if kind != "none"), None)

    def screens(self) -> list[tuple[str, int]]:
        """Screens of lessons, by module and number, on which every kind of block is seen."""
        found: dict[str, tuple[str, int]] = {}
        for module in self.site.catalogue.modules.values():
            for number, screen in enumerate(module.screens("vi"), 1):
                for block in screen.blocks:
                    found.setdefault(block.kind, (module.id, number))
        return list(dict.fromkeys(found.values()))

    def recall(self) -> tuple[Module, int, ItemBase]:
        """A recall item that is no list of several answers, with its module and screen."""
        for module in self.site.catalogue.modules.values():
            for number, screen in enumerate(module.screens("vi"), 1):
                for item in map(module.item, screen.recall_ids):
                    if item is not None and isinstance(right_choice(item), str):
                        return module, number, item
        raise AssertionError("no lesson has a recall item with one answer")

    def modules(self, count: int) -> frozenset[str]:
        """So many modules, always the same ones of the same catalogue; one of them upsetting if there is one."""
        rest = sorted(self.site.catalogue.modules)
        drawn = Random(2026).sample(rest, min(count, len(rest)))
        if self.upsetting_module is not None and self.upsetting_module.id not in drawn:
            drawn[-1] = self.upsetting_module.id
        return frozenset(drawn)

    def does_the_later_work(self) -> None:
        """The worker does what is due."""
        with self.site.app.app_context():
            while worker.work_once(self.site.app.config, clock.now()):
                pass

    def tries_too_often(self) -> None:
        """Spend what one address may ask about certificates in a minute."""
        with self.site.app.app_context(), writing():
            while limits.count(limits.PER_ADDRESS_LOOKUP, "certificate", "127.0.0.1"):
                pass
            db.session.commit()

    def forgets_the_tries(self) -> None:
        """As if a minute had passed."""
        with self.site.app.app_context(), writing():
            limits.forget(limits.PER_ADDRESS_LOOKUP, "certificate", "127.0.0.1")
            db.session.commit()

    def _account(self, name: str, login: str) -> Learner:
        found = builders.rows(self.site.app, Learner, login=login)
        return (
            found[0]
            if found
            else builders.new_learner(self.site.app, name=name, login=login, band="adult", audience="parent")
        )
