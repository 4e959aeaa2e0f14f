"""What every answer carries: the content policy, and who may keep a copy."""

from __future__ import annotations

from flask import Flask, current_app, g, request
from werkzeug.wrappers import Response

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
    """Set the security headers and the cache rule."""
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
        response.add_etag()
        response.make_conditional(request)
    return response


def _may_be_shared(response: Response) -> bool:
    """Only if nothing in the page can belong to one reader: the request had no cookie and the page holds no form."""
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not request.cookies
        and "Set-Cookie" not in response.headers
        and "csrf_token" not in g
        and request.endpoint is not None
        and not getattr(current_app.view_functions[request.endpoint], "never_shared", False)
    )


def init_app(app: Flask) -> None:
    """Add the headers to every answer."""
    app.after_request(add_headers)
