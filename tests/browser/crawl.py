"""A crawl: from the home page along every link and every GET form, in one language, as a visitor or with an account."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlencode, urlsplit

from werkzeug.exceptions import HTTPException

from learning.accounts.models import Learner
from tests.browser.facts import TO_READ, Facts, facts_of
from tests.browser.site import Site
from tests.browser.tabs import opened

FILE = re.compile(r"\.(pdf|json|csv)$")


@dataclass
class Crawl:
    """What was met on the way."""

    site: Site
    language: str
    learner: Learner | None
    modules: frozenset[str]
    """Those whose lessons are read to the end."""
    of_each_kind: int
    """How many other pages of a kind are opened. Of the rest, alike but for their words, only the status is asked."""
    pages: list[tuple[int, Facts]] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    """Of what was only asked for: files, and pages that were not opened."""
    twins: dict[str, str] = field(default_factory=dict)
    """Where each page's link to the other language leads."""
    outward: list[str] = field(default_factory=list)
    """Links to other hosts that are no quick exit."""
    asked: list[str] = field(default_factory=list)
    """Everything that the browser asked for."""
    faults: list[str] = field(default_factory=list)
    """What the browser complained of."""
    _opened: Counter[str] = field(default_factory=Counter)

    def walk(self, browser: Any) -> Crawl:
        """Go everywhere once."""
        asked = {"as_": self.learner, "language": self.language, "faults": self.faults, "reduced_motion": "reduce"}
        with opened(browser, self.site, **asked) as page:
            page.add_init_script(TO_READ)
            page.on("request", lambda request: self.asked.append(request.url))
            waiting, met = deque([f"{self.site.url}/{self.language}/"]), set()
            while waiting:
                url = waiting.popleft()
                if url in met:
                    continue
                met.add(url)
                if self._is_opened(url):
                    waiting.extend(self._open(page, url))
                else:
                    self.statuses[url] = page.request.get(url).status
        return self

    def _open(self, page: Any, url: str) -> Iterable[str]:
        response = page.goto(url)
        facts = facts_of(page)
        self.pages.append((response.status, facts))
        onwards = [plain(target) for target in facts.asks]
        for target, is_exit in facts.links:
            if not target.startswith(self.site.url):
                self.outward += [f"{target} on {url}"] if target.startswith("http") and not is_exit else []
            elif urlsplit(target).path.endswith("/language"):
                self.twins[facts.url] = dict(parse_qsl(urlsplit(target).query))["to"]
            else:
                onwards.append(plain(target))
        return onwards

    def _is_opened(self, url: str) -> bool:
        path = urlsplit(url).path
        try:
            endpoint, values = self.site.app.url_map.bind("").match(path)
        except HTTPException:  # whoever leads there has a dead link
            return False
        if FILE.search(path) or values["lang"] != self.language:
            return False
        if endpoint == "study.lesson":
            return values["module_id"] in self.modules
        self._opened[endpoint] += 1
        return self._opened[endpoint] <= self.of_each_kind


def plain(url: str) -> str:
    """The address without its fragment and without `next`, which only says where to go on."""
    parts = urlsplit(urldefrag(url)[0])
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "next"]
    return parts._replace(query=urlencode(query)).geturl()
