"""Stimuli: the message, call, page or paper that a `judge` item shows.

Each form holds what a person would really see of it and nothing that gives the answer away; `context` says in one
sentence what the reader needs to know beforehand ("You have just installed the app").
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from pydantic import Field

from learning.items.base import Sentence, Strict, Text

Paragraphs = Annotated[tuple[Text, ...], Field(min_length=1, max_length=8)]
Labels = Annotated[tuple[Text, ...], Field(max_length=6)]


class Line(Strict):
    """One thing that is said, in a chat or a call."""

    who: Annotated[str, Field(pattern="^(other|me|third)$")] = Field(alias="from")
    """`other` is who writes or rings, `me` the person addressed, `third` somebody else in the group."""
    name: Text | None = None
    """Shown above the line in a group; else the stimulus names the other side."""
    text: Text


Lines = Annotated[tuple[Line, ...], Field(min_length=1, max_length=10)]


class _Stimulus(Strict):
    context: Text | None = None

    @property
    def opening(self) -> Text:
        """What stands out first, to tell one stimulus from another: a subject, a title, a label, or the first line."""
        for name in ("subject", "title", "heading", "label", "lines", "body"):
            found: Any = getattr(self, name, None)
            if found is not None:
                first = found if isinstance(found, Text) else found[0]
                return first if isinstance(first, Text) else cast("Text", first.text)
        raise AttributeError(f"{type(self).__name__} has nothing to read")


class Sms(_Stimulus):
    """A text message as the phone shows it."""

    form: Literal["sms"]
    sender: Text
    lines: Paragraphs


class Chat(_Stimulus):
    """A thread in a messenger; `note` is what stands under the name ("Group of class 7A, 45 members")."""

    form: Literal["chat"]
    name: Text
    note: Text | None = None
    lines: Lines


class Call(_Stimulus):
    """A phone or video call: who the screen says is calling, and what is said."""

    form: Literal["call"]
    caller: Text
    video: bool = False
    lines: Lines


class Email(_Stimulus):
    """An e-mail with its full sender address."""

    form: Literal["email"]
    sender: Text
    address: Sentence
    subject: Text
    body: Paragraphs
    button: Text | None = None


class Web(_Stimulus):
    """A web page: its address is the first thing to read."""

    form: Literal["web"]
    address: Sentence
    title: Text
    body: Paragraphs
    fields: Labels = ()
    button: Text | None = None


class Qr(_Stimulus):
    """A QR code where it hangs (`place`, `label`) and what the phone shows after scanning it (`shows`)."""

    form: Literal["qr"]
    place: Text
    label: Text
    shows: Paragraphs


class Post(_Stimulus):
    """A post on a social network, with the words of its picture if it has one."""

    form: Literal["post"]
    author: Text
    note: Text | None = None
    body: Paragraphs
    picture: Text | None = None


class App(_Stimulus):
    """A notice inside an app that the person opened, or that the app sent."""

    form: Literal["app"]
    app: Text
    title: Text
    body: Paragraphs
    button: Text | None = None


class Paper(_Stimulus):
    """A letter, an invitation or a notice on paper."""

    form: Literal["paper"]
    heading: Text
    body: Paragraphs
    signed: Text | None = None


class Scene(_Stimulus):
    """Something that happens face to face, where there is nothing to draw but the situation itself."""

    form: Literal["scene"]
    place: Text
    body: Paragraphs


Stimulus = Annotated[
    Sms | Chat | Call | Email | Web | Qr | Post | App | Paper | Scene,
    Field(discriminator="form"),
]
