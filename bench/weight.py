"""Weight: what a phone loads to read a lesson page as its first page of all, over the wire."""

from __future__ import annotations

import gzip
import http.client
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bench import report, servers
from bench.places import Place, forget_connections
from bench.report import Line
from learning.items.base import LANGUAGES

KIB = 1024
ALL = 60
PARTS = {"HTML": 8, "CSS": 12, "font": 28, "JS": 6}
KIND_OF = {"html": "HTML", "css": "CSS", "woff2": "font", "js": "JS", "svg": "pictures"}
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
IN_SHEET = re.compile(r"url\(\"?([^\")]+\.woff2)\"?\)")
STATIC_IMPORT = re.compile(r'^import .*?"(\./[^"]+|\.\./[^"]+)";', flags=re.MULTILINE)
ENHANCED = re.compile(r'data-enhance="([\w-]+)"')

Weight = Mapping[str, int]
"""Bytes by kind."""


def measure(place: Place) -> list[Line]:
    """Every screen of every lesson in both languages; of the first ones, each part."""
    app = place.app()
    modules = app.extensions["catalogue"].modules.values()
    forget_connections(app)
    with servers.platform(place) as server:
        scales = Scales(server)
        weights = {
            path: scales.weigh(path)
            for module in modules
            for language in LANGUAGES
            for number in range(1, len(module.screens(language)) + 1)
            for path in [f"/{language}/modules/{module.id}/lesson/{number}"]
        }
    first = {path: weight for path, weight in weights.items() if path.endswith("/1")}
    return [
        _worst(f"the first screen of a lesson, the heaviest of {len(first)}", first, ALL, *PARTS, "pictures"),
        *(_worst(f"  {part}", first, limit, part) for part, limit in PARTS.items()),
        _worst("  pictures (sprites), within the whole", first, ALL - sum(PARTS.values()), "pictures"),
        _worst(f"any screen, the heaviest of {len(weights)}", weights, ALL, *PARTS, "pictures"),
    ]


def _worst(what: str, weights: Mapping[str, Weight], limit: int, *parts: str) -> Line:
    """The heaviest page by these parts, against their budget in KiB."""
    sums = {path: sum(weight.get(part, 0) for part in parts) for path, weight in weights.items()}
    path = max(sums, key=lambda path: sums[path])
    return report.at_most(what, sums[path] / KIB, limit, f"of {path}", unit=" KiB", digits=1)


@dataclass
class Scales:
    """Weighs pages for a browser that has nothing yet. A file that many pages name is fetched once."""

    server: servers.Server
    files: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The text and the size on the wire, by address."""

    def weigh(self, path: str) -> Weight:
        """A page as this server sends it without a proxy in front, with the files that it names and those name."""
        weights: dict[str, int] = defaultdict(int)
        html, weights["HTML"] = _get(self.server, path)
        waiting, seen = list(LINKED.findall(html)), set[str]()
        base = next(url for url in waiting if url.endswith("/js/site.js")).rsplit("/", 1)[0]
        waiting += [f"{base}/enhance/{name}.js" for name in ENHANCED.findall(html)]
        while waiting:
            url = waiting.pop()
            if url in seen:
                continue
            seen.add(url)
            text, size = self._file(url)
            weights[KIND_OF[url.rsplit(".", 1)[1]]] += size
            waiting += [urljoin(url, name) for name in _named_in(url, text)]
        return weights

    def _file(self, url: str) -> tuple[str, int]:
        if url not in self.files:
            self.files[url] = _get(self.server, url)
        return self.files[url]


def _named_in(url: str, text: str) -> list[str]:
    """The fonts in a sheet, the modules that a script needs."""
    pattern = {"css": IN_SHEET, "js": STATIC_IMPORT}.get(url.rsplit(".", 1)[1])
    return pattern.findall(text) if pattern else []


def _get(server: servers.Server, path: str) -> tuple[str, int]:
    """The text, and its size on the wire for a browser that takes gzip."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(body) if packed else body).decode(errors="replace"), len(body)
