"""Lessons: Markdown becomes screens and blocks, every fault has its line, and nothing but clean text reaches a page."""

from __future__ import annotations

from html.parser import HTMLParser
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.catalogue.lesson import BLOCKS, Screen, parse_lesson
from learning.catalogue.source import Problems
from tests.always import always

WHOLE = """\
# Dừng lại {#stop}

Kẻ gọi **vội**.

- Một
- Hai

:::technique isolate
:::

:::picture pair "Hai bạn *ngồi* cạnh nhau"
:::

# Nói sao {#say}
:::practice
- “Em sẽ *gọi lại* sau.”
- “Em hỏi mẹ đã.”
:::
Rồi nghỉ.
:::help H1 H3
:::

# Kế hoạch {#plan}

:::recall one-r1
:::

:::plan
- [ ] Gọi mẹ.
- [ ] Ngắt máy.
:::
"""
TAGS = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "br", "h2", "h3"}


def read(text: str) -> tuple[tuple[Screen, ...], list[tuple[int, str]]]:
    """The screens, and the line and message of each fault."""
    problems = Problems()
    screens = parse_lesson(text, "lesson.vi.md", problems)
    return screens, [(problem.line, problem.message) for problem in problems.errors]


def screen(body: str) -> Screen:
    """The one screen of a lesson without faults."""
    screens, faults = read(f"# A {{#a}}\n{body}")
    assert faults == []
    return screens[0]


def test_a_lesson_without_faults_has_none() -> None:
    assert read(WHOLE)[1] == []


def test_a_screen_has_the_id_title_and_line_of_its_heading() -> None:
    screens, _ = read(WHOLE)
    assert [(s.id, s.title, s.line) for s in screens] == [
        ("stop", "Dừng lại", 1),
        ("say", "Nói sao", 14),
        ("plan", "Kế hoạch", 23),
    ]


def test_the_blocks_of_a_screen_stand_in_order_each_with_its_line() -> None:
    screens, _ = read(WHOLE)
    assert [[(block.kind, block.line) for block in s.blocks] for s in screens] == [
        [("prose", 3), ("technique", 8), ("picture", 11)],
        [("practice", 15), ("prose", 19), ("help", 20)],
        [("recall", 25), ("plan", 28)],
    ]


def test_the_first_line_of_a_text_is_where_its_words_begin() -> None:
    """A fault in the words of a block is told with its own line, not with the block's."""
    lines = WHOLE.splitlines()
    for read_screen in read(WHOLE)[0]:
        for block in read_screen.blocks:
            if block.source:
                assert lines[block.first_line - 1].strip() == block.source.splitlines()[0].strip()


def test_prose_becomes_html_and_lists_become_lists() -> None:
    html = screen("Kẻ gọi **vội**.\n\n1. Một\n2. Hai\n\n> Trích\n").blocks[0].html
    assert "<strong>vội</strong>" in html
    assert html.count("<li>") == 2
    assert "<blockquote>" in html


def test_each_block_keeps_what_it_points_to() -> None:
    blocks = {block.kind: block for read_screen in read(WHOLE)[0] for block in read_screen.blocks}
    assert blocks["technique"].argument == "isolate"
    assert blocks["recall"].argument == "one-r1"
    assert blocks["help"].keys == ("H1", "H3")
    assert (blocks["picture"].argument, blocks["picture"].alt) == ("pair", "Hai bạn *ngồi* cạnh nhau")
    assert blocks["practice"].lines == ("“Em sẽ <em>gọi lại</em> sau.”", "“Em hỏi mẹ đã.”")
    assert blocks["plan"].lines == ("Gọi mẹ.", "Ngắt máy.")


def test_only_a_screen_with_something_to_do_breaks_a_run_of_reading() -> None:
    screens, _ = read(WHOLE)
    assert [s.is_reading for s in screens] == [True, False, False]
    assert screens[2].recall_ids == ("one-r1",)


def test_two_screens_have_the_same_shape_when_their_blocks_point_to_the_same() -> None:
    pairs = [
        ("Một.\n:::recall x\n:::\n", "One.\n\nTwo.\n:::recall x\n:::\n", True),
        (":::recall x\n:::\n", ":::recall y\n:::\n", False),
        (":::plan\n- a\n- b\n:::\n", ":::plan\n- c\n- d\n:::\n", True),
        (":::plan\n- a\n:::\n", ":::plan\n- c\n- d\n:::\n", False),
        (":::help H1\n:::\n:::plan\n- a\n:::\n", ":::plan\n- a\n:::\n:::help H1\n:::\n", False),
    ]
    for vi, en, is_same in pairs:
        assert (screen(vi).shape == screen(en).shape) is is_same


