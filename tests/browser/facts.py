"""What a page is, read off it in one go: its head, its words with their languages, its links, its forms, its width."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
"""To be put into every page before its own scripts: it runs under the page's content policy."""

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
    for (const name of ["aria-label", "alt", "title", "placeholder", ...Object.keys(element.dataset).map((key) => "data-" + key)]) {
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
    links: [...document.querySelectorAll("a[href]")].map((link) => [link.href, link.classList.contains("button--exit")]),
    loaded: [...document.querySelectorAll("[src], link[href]")].map((element) => element.src ?? element.href),
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
/* What reaches beyond the right edge, if the page scrolls sideways. */
window.sideways = () => document.scrollingElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    .slice(-3).map((element) => element.outerHTML.slice(0, 120));
"""

_SCAN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}"""

BEFORE_EVERY_PAGE = _HELPERS + AXE


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
    loaded: list[str]
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


def sticking_out(page: Any) -> list[str]:
    """What sticks out, if the page scrolls sideways."""
    return list(page.evaluate("sideways()"))
