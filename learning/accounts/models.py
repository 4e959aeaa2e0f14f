"""Tables of the accounts room."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from learning.db import Base, Key

ADULT_BANDS = frozenset({"18-22", "adult"})


class Learner(Base):
    """Everyone who learns. Without a login it is a guest; signing up turns the same row into an account."""

    __tablename__ = "learner"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str | None]
    name_sort: Mapped[Key | None]
    """Key for Vietnamese alphabetical order, made by `names.sort_key`."""
    name_search: Mapped[str | None]
    """The name without diacritics, made by `names.search_key`."""
    login: Mapped[str | None] = mapped_column(unique=True)
    """An e-mail address or a name of one's own choice, in small letters. None for a guest or a pupil with a card."""
    password_hash: Mapped[str | None]
    email_confirmed_at: Mapped[datetime | None]
    has_card: Mapped[bool] = mapped_column(default=False)
    """True while a classroom's card lets this learner in: a pupil needs no login."""
    band: Mapped[str | None]
    """6-10, 11-14, 15-17, 18-22 or adult, instead of a birthday. Unknown counts as a minor."""
    audience: Mapped[str | None]
    """student, parent or teacher: which shelf of the catalogue to show first."""
    language: Mapped[str] = mapped_column(default="vi")
    created_at: Mapped[datetime]

    @property
    def is_guest(self) -> bool:
        """True while there is no way to sign in to this row again."""
        return self.login is None and not self.has_card

    @property
    def is_minor(self) -> bool:
        """True unless the learner said to be 18 or older."""
        return self.band not in ADULT_BANDS

    @property
    def email(self) -> str | None:
        """The e-mail address, if the login is one."""
        return self.login if self.login and "@" in self.login else None


class Grant(Base):
    """A trust that staff has put in somebody, such as `vouched`: a school or staff vouches for this teacher."""

    __tablename__ = "grants"

    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    granted_at: Mapped[datetime]


class SignIn(Base):
    """A server-side session: what the cookie points to, and what can be revoked."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    """SHA-256 of the token in the cookie: who reads the table cannot sign in with it."""
    learner_id: Mapped[UUID] = mapped_column(ForeignKey("learner.id", ondelete="CASCADE"), index=True)
    pending_guest_id: Mapped[UUID | None]
    """The guest who was learning here before this sign-in, until somebody says whether it was the same person."""
    created_at: Mapped[datetime]
    ends_at: Mapped[datetime]

    learner: Mapped[Learner] = relationship(lazy="joined", innerjoin=True)


class RateCount(Base):
    """How often something was tried in a window of time (storage of the `limits` library)."""

    __tablename__ = "rate_count"

    key: Mapped[str] = mapped_column(primary_key=True)
    uses: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)
