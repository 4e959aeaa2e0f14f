"""Which pupils of a class hold which certificate, as finished values.

A teacher sees the certificates of courses from which a pupil has been given something; what a pupil learns beyond that
is the pupil's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from learning import certificates
from learning.catalogue import Catalogue
from learning.certificates import Held
from learning.classrooms import assigning, bundles, enrolment
from learning.classrooms.bundles import State
from learning.classrooms.enrolment import Enrolled
from learning.classrooms.models import Assignment, Classroom
from learning.classrooms.overview import Taught


@dataclass(frozen=True)
class Awarded:
    """A pupil of the class and a certificate that is valid now."""

    pupil: Enrolled
    certificate: Held


def awarded_in(
    classroom: Classroom, assignments: Sequence[Assignment], catalogue: Catalogue, *, now: datetime, today: date
) -> list[Awarded]:
    """The certificates of a class, in the Vietnamese order of the names; two queries."""
    pupils = enrolment.pupils_of(classroom)
    held = certificates.valid_of([pupil.learner_id for pupil in pupils], now)
    found = []
    for pupil in pupils:
        given = assigning.counting_for(assignments, pupil.learner_id, pupil.group, today)
        courses = {course.id for module_id in given for course in catalogue.courses_of(module_id)}
        found += [Awarded(pupil, one) for one in held.get(pupil.learner_id, ()) if one.course_id in courses]
    return found


@dataclass(frozen=True)
class CertificatesPage:
    """Who holds which certificate, and how far the ZIP of all is."""

    classroom: Classroom
    awarded: list[Awarded]
    bundle: State | None

    @property
    def holders(self) -> int:
        """How many pupils hold one."""
        return len({one.pupil.learner_id for one in self.awarded})

    @property
    def shared_names(self) -> set[str]:
        """Names that more than one of them has: the nickname tells them apart."""
        pupils = {one.pupil.learner_id: one.pupil.name for one in self.awarded}
        return {name for name, count in Counter(pupils.values()).items() if count > 1}


def certificates_page(own: Taught, catalogue: Catalogue, now: datetime, today: date) -> CertificatesPage:
    """Three queries, whatever the size of the class."""
    awarded = awarded_in(own.classroom, own.assignments, catalogue, now=now, today=today)
    return CertificatesPage(own.classroom, awarded, bundles.state_of(own.classroom, now))
