"""Certificates: proof, and how anyone can check it."""

from learning.certificates.award import issue_if_earned
from learning.certificates.records import CertificateRecords
from learning.certificates.verification import Held, held_by

__all__ = ["CertificateRecords", "Held", "held_by", "issue_if_earned"]
