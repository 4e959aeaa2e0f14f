"""Printing: from the stored certificate to the sheet, for its holder and for the teacher of a class."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from learning import clock
from learning.certificates import codes, press
from learning.certificates.models import Certificate
from learning.certificates.pdf import Sheet
from learning.certificates.verification import certificate_of, verdict_on
from learning.items.base import Text


def sheet_of(certificate: Certificate, language: str, verify_url: str) -> Sheet:
    """What is printed on it, in one of the two languages; `verify_url` is where anyone can check it."""
    return Sheet(
        holder_name=certificate.holder_name,
        course_title=Text.model_validate(certificate.course_title).in_(language),
        module_titles=[Text.model_validate(title).in_(language) for title in certificate.modules],
        issued_on=clock.local_date(certificate.issued_at),
        expires_on=clock.local_date(certificate.expires_at),
        code=codes.shown(certificate.code),
        verify_url=verify_url,
        language=press.language(language),
        young=certificate.holder_band in ("6-10", "11-14"),
        remembered=False,
    )


def valid_sheet(learner_id: UUID, code: str, language: str, verify_url: str, now: datetime) -> Sheet | None:
    """The sheet of a learner's certificate, or None if it is no longer theirs or no longer valid; one query."""
    certificate = certificate_of(learner_id, code)
    if certificate is None or verdict_on(certificate, now) != "valid":
        return None
    return sheet_of(certificate, language, verify_url)
