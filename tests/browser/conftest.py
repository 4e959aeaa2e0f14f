"""What the tests in a real browser share: the real site, a small one with every kind of item, and tabs at either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site, site_at
from tests.browser.tabs import PATIENCE, opened
from tests.servers import Server

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def site(server: Server) -> Site:
    """The platform with all its courses."""
    return site_at(server)


@pytest.fixture(scope="session")
def small_site(simulated_courses: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The platform with one short course, in whose module every kind of item stands, and a simulation."""
    settings = {"COURSES": str(simulated_courses)}
    with Server(tmp_path_factory.mktemp("small"), settings, workers=1) as running:
        yield site_at(running)


@pytest.fixture
def open_tab(browser: Any) -> Iterator[Callable[..., Any]]:
    """`open_tab(site, as_=minh)`: a tab in a fresh profile; see tests/browser/tabs.py."""
    with ExitStack() as stack:
        yield lambda site, **asked: stack.enter_context(opened(browser, site, **asked))
