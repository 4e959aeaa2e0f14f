"""Weights on the wire, gzipped: a cheap phone on a slow network pays for every KiB."""

from __future__ import annotations

import gzip
from xml.etree.ElementTree import Element

from learning.web.assets import SOURCE, join_css
from tests.client import Page

KIB = 1024


def zipped(data: bytes) -> int:
    return len(gzip.compress(data, 6))


def css() -> int:
    return zipped(join_css(SOURCE / "css" / "site.css").encode())


def scripts() -> int:
    return sum(zipped(path.read_bytes()) for path in (SOURCE / "js").rglob("*.js"))


def fonts() -> int:
    return sum(path.stat().st_size for path in (SOURCE / "fonts").glob("*.woff2"))


def pictures_of(html: Element) -> int:
    """The sprites and pictures that a page asks for."""
    asked = {use.get("href", "").partition("#")[0] for use in html.iter("use")}
    asked |= {image.get("src", "") for image in html.iter("img")}
    return sum(zipped((SOURCE / path.split("/", 3)[3]).read_bytes()) for path in asked if path.startswith("/static/"))


def page_weight(page: Page) -> int:
    return zipped(page.body.encode())


def test_the_stylesheet_weighs_at_most_12_kib():
    assert css() <= 12 * KIB


def test_the_fonts_weigh_at_most_28_kib():
    assert fonts() <= 28 * KIB


def test_all_scripts_together_weigh_at_most_6_kib():
    assert scripts() <= 6 * KIB


def test_the_help_page_weighs_at_most_30_kib_in_all(visitor):
    page = visitor.opens("/vi/help/")
    assert page_weight(page) + css() + scripts() + pictures_of(page.html) <= 30 * KIB


def test_a_reading_page_weighs_at_most_60_kib_in_all(app, visitor):
    for module in app.extensions["catalogue"].modules:
        page = visitor.opens(f"/vi/modules/{module}/lesson/1")
        assert page_weight(page) <= 8 * KIB
        assert page_weight(page) + css() + scripts() + fonts() + pictures_of(page.html) <= 60 * KIB
