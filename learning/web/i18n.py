"""Two languages: which one the page is in, its messages, its dates, and texts of the courses in it.

The messages are kept as `.po` files and compiled in memory at start, so that there is no build step to forget. Every
call to gettext in the application goes through this module.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, abort, g, has_request_context, redirect, request, url_for
from flask_babel import Babel
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from learning.items.base import LANGUAGES, Text

FOLDER = Path(__file__).parent / "translations"
NAMES = {"vi": "Tiếng Việt", "en": "English"}
FORMATS = {"vi": "vi", "en": "en_GB"}
"""Whose dates and numbers each language writes."""
COOKIE = "language"
DEFAULT = "vi"
_KEY = re.compile(r"\{(H\d{1,2})\}")

babel = Babel()


@cache
def _catalogue(language: str) -> Any:
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return Translations()
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


def language() -> str:
    """The language of this page; Vietnamese outside a page."""
    return g.get("language", DEFAULT) if has_request_context() else DEFAULT


def other_language() -> str:
    """The language that this page is not in."""
    return "en" if language() == "vi" else "vi"


def gettext(message: str, **values: Any) -> str:
    """The message in the page's language, with `%(name)s` filled in."""
    text: str = _catalogue(language()).ugettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, num: int, **values: Any) -> str:
    """The message in the form for `num`, by the language's plural rule."""
    text: str = _catalogue(language()).ungettext(one, many, num)
    return text % {"num": num, **values}


def lazy_gettext(message: str, **values: Any) -> LazyString:
    """`gettext`, decided only when the text is shown: for what is defined at import time."""
    return LazyString(gettext, message, **values)


def in_language(text: Text) -> str:
    """A bilingual text in the page's language, plain."""
    return text.in_(language())


def render_text(text: Text | str) -> Markup:
    """A text as HTML: in the page's language, escaped, keys of the help registry such as `{H1}` resolved."""
    plain = text if isinstance(text, str) else in_language(text)
    return resolve_help(escape(plain))


def resolve_help(html: Markup) -> Markup:
    """`html` with every key of the help registry replaced by what may be shown for it today."""
    if "{" not in html:
        return html
    phrase = resolve_help.phrase  # type: ignore[attr-defined]
    return Markup(_KEY.sub(lambda match: str(escape(phrase(match[1]))), html))  # noqa: S704  (html is safe already)


def use_help_phrases(phrase: Callable[[str], str]) -> None:
    """Let the help room say what stands for a key."""
    resolve_help.phrase = phrase  # type: ignore[attr-defined]


use_help_phrases(lambda key: key)


def take_language_from_url(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Read the language out of the URL; an unknown one is a page that does not exist."""
    if values is None or "lang" not in values:
        g.language = preferred_language()
        return
    language = values.pop("lang")
    if language not in LANGUAGES:
        g.language = preferred_language()
        abort(404)
    g.language = language


def put_language_into_url(app: Flask) -> Callable[[str, dict[str, Any]], None]:
    """Give every URL its language unless the caller names one."""

    def put(endpoint: str, values: dict[str, Any]) -> None:
        if "lang" not in values and app.url_map.is_endpoint_expecting(endpoint, "lang"):
            values["lang"] = language()

    return put


def preferred_language() -> str:
    """The reader's language where the URL does not say it: the cookie's, the browser's, else Vietnamese."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


def other_language_url() -> str:
    """The way to the same place in the other language; the choice is remembered on the way."""
    values = {**(request.view_args or {}), "lang": other_language()}
    if request.endpoint is None or not request.url_rule or "lang" not in request.url_rule.arguments:
        return url_for("web.choose_language", lang=other_language(), to=url_for("study.home", lang=other_language()))
    query = urlencode([(name, _in_other_language(value)) for name, value in request.args.items(multi=True)])
    endpoint = request.endpoint
    if request.method == "POST" and not _answers_get(request.url_rule.methods):
        endpoint, values, query = "study.home", {"lang": other_language()}, ""
    to = url_for(endpoint, **values) + (f"?{query}" if query else "")
    return f"{url_for('web.choose_language', lang=other_language())}?{urlencode({'to': to})}"


def _in_other_language(value: str) -> str:
    """A path of this site in the language that the page is not in, such as the `next` of a sign-in; else as it is."""
    here = f"/{language()}/"
    return f"/{other_language()}/{value.removeprefix(here)}" if value.startswith(here) else value


def _answers_get(methods: set[str] | None) -> bool:
    return methods is not None and "GET" in methods


def remember_language(to: str) -> Response:
    """Go on to `to` and keep the language for the next visit without one in the URL."""
    response = redirect(to, 303)
    response.set_cookie(
        COOKIE, language(), max_age=365 * 86400, samesite="Lax", httponly=True, secure=request.is_secure
    )
    return response


def init_app(app: Flask) -> None:
    """Make pages, forms and templates speak the page's language."""
    babel.init_app(app, locale_selector=lambda: FORMATS[language()])
    app.url_value_preprocessor(take_language_from_url)
    app.url_defaults(put_language_into_url(app))
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: _catalogue(language()).ugettext(message),
        lambda one, many, num: _catalogue(language()).ungettext(one, many, num),
        newstyle=True,
    )
    app.jinja_env.filters["t"] = render_text
    app.jinja_env.filters["help_keys"] = resolve_help
    app.context_processor(
        lambda: {
            "lang": language(),
            "languages": NAMES,
            "other_language": other_language(),
            "other_language_url": other_language_url(),
        }
    )
