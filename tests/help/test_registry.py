"""Hotlines: a number is shown for 90 days after two people have confirmed it, else marked or hidden."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from learning.catalogue.schema import HelpEntry
from learning.help.registry import phrase, shown
from tests.quiz.banks import real_catalogue

VERIFIED = date(2026, 11, 24)


def _text(words: str) -> dict[str, str]:
    return {"vi": words, "en": words}


def entry(**more: Any) -> HelpEntry:
    fields: dict[str, Any] = {
        "key": "H5",
        "name": _text("The line"),
        "phrase": {"vi": "đường dây nóng", "en": "the line"},
        "number": "096 306 1414",
        "url": "line.example",
        "hours": _text("13:00–20:30"),
        "serves": _text("Everyone"),
        "source": _text("Its own page"),
        "owner": "content-lead",
    }
    return HelpEntry.model_validate(fields | more)


@pytest.mark.parametrize(
    ("days", "trust"), [(-1, "hidden"), (0, "verified"), (1, "verified"), (90, "verified"), (91, "hidden")]
)
def test_a_verification_counts_for_ninety_days(days: int, trust: str) -> None:
    assert shown(entry(verified_on=VERIFIED), VERIFIED + timedelta(days)).trust == trust


@pytest.mark.parametrize("verified_on", [None, VERIFIED - timedelta(91)])
def test_without_a_fresh_verification_number_address_and_hours_are_hidden(verified_on: date | None) -> None:
    now = shown(entry(verified_on=verified_on), VERIFIED)
    assert (now.trust, now.number, now.url, now.hours, now.dial) == ("hidden", None, None, None, None)


def test_an_entry_may_be_shown_with_the_note_that_it_waits_for_verification() -> None:
    now = shown(entry(show_unverified=True), VERIFIED)
    assert (now.trust, now.number) == ("unverified", "096 306 1414")
    assert shown(entry(show_unverified=True, verified_on=VERIFIED), VERIFIED).trust == "verified"


def test_an_entry_without_a_number_is_always_shown() -> None:
    now = shown(entry(always=True, number=None), VERIFIED)
    assert (now.trust, now.number, now.dial) == ("verified", None, None)


@pytest.mark.parametrize(
    ("number", "dial"), [("096 306 1414", "0963061414"), ("+84 981 84", "+8498184"), ("113", "113")]
)
def test_a_number_is_dialled_without_its_spaces(number: str, dial: str) -> None:
    assert shown(entry(number=number, verified_on=VERIFIED), VERIFIED).dial == dial


def test_a_sentence_names_the_number_only_while_it_may_be_shown() -> None:
    hidden, fresh = {"H5": entry()}, {"H5": entry(verified_on=VERIFIED)}
    assert phrase(hidden, "H5", "vi", VERIFIED) == "đường dây nóng"
    assert phrase(hidden, "H5", "en", VERIFIED) == "the line"
    assert phrase(fresh, "H5", "vi", VERIFIED) == "đường dây nóng (096 306 1414)"
    assert phrase(fresh, "H5", "vi", VERIFIED + timedelta(91)) == "đường dây nóng"


def test_a_sentence_does_not_say_a_number_twice() -> None:
    police = entry(phrase=_text("cảnh sát 113"), number="113", show_unverified=True)
    assert phrase({"H1": police}, "H1", "vi", VERIFIED) == "cảnh sát 113"


def test_a_key_that_the_registry_does_not_have_stays_a_key() -> None:
    assert phrase({}, "H99", "vi", VERIFIED) == "H99"


# The real registry


def _keys(trust: str, today: date = VERIFIED) -> set[str]:
    """The keys of the registry as it would stand without any verification."""
    bare = [known.model_copy(update={"verified_on": None}) for known in real_catalogue().help.values()]
    return {known.key for known in bare if shown(known, today).trust == trust}


def test_before_any_verification_the_emergency_numbers_are_marked_and_the_rest_is_hidden() -> None:
    assert _keys("verified") == {"H3", "H6", "H8"}
    assert _keys("unverified") == {"H1", "H2", "H4"}
    assert {"H5", "H11", "H12", "H15"} <= _keys("hidden")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_shown_of_a_hidden_entry_holds_its_number_or_address(language: str) -> None:
    for known in real_catalogue().help.values():
        now = shown(known.model_copy(update={"verified_on": None, "show_unverified": False}), VERIFIED)
        said = " ".join(text.in_(language) for text in (now.name, now.phrase, now.serves))
        assert not [part for part in (known.number, known.url) if part and part in said], known.key


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_phrase_stands_in_a_sentence_without_a_number(language: str) -> None:
    for known in real_catalogue().help.values():
        words = known.phrase.in_(language)
        assert words == words.strip(" .,")
        assert not any(char.isdigit() for char in words)
