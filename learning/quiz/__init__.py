"""The quiz: asking and scoring."""

from learning.quiz.firsts import first_responses, missed
from learning.quiz.records import QuizRecords
from learning.quiz.sittings import (
    Sitting,
    begin,
    begun_since,
    is_left_open,
    items_of,
    open_sitting,
    publish,
    record_response,
    seen_counts,
    sitting_of,
)

__all__ = [
    "QuizRecords",
    "Sitting",
    "begin",
    "begun_since",
    "first_responses",
    "is_left_open",
    "items_of",
    "missed",
    "open_sitting",
    "publish",
    "record_response",
    "seen_counts",
    "sitting_of",
]
