"""Contrast: every pair of colours that is used together, in every theme, by the formula of WCAG 2."""

from __future__ import annotations

import re

import pytest

from learning.web.assets import SOURCE

TEXT, CONTROL = 4.5, 3.0
TINTS = ("cham-tint", "ngoc-tint", "nghe-tint", "sen-tint", "la-tint", "gach-tint", "son-tint")
PAIRS = [
    *[("ink", ground, TEXT) for ground in ("bg", "surface", "sunken", *TINTS)],
    *[("ink-2", ground, TEXT) for ground in ("bg", "surface", "sunken", *TINTS)],
    *[(tint.removesuffix("-tint"), tint, TEXT) for tint in TINTS],
    *[(name, "surface", TEXT) for name in ("cham", "ngoc", "nghe", "sen", "la", "gach", "son")],
    ("cham", "bg", TEXT),
    ("on-cham", "cham", TEXT),
    ("on-cham", "cham-strong", TEXT),
    ("on-son", "son", TEXT),
    ("on-bar", "bar", TEXT),
    ("on-exit", "exit", TEXT),
    ("line-strong", "surface", CONTROL),
    ("line-strong", "bg", CONTROL),
    ("ring", "bg", CONTROL),
    ("ring", "surface", CONTROL),
    ("exit", "bar", CONTROL),
]
LAYERS = {
    "light": [":root"],
    "dark": [":root", '[data-theme="dark"]'],
    "more": [":root", '[data-contrast="more"]'],
    "more and dark": [
        ":root",
        '[data-theme="dark"]',
        '[data-contrast="more"]',
        '[data-theme="dark"][data-contrast="more"]',
    ],
}


def blocks() -> dict[str, dict[str, str]]:
    """The colours that each selector of tokens.css sets."""
    css = re.sub(r"/\*.*?\*/", "", (SOURCE / "css" / "tokens.css").read_text("utf-8"), flags=re.DOTALL)
    found: dict[str, dict[str, str]] = {}
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", css):
        colours = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", body))
        found.setdefault(" ".join(selector.split()), {}).update(colours)
    return found


def colours_of(theme: str) -> dict[str, str]:
    return {name: value for layer in LAYERS[theme] for name, value in blocks()[layer].items()}


def luminance(colour: str) -> float:
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", LAYERS)
def test_every_pair_can_be_read(theme):
    colours = colours_of(theme)
    faint = {
        f"{a} on {b}": contrast(colours[a], colours[b])
        for a, b, need in PAIRS
        if contrast(colours[a], colours[b]) < need
    }
    assert faint == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_filled_segment_stands_out_from_an_empty_one(theme):
    """With more contrast empty segments are outlines instead."""
    colours = colours_of(theme)
    assert contrast(colours["ngoc"], colours["line"]) >= CONTROL


def test_the_systems_dark_is_the_same_dark():
    assert blocks()['[data-theme="auto"]'] == blocks()['[data-theme="dark"]']
    assert (
        blocks()['[data-theme="auto"][data-contrast="more"]'] == blocks()['[data-theme="dark"][data-contrast="more"]']
    )
