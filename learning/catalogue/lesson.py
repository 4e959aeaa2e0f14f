"""Lessons: Markdown to screens, once, when the courses are loaded.

A screen begins with a level-one heading that carries its id; what follows is prose and `:::` blocks. The author's guide
(courses/README.md) lists the blocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import nh3
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learning.catalogue.source import Problems

BLOCKS = ("recall", "technique", "practice", "plan", "help", "picture", "simulation")
BlockKind = Literal["prose", "recall", "technique", "practice", "plan", "help", "picture", "simulation"]

_POINTERS: dict[str, BlockKind] = {"recall": "recall", "technique": "technique", "simulation": "simulation"}
"""The blocks that only name something that stands elsewhere."""

_HEADING = re.compile(r"^# (?P<title>.+?)\s*\{#(?P<id>[a-z0-9]+(?:-[a-z0-9]+)*)\}\s*$")
_FENCE = re.compile(r"^:::\s*(?P<kind>[a-z]*)\s*(?P<argument>.*?)\s*$")
_ITEM = re.compile(r"^[-*] +(?:\[ \] +)?(?P<text>.+)$")
_PICTURE = re.compile(r"^(?P<name>[a-z0-9-]+) [\"“](?P<alt>.+)[\"”]$")
MAX_LINE = 2000
_ALLOWED_TAGS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "br", "h2", "h3"}

_markdown = MarkdownIt("commonmark", {"html": False}).disable(["link", "image", "autolink", "code", "fence"])


@dataclass(frozen=True)
class Block:
    """A piece of a screen."""

    kind: BlockKind
    line: int
    html: str = ""
    """Of prose: ready and clean."""
    argument: str = ""
    """Of a recall the item's id, of a technique or simulation its id, of a picture its name."""
    lines: tuple[str, ...] = ()
    """Of practice and plan: each line as inline HTML."""
    keys: tuple[str, ...] = ()
    """Of help: keys of the registry."""
    alt: str = ""
    """Of a picture: what it shows, in words."""
    source: str = ""
    """The text as written, for the linter."""

    @property
    def first_line(self) -> int:
        """Where `source` begins: below the line that opens a block."""
        return self.line if self.kind in ("prose", "picture") else self.line + 1


@dataclass(frozen=True)
class Screen:
    """One screen of a lesson."""

    id: str
    title: str
    line: int
    blocks: tuple[Block, ...]

    @property
    def is_reading(self) -> bool:
        """True if there is nothing to do but read."""
        return not any(block.kind in ("recall", "practice", "plan", "simulation") for block in self.blocks)

    @property
    def recall_ids(self) -> tuple[str, ...]:
        """The items asked on this screen."""
        return tuple(block.argument for block in self.blocks if block.kind == "recall")

    @property
    def shape(self) -> tuple[tuple[str, str], ...]:
        """What must be equal in every language: the blocks that are not prose, and what they point to."""
        return tuple(
            (block.kind, block.argument or " ".join(block.keys) or str(len(block.lines)))
            for block in self.blocks
            if block.kind != "prose"
        )


def parse_lesson(text: str, name: str, problems: Problems) -> tuple[Screen, ...]:
    """The screens of a lesson; every fault is noted with its line."""
    screens: list[Screen] = []
    for heading_line, heading, body in _split(text, name, problems):
        match = _HEADING.match(heading)
        if match is None:
            problems.add(
                name, "a screen's heading needs an id: `# The claim {#short-id}`", line=heading_line, where=heading[:40]
            )
            continue
        if any(screen.id == match["id"] for screen in screens):
            problems.add(name, f"duplicate screen id `{match['id']}`", line=heading_line, where=match["id"])
            continue
        blocks = tuple(_blocks(body, heading_line + 1, name, problems))
        screens.append(Screen(match["id"], match["title"].strip(), heading_line, blocks))
    return tuple(screens)


def _split(text: str, name: str, problems: Problems) -> Iterator[tuple[int, str, list[str]]]:
    heading, heading_line, body = "", 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > MAX_LINE:
            problems.add(name, f"a line of {len(line)} letters, at most {MAX_LINE}: break it", line=number)
            continue
        if re.search(r"<[a-zA-Z/!]", line):
            problems.add(name, "HTML is not allowed: write Markdown", line=number)
        if line.startswith("# "):
            if heading:
                yield heading_line, heading, body
            heading, heading_line, body = line, number, []
        elif heading:
            if re.search(r"\{#[^}]*\}\s*$", line):
                problems.add(
                    name, "a screen's heading begins with one `#` and a space: `# The claim {#id}`", line=number
                )
            body.append(line)
        elif line.strip():
            problems.add(name, "text before the first heading: begin with `# The claim {#short-id}`", line=number)
    if heading:
        yield heading_line, heading, body


def _blocks(body: list[str], first_line: int, name: str, problems: Problems) -> Iterator[Block]:
    prose: list[str] = []
    prose_line = first_line
    rest = iter(enumerate(body, start=first_line))
    for number, line in rest:
        fence = _FENCE.match(line)
        if fence is None:
            if ":::" in line:
                problems.add(name, "`:::` stands at the beginning of a line, and nowhere else", line=number)
            if not prose:
                prose_line = number
            if prose or line.strip():
                prose.append(line)
            continue
        yield from _prose(prose, prose_line)
        prose = []
        inner: list[str] = []
        for inner_number, inner_line in rest:
            if inner_line.strip() == ":::":
                break
            if ":::" in inner_line:
                problems.add(name, "a block holds no other block: close it with `:::` first", line=inner_number)
            inner.append(inner_line)
        else:
            problems.add(name, "this block is not closed: add a line `:::`", line=number, where=line.strip())
        block = _block(fence["kind"], fence["argument"], inner, number, name, problems)
        if block is not None:
            yield block
    yield from _prose(prose, prose_line)


def _prose(lines: list[str], first_line: int) -> Iterator[Block]:
    text = "\n".join(lines).strip()
    if not text:
        return
    yield Block("prose", first_line, html=_clean(_markdown.render(text)), source=text)


def _block(kind: str, argument: str, inner: list[str], line: int, name: str, problems: Problems) -> Block | None:
    source = "\n".join(inner).rstrip()
    if kind in _POINTERS:
        if not argument or source:
            problems.add(name, f"write `:::{kind} id` and close it with `:::` on the next line", line=line)
        return Block(_POINTERS[kind], line, argument=argument)
    if kind in ("practice", "plan"):
        texts = [match["text"] for text in inner if (match := _ITEM.match(text.strip()))]
        if not texts or len(texts) != len([text for text in inner if text.strip()]):
            problems.add(name, f"a {kind} block is a list: each line begins with `- `", line=line)
        return Block(
            "plan" if kind == "plan" else "practice",
            line,
            lines=tuple(_clean(_markdown.renderInline(text)) for text in texts),
            source=source,
        )
    if kind == "help":
        if not argument or source:
            problems.add(name, "write `:::help H1 H3` with the keys of the help registry, and `:::` below", line=line)
        return Block("help", line, keys=tuple(argument.split()), source=source)
    if kind == "picture":
        match = _PICTURE.match(argument)
        if match is None:
            problems.add(name, 'write `:::picture name "what it shows, in words"`', line=line)
            return None
        return Block("picture", line, argument=match["name"], alt=match["alt"])
    problems.add(name, f"unknown block `:::{kind}`: use one of {', '.join(BLOCKS)}", line=line)
    return None


def _clean(html: str) -> str:
    return nh3.clean(html, tags=_ALLOWED_TAGS, attributes={})
