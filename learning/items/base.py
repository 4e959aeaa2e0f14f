"""What every item has, whatever its kind: the shapes that authors fill in.

The models are strict: an unknown key, a missing language or an empty text is an error, so that the loader can say
where it stands instead of the page showing a hole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from learning.items.text import normalise

LANGUAGES = ("vi", "en")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""Small letters, digits and single hyphens: safe in a URL, a form field and a file name."""

Sentence = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1200), AfterValidator(normalise)
]
"""One text in one language, normalised to NFC so that the same word always has the same bytes."""

Use = Literal["form", "recall", "recheck", "check"]
"""Where an item may appear: `form` in the module's quiz, `recall` inside its lesson, `recheck` kept unseen for day 28,
`check` in a course's final check."""

Choice = str | list[str] | dict[str, str]
"""What a learner answered, as JSON can hold it."""


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Text(Strict):
    """The same sentence in both languages; neither may be missing."""

    vi: Sentence
    en: Sentence

    def in_(self, language: str) -> str:
        """The text in `language` (`vi` or `en`)."""
        return self.en if language == "en" else self.vi


class ItemBase(Strict):
    """One question in a bank. An edit changes its content hash and so makes a new version."""

    id: Id
    kind: str
    use: Use = "form"
    objective: Id | None = None
    """The can-do that the item tests; the linter demands it in a module's bank."""
    module: Id | None = None
    """In a course's check bank: the module that teaches what is asked."""
    techniques: tuple[Id, ...] = ()
    difficulty: Annotated[int, Field(ge=1, le=5)] = 2


class Mark(Strict):
    """How right an answer is."""

    share: Annotated[float, Field(ge=0, le=1)]
    """From 0 (nothing right) to 1 (all right); marking everything earns a half at most."""

    @property
    def is_right(self) -> bool:
        """True only if everything is right."""
        return self.share == 1.0


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing that an answer got wrong; whoever slipped in the same way has the same `key`."""

    key: str
    why: Text
    """What to say of it: why it tempts, and what is right."""
    taken: Text | None = None
    """What was taken; None if something was left out, or where the kind has its own words (the poles, true, false)."""
    instead_of: Text | None = None
    """What would have been right in its place, or was left out."""
    beside: Text | None = None
    """What it was put beside or before, where an answer has places."""


class Unanswered(ValueError):
    """The form came without an answer, or with only a part of one."""


class Forged(ValueError):
    """The form came with something that the item does not offer."""
