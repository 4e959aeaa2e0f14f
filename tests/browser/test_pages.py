"""Pages in a real browser: nothing from elsewhere, no complaint of the content policy, and what really goes over the wire."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser

PATHS = [
    "",
    "courses/",
    "help/",
    "sign-in",
    "sign-up",
    "privacy",
    "official",
    "display",
    "style-guide",
    "start/student",
]
KIB = 1024


def loads(tab, path):
    """Open a page; the bytes of everything that came with it, by address."""
    sizes = {}
    client = tab.context.new_cdp_session(tab)
    client.send("Network.enable")
    names = {}
    client.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))
    client.on(
        "Network.loadingFinished",
        lambda event: sizes.update({names.get(event["requestId"], "?"): event["encodedDataLength"]}),
    )
    tab.goto(path, wait_until="networkidle")
    client.detach()
    return sizes


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_asks_nobody_else_and_breaks_no_policy(tab, server, language, path):
    asked = loads(tab, f"/{language}/{path}")
    assert tab.locator("h1").count() == 1
    assert all(url.startswith(server.url) for url in asked)


def test_the_help_page_comes_within_30_kib(tab):
    """All but the page itself comes compressed; the page is what the proxy would compress (tests/house/test_weights.py)."""
    came = loads(tab, "/vi/help/")
    page = next(url for url in came if url.endswith("/help/"))
    assert sum(size for url, size in came.items() if url != page) + 4 * KIB <= 30 * KIB, came
