"""Pages kept: what is the same for every visitor is rendered once a day in each process, not once for each of a class.

Such a page is a function of its address and of today's date (which decides what the help registry may show) alone: it
may be shared (headers.py) and has no query. There are as many as there are courses, modules and screens.

It is also compressed once: nothing in it is secret, so its size betrays nothing (BREACH), and a first visit from a
cheap phone gets a third of the bytes even where no proxy stands in front. All other pages are the proxy's to compress.
"""

from __future__ import annotations

import gzip
from datetime import date

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

from learning import clock
from learning.web.headers import is_shared

MOST = 1000
"""Pages in each process: some four megabytes."""

Key = tuple[date, str, bool, str]
Page = tuple[bytes, list[tuple[str, str]]]


def find() -> Response | None:
    """The page, if this is a visitor's request for one that is kept."""
    if request.method != "GET" or request.query_string or request.cookies:
        return None
    page = _pages().get(_key())
    if page is None:
        return None
    g.is_kept = True
    return Response(page[0], headers=page[1]).make_conditional(request)


def keep(response: Response) -> Response:
    """Keep the page, as it is sent and with all its headers, if it is one of those."""
    if "is_kept" in g or request.query_string or request.method != "GET" or not is_shared(response):
        return response
    response.vary.add("Accept-Encoding")
    if _takes_gzip():
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    pages = _pages()
    if len(pages) >= MOST:
        pages.clear()
    pages[_key()] = response.get_data(), response.headers.to_wsgi_list()
    return response


def _key() -> Key:
    return clock.today(), request.scheme, _takes_gzip(), request.path


def _takes_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0


def _pages() -> dict[Key, Page]:
    pages: dict[Key, Page] = current_app.extensions["kept"]
    return pages


def init_app(app: Flask) -> None:
    """Keep pages, except while templates are being worked on. What is kept has passed everything that comes later."""
    app.extensions["kept"] = {}
    if not app.debug and not app.config["TEMPLATES_AUTO_RELOAD"]:
        app.before_request(find)
        app.after_request(keep)
