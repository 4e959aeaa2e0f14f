"""Rosters: names out of whatever file or text a school has. Pure.

Nothing is guessed silently: each row says what it will become, what cannot be read is refused with the reason, and the
columns that are not kept are named. A roster stores nothing; `enrolment.py` does, after the teacher has confirmed the
preview.
"""

from learning.classrooms.rosters.columns import Entry, Roster, understand
from learning.classrooms.rosters.files import MOST_BYTES, MOST_ROWS, Unreadable, sheet_of, sheet_of_text
from learning.classrooms.rosters.names import key_of, propose_nickname
from learning.classrooms.rosters.planning import Known, Planned, Preview, preview


def read_text(text: str) -> Roster:
    """Names typed or pasted: one a line, or a table copied from a spreadsheet. Raises Unreadable."""
    return understand(sheet_of_text(text))


def read_file(content: bytes) -> Roster:
    """The roster in a CSV or .xlsx file, whatever its encoding and delimiter. Raises Unreadable."""
    return understand(sheet_of(content))


__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "Entry",
    "Known",
    "Planned",
    "Preview",
    "Roster",
    "Unreadable",
    "key_of",
    "preview",
    "propose_nickname",
    "read_file",
    "read_text",
]
