"""What a person gets from a call, in one word."""

from __future__ import annotations

from tests.client import Page


def cell(page: Page) -> str:
    """`open` (a page, a refused form, a redirect inside), `sign-in` (sent to sign in), or the status."""
    if page.status == 303 and page.headers["Location"].split("?")[0] == "/vi/sign-in":
        return "sign-in"
    return "open" if page.status < 400 or page.status == 422 else str(page.status)
