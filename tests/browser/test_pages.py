"""Pages in a real browser: nothing from elsewhere, no complaint of the content policy, and what goes over the wire."""

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


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_asks_anybody_else_or_breaks_the_content_policy(tab, server, language):
    """Complaints of the policy land on the console; the fixture `tab` fails on them."""
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    for path in PATHS:
        tab.goto(f"/{language}/{path}")
        assert tab.locator("h1").count() == 1
    assert [url for url in asked if not url.startswith(server.url)] == []


def test_the_help_page_comes_within_30_kib_fonts_and_all(tab):
    """The page itself is compressed by the proxy, to a third at most; everything else comes compressed."""
    client = tab.context.new_cdp_session(tab)
    client.send("Network.enable")
    sizes = {}
    client.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    tab.goto("/vi/help/", wait_until="networkidle")
    page = len(tab.content().encode())
    assert sum(sizes.values()) - page * 2 / 3 <= 30 * KIB