def test_windows_line_ends_make_no_difference() -> None:
    assert read(WHOLE.replace("\n", "\r\n")) == read(WHOLE)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Lời nói đầu\n# A {#a}\n", 1, "before the first heading"),
        ("# A\nx\n", 1, "needs an id"),
        ("# A {#A b}\n", 1, "needs an id"),
        ("# A {#a}\n\n# B {#a}\n", 3, "duplicate screen id"),
        ("# A {#a}\n#B {#b}\n", 2, "one `#` and a space"),
        ("# A {#a}\n## B {#b}\n", 2, "one `#` and a space"),
        ("# A {#a}\n\n:::plan\n- x\n", 3, "not closed"),
        ("# A {#a}\n:::plan\n- x\n# B {#b}\n:::\n", 2, "not closed"),
        ("# A {#a}\n:::plan\n:::recall x\n:::\n", 3, "holds no other block"),
        ("# A {#a}\n:::film x\n:::\n", 2, "unknown block"),
        ("# A {#a}\n\n:::\n", 3, "unknown block"),
        ("# A {#a}\n  :::plan\n- x\n", 2, "beginning of a line"),
        ("# A {#a}\nhết ::: rồi\n", 2, "beginning of a line"),
        ("# A {#a}\n:::plan\n:::\n", 2, "a list"),
        ("# A {#a}\n:::practice\nkhông gạch\n:::\n", 2, "a list"),
        ("# A {#a}\n:::recall\n:::\n", 2, ":::recall id"),
        ("# A {#a}\n:::recall x\ncâu hỏi\n:::\n", 2, ":::recall id"),
        ("# A {#a}\n:::help\n:::\n", 2, ":::help H1"),
        ("# A {#a}\n:::picture pair\n:::\n", 2, "in words"),
        ("# A {#a}\n\n\n<b>vội</b>\n", 4, "HTML"),
        ("# A {#a}\n<!-- ghi chú -->\n", 2, "HTML"),
        ("# A {#a}\n" + "x" * 2001, 2, "break it"),
    ],
)
def test_a_fault_is_named_with_its_line(text: str, line: int, message: str) -> None:
    assert [fault for fault in read(text)[1] if fault[0] == line and message in fault[1]]


def test_the_authors_guide_shows_every_block() -> None:
    from tests.quiz.banks import ROOT

    guide = (ROOT / "courses" / "README.md").read_text(encoding="utf-8")
    assert [kind for kind in BLOCKS if f":::{kind}" not in guide] == []


# What reaches a page

XSS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "[bấm](javascript:alert(1))",
    "[bấm](JaVaScRiPt:alert(1) 'x')",
    "[bấm](data:text/html;base64,PHNjcmlwdD4=)",
    "[bấm][1]\n\n[1]: javascript:alert(1)",
    "![ảnh](https://evil.example/x.png)",
    "![ảnh](x 'onerror=alert(1)')",
    "<javascript:alert(1)>",
    "<https://evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#x3c;/script&#x3E;",
    "```html\n<script>alert(1)</script>\n```",
    "    <script>alert(1)</script>",
    "`<script>alert(1)</script>`",
    '**"><script>alert(1)</script>**',
    "## <script>alert(1)</script>",
    "- <b onclick=alert(1)>x</b>",
    "> <a href=//evil.example>x</a>",
    "\\<script\\>alert(1)\\</script\\>",
    "<scr\nipt>alert(1)</scr\nipt>",
    "{{ 7 * 7 }} {% include 'x' %} ${7*7}",
]


class _Seen(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[Any] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs


def _assert_clean(screens: tuple[Screen, ...]) -> None:
    for read_screen in screens:
        for block in read_screen.blocks:
            for html in (block.html, *block.lines):
                seen = _Seen()
                seen.feed(html)
                assert seen.tags <= TAGS
                assert seen.attributes == []


@pytest.mark.parametrize("attack", XSS)
@pytest.mark.parametrize("place", ["{}", ":::practice\n- {}\n:::", ":::plan\n- [ ] {}\n:::", "Một câu {} nữa.", "- {}"])
def test_an_attack_reaches_no_page(attack: str, place: str) -> None:
    _assert_clean(read(f"# A {{#a}}\n{place.format(attack)}\n")[0])


def test_what_looks_like_html_is_told_and_shown_as_text() -> None:
    screens, faults = read("# A {#a}\nMột <b onclick=x>câu</b>.\n")
    assert faults == [(2, "HTML is not allowed: write Markdown")]
    assert screens[0].blocks[0].html.strip() == "<p>Một &lt;b onclick=x&gt;câu&lt;/b&gt;.</p>"


def test_angle_brackets_of_a_sentence_are_shown_as_written() -> None:
    assert screen("Nếu 3 < 5 && 5 > 3").blocks[0].html.strip() == "<p>Nếu 3 &lt; 5 &amp;&amp; 5 &gt; 3</p>"


_pieces = st.sampled_from(
    [
        "# A {#a}",
        "# B {#b}",
        "#",
        ":::",
        ":::plan",
        ":::help H1",
        ":::recall x",
        "- x",
        "- [ ] y",
        "",
        "  ",
        "<b>",
        "**",
        "`",
    ]
)
_lines = st.lists(_pieces | st.text(max_size=20), max_size=20)


@always(300)
@given(_lines.map("\n".join))
def test_any_text_is_read_as_clean_screens_with_every_fault_in_a_line_of_it(text: str) -> None:
    screens, faults = read(text)
    _assert_clean(screens)
    assert all(1 <= line <= len(text.splitlines()) for line, _ in faults)
    shown = [html for s in screens for block in s.blocks for html in (block.html, *block.lines)]
    assert faults or not any(":::" in html for html in shown)


@pytest.mark.parametrize("piece", [" ", "*", "_a", "[", "> ", "**a ", "![[", "&#", "<", "`", "\\", "“"])
def test_a_long_run_of_anything_is_read_at_once(piece: str) -> None:
    began = process_time()
    for line in (f"# A {piece * 100_000}{{#", f"# A {{#a}}\n{piece * 900}", f"# A {{#a}}\n::: {piece * 100_000}x"):
        read(line)
    assert process_time() - began < 2
