"""Weight: what a phone loads to read its first lesson page, over the wire."""

from __future__ import annotations

import gzip
import http.client
import re
from collections import defaultdict
from urllib.parse import urljoin

from bench import report, servers
from bench.places import Place, forget_connections
from bench.report import Line

KIB = 1024
ALL = 60
PARTS = {"HTML": 8, "CSS": 12, "font": 28, "JS": 6}
KIND_OF = {"html": "HTML", "css": "CSS", "woff2": "font", "js": "JS", "svg": "pictures"}
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
IN_SHEET = re.compile(r"url\(\"?([^\")]+\.woff2)\"?\)")
STATIC_IMPORT = re.compile(r'^import .*?"(\./[^"]+|\.\./[^"]+)";', flags=re.MULTILINE)
ENHANCED = re.compile(r'data-enhance="([\w-]+)"')


def measure(place: Place) -> list[Line]:
    """The heaviest lesson screen with all it names: its sheet and the fonts in it, its scripts and what they import."""
    app = place.app()
    catalogue = app.extensions["catalogue"]
    forget_connections(app)
    paths = [
        f"/vi/modules/{module.id}/lesson/{number}"
        for module in catalogue.modules.values()
        for number in range(1, len(module.screens("vi")) + 1)
    ]
    with servers.platform(place) as server:
        path = max(paths, key=lambda each: _get(server, each)[1])
        weights = _weights(server, path)
    total = sum(weights.values()) / KIB
    pictures = weights.get("pictures", 0) / KIB
    return [
        report.at_most("a reading page in all", total, ALL, f"of {path}", unit=" KiB", digits=1),
        *(
            report.at_most(
                f"  {kind}",
                weights[kind] / KIB,
                limit,
                unit=" KiB",
                digits=1,
            )
            for kind, limit in PARTS.items()
        ),
        Line("  pictures (sprites), within the whole", f"{pictures:.1f} KiB", "", "met" if total <= ALL else "NOT met"),
    ]


def _weights(server: servers.Server, path: str) -> dict[str, int]:
    """Bytes by kind, as this server sends them without a proxy in front."""
    weights: dict[str, int] = defaultdict(int)
    page, weights["HTML"] = _get(server, path)
    html = page.decode()
    waiting, seen = list(LINKED.findall(html)), set()
    base = next(url for url in waiting if url.endswith("/js/site.js")).rsplit("/", 1)[0]
    waiting += [f"{base}/enhance/{name}.js" for name in ENHANCED.findall(html)]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        body, size = _get(server, url)
        weights[KIND_OF[url.rsplit(".", 1)[1]]] += size
        if url.endswith(".css"):
            waiting += [urljoin(url, found) for found in IN_SHEET.findall(body.decode())]
        elif url.endswith(".js"):
            waiting += [urljoin(url, found) for found in STATIC_IMPORT.findall(body.decode())]
    return weights


def _get(server: servers.Server, path: str) -> tuple[bytes, int]:
    """The body, and its size on the wire for a browser that takes gzip."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(body) if packed else body, len(body)
