"""Tabs of a real browser, each in an empty profile of its own, that remember what went wrong behind the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from learning.accounts.models import Learner
from tests.browser.site import Site

PHONE = (360, 780)
SMALLEST = (320, 640)
DESK = (1280, 800)
PATIENCE = 15_000
"""Milliseconds after which a page that does not come is a fault, on a machine with better things to do."""
LOCALES = {"vi": "vi-VN", "en": "en-GB"}


@contextmanager
def opened(
    browser: Any,
    site: Site,
    *,
    as_: Learner | None = None,
    size: tuple[int, int] = PHONE,
    scripts: bool = True,
    language: str = "vi",
    theme: str | None = None,
    forgives: str | None = None,
    faults: list[str] | None = None,
    **options: Any,
) -> Iterator[Any]:
    """A tab at `site`. What goes wrong behind it fails the test, or goes into `faults`; but for what it forgives."""
    width, height = size
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": width, "height": height},
        locale=LOCALES[language],
        java_script_enabled=scripts,
        **options,
    )
    context.set_default_timeout(PATIENCE)
    if as_ is not None:
        context.add_cookies([site.cookie_of(as_)])
    if theme is not None:
        context.add_cookies([{"name": "theme", "value": theme, "url": site.url}])
    page = context.new_page()
    watch(page, seen := [] if faults is None else faults)
    yield page
    context.close()
    unforgiven = [fault for fault in seen if forgives is None or forgives not in fault]
    assert faults is not None or not unforgiven, unforgiven


def watch(page: Any, faults: list[str]) -> None:
    """Note what the browser complains of on this page. That a page is refused is for the test to judge."""

    def on_console(message: Any) -> None:
        is_refusal = message.text.startswith("Failed to load resource: the server responded")
        if message.type == "error" and not (is_refusal and "/static/" not in message.location["url"]):
            faults.append(f"{message.text} ({page.url})")

    page.on("console", on_console)
    page.on("pageerror", lambda error: faults.append(f"script: {error} ({page.url})"))
