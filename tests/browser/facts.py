"""What a page is, read off it in one go: its head, its words with their languages, its links, its forms, its width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
"""It runs in the page, under the page's own content policy."""

_READ = """() => {
  const words = [];
  const lang = (element) => element.closest("[lang]")?.lang ?? "";
  const skip = "script, style, template, svg";
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (data.trim() && !parentElement.closest(skip)) words.push([lang(parentElement), data]);
  }
  for (const element of document.querySelectorAll("*")) {
    for (const { name } of element.attributes) {
      if (!/^(aria-label|alt|title|placeholder|data-.+)$/.test(name)) continue;
      const text = element.getAttribute(name);
      if (text?.includes(" ")) words.push([lang(element), text]);
    }
  }
  const isNear = (link) => {
    const { top, bottom, left, right, width } = link.getBoundingClientRect();
    return width > 0 && link.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && left >= 0 && right <= innerWidth && top + scrollY >= 0 && bottom + scrollY <= innerHeight;
  };
  return {
    title: document.title,
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    words,
    links: [...document.querySelectorAll("a[href]")].map((link) => [link.href, link.matches(".button--exit")]),
    asks: [...document.forms].filter((form) => form.method === "get").map(sample),
    isHelpNear: [...document.querySelectorAll('a[href$="/help/"]')].some(isNear),
    sideways: sideways(),
  };
}"""

_HELPERS = """
/* Where a form leads that is filled in with the first of everything. */
window.sample = (form) => {
  const seen = new Set();
  const data = new URLSearchParams();
  for (const field of form.elements) {
    if (!field.name || seen.has(field.name)) continue;
    seen.add(field.name);
    const options = [...(field.options ?? [])].map((option) => option.value).filter(Boolean);
    data.append(field.name, options[(seen.size - 2) % options.length] ?? (field.value || "KMM-0000-0000-0000-0000"));
  }
  return new URL("?" + data, form.action.split("#")[0]).href;
};
/* What reaches beyond the right edge, if the page scrolls sideways; but not what scrolls in a frame of its own. */
const scrolls = (element) => getComputedStyle(element).overflowX !== "visible";
const isFramed = (element) => element && (scrolls(element) || isFramed(element.parentElement));
window.sideways = () => {
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth <= innerWidth) return [];
  const reaches = (element) => element.getBoundingClientRect().left + element.scrollWidth > innerWidth;
  const guilty = [...document.body.querySelectorAll("*")].filter((element) => reaches(element) && !isFramed(element));
  return [`${scrollWidth} px wide`, ...guilty.slice(-3).map((element) => element.outerHTML.slice(0, 120))];
};
"""

_SCAN = """async () => {
  const preload = location.pathname.endsWith("style-guide"); // reading the stylesheet once is enough
  const { violations } = await axe.run(document, { resultTypes: ["violations"], preload });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}"""

TO_READ = _HELPERS
TO_SCAN = _HELPERS + AXE
"""What must be put into every page of a tab before its own scripts."""


@dataclass(frozen=True)
class Facts:
    """A page as it stood in the browser."""

    url: str
    title: str
    lang: str
    headings: int
    words: list[tuple[str, str]]
    """Every text with the language it says it is in, hidden ones and the names of elements included."""
    links: list[tuple[str, bool]]
    """Where every link leads, and whether it is the quick exit."""
    asks: list[str]
    """Where its GET forms lead, filled in with the first of everything."""
    isHelpNear: bool
    """True if a link to the help pages is on the first screen, not hidden in a menu."""
    sideways: list[str]
    """What sticks out, if the page scrolls sideways."""

    @property
    def language(self) -> str:
        """The language that the address promises."""
        return self.url.split("/")[3]


def facts_of(page: Any) -> Facts:
    """The page as it stands."""
    return Facts(url=page.url, **page.evaluate(_READ))


def scanned(page: Any) -> list[str]:
    """What axe finds on the page."""
    return list(page.evaluate(_SCAN))


def none_of(faults: Iterable[str]) -> None:
    """Fail if there is any, and name them all."""
    found = list(faults)
    assert not found, f"{len(found)} faults:\n" + "\n".join(found)
