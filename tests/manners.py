"""What is expected of every page, whatever it is about. The test client calls `faults_of` on each page it meets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from learning.web.assets import SOURCE
from tests.markup import text_of

QUICK_EXIT = "www.wikipedia.org"
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns")
SILENT_INPUTS = {"hidden", "submit", "button", "image", "reset"}


def faults_of(html: Element, language: str | None, own_hosts: set[str]) -> list[str]:
    """Everything that is wrong with a page's markup, as sentences."""
    return [
        *_head(html, language),
        *_ids(html),
        *_fields(html),
        *_inline(html),
        *_links(html, own_hosts),
        *_pictures(html),
    ]


def _head(html: Element, language: str | None) -> Iterator[str]:
    if (count := len(list(html.iter("h1")))) != 1:
        yield f"the page has {count} h1"
    elif not text_of(next(html.iter("h1"))):
        yield "the h1 is empty"
    if language and html.get("lang") != language:
        yield f"lang is {html.get('lang')!r}, the address says {language!r}"
    title = html.find("head/title")
    if title is None or not text_of(title).strip(" ·"):
        yield "the page has no title"
    elif text_of(title).startswith("·"):
        yield f"the title has no name of its own: {text_of(title)!r}"
    if len(list(html.iter("main"))) != 1:
        yield "the page has not exactly one main"


def _ids(html: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in html.iter() if element.get("id") is not None)
    yield from (f"the id {name!r} stands {count} times" for name, count in ids.items() if count > 1)
    yield from (
        f"an id with white space or nothing in it: {name!r}" for name in ids if not name or name.split() != [name]
    )
    for element in html.iter():
        for pointer in POINTERS:
            for name in element.get(pointer, "").split():
                if name not in ids:
                    yield f"{pointer} points to {name!r}, which is not there"
        href = element.get("href", "")
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"the link {href!r} leads nowhere on this page"
        if element.tag == "label" and element.get("for") is not None and element.get("for") not in ids:
            yield f"a label is for {element.get('for')!r}, which is not there"


def _fields(html: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in html.iter("label") if text_of(label)}
    wrapped = {id(child) for label in html.iter("label") if text_of(label) for child in label.iter()}
    for field in html.iter():
        if field.tag not in ("input", "select", "textarea") or field.get("type") in SILENT_INPUTS:
            continue
        is_named = field.get("aria-label") or field.get("aria-labelledby")
        if not (is_named or field.get("id") in labelled or id(field) in wrapped):
            yield f"no label for the field {field.attrib}"
    for button in html.iter("button"):
        if not (text_of(button) or button.get("aria-label")):
            yield f"a button without a name: {button.attrib}"
    for link in html.iter("a"):
        if not (text_of(link) or link.get("aria-label")):
            yield f"a link without a name: {link.attrib}"


def _inline(html: Element) -> Iterator[str]:
    for element in html.iter():
        if element.tag == "style" or "style" in element.attrib:
            yield f"inline style at <{element.tag}>"
        if element.tag == "script" and (not element.get("src") or (element.text or "").strip()):
            yield "inline script"
        for name in element.attrib:
            if name.startswith("on"):
                yield f"inline handler {name} at <{element.tag}>"


def _links(html: Element, own_hosts: set[str]) -> Iterator[str]:
    for element in html.iter():
        for name in ("href", "src", "action", "formaction", "poster", "data"):
            address = urlsplit(element.get(name, ""))
            if address.scheme not in ("", "http", "https", "tel", "mailto"):
                yield f"{name} with {address.scheme!r}: {element.get(name)}"
            is_exit = element.tag == "a" and "button--exit" in element.get("class", "") and address.netloc == QUICK_EXIT
            if address.netloc and address.netloc not in own_hosts and not is_exit:
                yield f"{name} to another host: {element.get(name)}"


def _pictures(html: Element) -> Iterator[str]:
    for element in html.iter():
        if element.tag == "img" and "alt" not in element.attrib:
            yield f"a picture without alt: {element.attrib}"
        if element.tag == "use":
            file, _, symbol = element.get("href", "").partition("#")
            if file.startswith("/static/") and symbol not in symbols_of(SOURCE / file.split("/", 3)[3]):
                yield f"the sprite has no {element.get('href')!r}"


@cache
def symbols_of(sprite: Path) -> frozenset[str]:
    """The ids of the symbols in a sprite."""
    return frozenset(re.findall(r'<symbol id="([^"]+)"', sprite.read_text("utf-8")))
