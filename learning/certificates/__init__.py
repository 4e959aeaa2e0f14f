"""Certificates: proof, and how anyone can check it."""

from learning.certificates.award import issue_if_earned
from learning.certificates.pdf import certificate_pdf
from learning.certificates.press import Unprintable
from learning.certificates.printing import valid_sheet
from learning.certificates.records import CertificateRecords
from learning.certificates.verification import Held, held_by, valid_of

__all__ = [
    "CertificateRecords",
    "Held",
    "Unprintable",
    "certificate_pdf",
    "held_by",
    "issue_if_earned",
    "valid_of",
    "valid_sheet",
]
