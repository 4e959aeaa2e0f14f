"""What every answer carries: the content policy, and who may keep a copy."""

from __future__ import annotations

from flask import Flask, g, request
from werkzeug.wrappers import Response

from learning.db import db

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"


def add_headers(response: Response) -> Response:
    """Set the security headers and the cache rule; a page that was kept (kept.py) has them."""
    if "is_kept" in g:
        return response
    headers = response.headers
    headers["Content-Security-Policy"] = POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = PUBLIC if _may_be_shared(response) else PRIVATE
    if headers["Cache-Control"] == PUBLIC and request.method in ("GET", "HEAD"):
        response.vary.add("Cookie")
        response.add_etag(weak=True)  # of the page, compressed or not
        response.make_conditional(request)
    return response


def is_shared(response: Response) -> bool:
    """True of a whole page that others may keep."""
    return response.status_code == 200 and response.headers.get("Cache-Control") == PUBLIC


def _may_be_shared(response: Response) -> bool:
    """Only a page in which nothing can belong to one reader and nothing can change before it has aged.

    The request had no cookie, the page holds no form, and it was made without asking the database: the verdict on a
    certificate, for one, must be today's.
    """
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and response.mimetype == "text/html"
        and not request.cookies
        and "Set-Cookie" not in response.headers
        and "csrf_token" not in g
        and not db.session.registry.has()
    )


def init_app(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(add_headers)
