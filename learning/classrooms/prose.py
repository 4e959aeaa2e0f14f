"""The prose of a lesson as plain pieces that a printed page can set: paragraphs and lists of runs. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

Run = tuple[str, bool]
"""A stretch of text, and whether it is bold."""


@dataclass
class Piece:
    """A paragraph, or a list with its points."""

    kind: str
    """p, ul, ol or quote."""
    points: list[list[Run]] = field(default_factory=list)


def pieces_of(html: str) -> list[Piece]:
    """The pieces of a block's HTML, which the lesson's parser has made and cleaned."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [piece for piece in reader.pieces if any(piece.points)]


def runs_of(html: str) -> list[Run]:
    """A line of inline HTML as runs."""
    return [run for piece in pieces_of(f"<p>{html}</p>") for point in piece.points for run in point]


class _Reader(HTMLParser):
    """Knows the few tags that a lesson may hold; emphasis is bold, as on the screen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.lists: list[str] = []
        self.bold = 0
        self.quote = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Open a piece or a point."""
        if tag in ("ul", "ol"):
            self.lists.append(tag)
            self.pieces.append(Piece(tag))
        elif tag == "li":
            self.pieces[-1].points.append([])
        elif tag in ("p", "h2", "h3") and not self.lists:
            self.pieces.append(Piece("quote" if self.quote else "p", [[]]))
        elif tag == "blockquote":
            self.quote += 1
        elif tag == "br":
            self.handle_data(" ")
        if tag in ("strong", "em", "h2", "h3"):
            self.bold += 1

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened."""
        if tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "blockquote":
            self.quote -= 1
        if tag in ("strong", "em", "h2", "h3"):
            self.bold -= 1

    def handle_data(self, data: str) -> None:
        """Add a run to the point that is open."""
        text = " ".join(data.split())
        if not text or not self.pieces or not self.pieces[-1].points:
            return
        before = " " if data[0].isspace() and self.pieces[-1].points[-1] else ""
        after = " " if data[-1].isspace() else ""
        self.pieces[-1].points[-1].append((before + text + after, self.bold > 0))
