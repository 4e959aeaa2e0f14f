"""Journeys are walked in a real browser."""

from tests.browser.conftest import open_tab, site

__all__ = ["open_tab", "site"]
