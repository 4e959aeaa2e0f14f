"""A reader with a browser: opens pages, follows redirects, fills in forms as they stand, and is picky on every page.

What it expects of each page: tests/manners.py (markup), tests/witness.py (nothing uncommitted, no SQL while rendering),
and at most six statements (architecture.md, "Budgets").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.manners import faults_of
from tests.markup import parse, text_of
from tests.witness import Deeds

MOST_STATEMENTS = 6
Fields = Mapping[str, str | Iterable[str]]


@dataclass
class Form:
    """A form of a page, with what a browser would send if nothing were changed."""

    element: Element
    action: str
    method: str
    values: dict[str, list[str]]
    buttons: list[Element]

    @property
    def names(self) -> set[str]:
        """The names of all its fields, filled in or not."""
        return {e.get("name", "") for e in self.element.iter() if e.tag in ("input", "select", "textarea")} - {""}

    def filled(self, fields: Fields, button: str | None) -> dict[str, list[str]]:
        """What is sent after filling in `fields` and pressing the button with this name, value or text."""
        data = {name: list(values) for name, values in self.values.items()}
        for name, value in fields.items():
            assert name in self.names, f"the form has no field {name!r}, only {sorted(self.names)}"
            data[name] = [value] if isinstance(value, str) else list(value)
        pressed = self._button(button)
        if pressed is not None and pressed.get("name"):
            data[pressed.get("name", "")] = [pressed.get("value", "")]
        return data

    def _button(self, wanted: str | None) -> Element | None:
        if wanted is None:
            return self.buttons[0] if self.buttons else None
        for button in self.buttons:
            if wanted in (button.get("value"), button.get("name"), text_of(button)):
                return button
        raise AssertionError(f"no button {wanted!r} in the form to {self.action}")


@dataclass
class Page:
    """An answer, as its reader sees it."""

    url: str
    response: TestResponse
    deeds: Deeds
    trail: list[str] = field(default_factory=list)
    """The addresses on the way here, if there were redirects."""

    def __post_init__(self) -> None:
        self.status: int = self.response.status_code
        self.headers = self.response.headers
        self.is_html = self.response.mimetype == "text/html"
        self.body: str = self.response.get_data(as_text=True) if self._is_text else ""
        is_page = self.is_html and not 300 <= self.status < 400
        self.is_whole = is_page and self.body.lstrip().lower().startswith("<!doctype")
        self.html: Element = parse(self.body) if self.is_whole else Element("html")

    @property
    def _is_text(self) -> bool:
        return self.response.mimetype.startswith("text/") or self.response.is_json

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return self.response.get_json()

    @property
    def text(self) -> str:
        """All words of the page."""
        return text_of(self.html)

    @property
    def main(self) -> str:
        """The words of the main part, without header and footer."""
        return text_of(next(self.html.iter("main")))

    @property
    def h1(self) -> str:
        """The main heading."""
        return text_of(next(self.html.iter("h1")))

    @property
    def title(self) -> str:
        """The name of the page in the browser's tab."""
        return text_of(next(self.html.iter("title")))

    @property
    def links(self) -> dict[str, str]:
        """Where each link leads, by its words."""
        return {text_of(a): a.get("href", "") for a in self.html.iter("a")}

    @property
    def targets(self) -> list[str]:
        """Where all links lead, in order."""
        return [a.get("href", "") for a in self.html.iter("a")]

    @property
    def complaints(self) -> list[str]:
        """What a refused form says in its summary."""
        boxes = [e for e in self.html.iter() if "error-summary" in e.get("class", "").split()]
        return [text_of(li) for box in boxes for li in box.iter("li")]

    def with_class(self, name: str) -> list[Element]:
        """All elements with a class."""
        return [element for element in self.html.iter() if name in element.get("class", "").split()]

    @property
    def forms(self) -> list[Form]:
        """The forms, in order."""
        forms = [_form(element, self.url) for element in self.html.iter("form")]
        for form in forms:  # a button in the dock belongs to the form that it names
            own_id = form.element.get("id")
            form.buttons += [b for b in self.html.iter("button") if own_id and b.get("form") == own_id]
        return forms

    def form(self, wanted: str | None = None, fields: Iterable[str] = ()) -> Form:
        """The form whose action ends in `wanted`, or that has all `fields`; else the only one in the main part."""
        here = None if wanted or fields else list(next(self.html.iter("main")).iter("form"))
        found = [f for f in self.forms if wanted is None or f.action.split("?")[0].endswith(wanted)]
        found = [f for f in found if here is None or f.element in here]
        found = [f for f in found if set(fields) <= f.names]
        assert found, f"no form for {wanted or sorted(fields)} on {self.url}, only {[f.action for f in self.forms]}"
        assert len(found) == 1 or wanted is not None or fields, f"several forms on {self.url}: say which"
        return found[0]


def _form(element: Element, here: str) -> Form:
    values: dict[str, list[str]] = {}
    buttons = []
    for part in element.iter():
        name, kind = part.get("name", ""), part.get("type", "text")
        if part.tag == "button" or (part.tag == "input" and kind == "submit"):
            if part.get("type", "submit") == "submit" and "hidden" not in part.attrib:
                buttons.append(part)
        elif not name or "disabled" in part.attrib:
            continue
        elif part.tag == "input" and kind in ("checkbox", "radio"):
            if "checked" in part.attrib:
                values.setdefault(name, []).append(part.get("value", "on"))
        elif part.tag == "input":
            values.setdefault(name, []).append(part.get("value", ""))
        elif part.tag == "textarea":
            values.setdefault(name, []).append(part.text or "")
        elif part.tag == "select":
            options = list(part.iter("option"))
            chosen = [o for o in options if "selected" in o.attrib] or options[:1]
            values.setdefault(name, []).extend(o.get("value", text_of(o)) for o in chosen)
    action = urljoin(here, element.get("action", "")) if element.get("action") else here
    return Form(element, action, element.get("method", "get").lower(), values, buttons)


class Reader:
    """Somebody at a browser. Knows nothing of the inside of the app."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser = app.test_client()
        self.page: Page | None = None
        """The page that is open."""

    def in_another_tab(self) -> Reader:
        """The same browser, with the cookies it has now."""
        twin = Reader(self.app)
        for name in ("session", "language", "theme", "contrast"):
            if (cookie := self.browser.get_cookie(name)) is not None:
                twin.browser.set_cookie(name, cookie.value)
        return twin

    def opens(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        """Open an address and follow where it leads."""
        return self._sends("GET", url, headers=headers)

    def follows(self, words: str) -> Page:
        """Follow the link with these words on the open page."""
        assert self.page is not None
        links = self.page.links
        assert words in links, f"no link {words!r} on {self.page.url}, only {sorted(links)}"
        return self.opens(urljoin(self.page.url, links[words]))

    def submits(
        self,
        fields: Fields | None = None,
        *,
        form: str | None = None,
        button: str | None = None,
        page: Page | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Fill in and send a form of the open page. `form`: end of its action; `button`: its name, value or words."""
        page = page or self.page
        assert page is not None, "open a page first"
        found = page.form(form, fields or ())
        return self._sends(found.method.upper(), found.action, found.filled(fields or {}, button), headers=headers)

    def posts(self, url: str, data: Fields | None = None, *, follow: bool = True) -> Page:
        """Send a form that no page offered, with a token that is right: what somebody could forge."""
        return self._sends("POST", url, {**(data or {}), "csrf_token": self.token()}, follow=follow)

    def asks(self, method: str, url: str, data: Fields | None = None) -> Page:
        """One request, with a right token if it is a post, its redirect not followed."""
        if method == "POST":
            return self.posts(url, data, follow=False)
        return self._sends(method, url, data, follow=False)

    def token(self) -> str:
        """A CSRF token of this session, from a page that everybody may open."""
        response = self.browser.get("/vi/display")
        return _form(next(parse(response.get_data(as_text=True)).iter("form")), "/vi/display").values["csrf_token"][0]

    def _sends(
        self,
        method: str,
        url: str,
        data: Fields | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        follow: bool = True,
    ) -> Page:
        trail: list[str] = []
        while True:
            page = self._request(method, url, data, headers, trail)
            if not follow or page.status not in (301, 302, 303, 307, 308):
                break
            trail = [*trail, url]
            assert len(trail) < 8, f"going round in circles: {trail}"
            target = urlsplit(urljoin(url, page.headers["Location"]))
            assert target.netloc in self.own_hosts | {""}, f"sent to another host: {page.headers['Location']}"
            url = target._replace(scheme="", netloc="", fragment="").geturl()
            method, data = "GET", None
        if page.is_whole:
            self.page = page
        return page

    def _request(
        self, method: str, url: str, data: Fields | None, headers: Mapping[str, str] | None, trail: list[str]
    ) -> Page:
        deeds: Deeds = self.app.extensions["witness"].begin()
        lists = {name: [value] if isinstance(value, str) else list(value) for name, value in (data or {}).items()}
        if method == "GET" and lists:
            url = f"{url.split('?')[0]}?{urlencode(lists, doseq=True)}"
        body = {"data": lists} if method != "GET" else {}
        response = self.browser.open(url, method=method, headers=dict(headers or {}), **body)
        page = Page(url, response, deeds, trail)
        _expect_manners(page, method, self.own_hosts)
        return page

    @property
    def own_hosts(self) -> set[str]:
        """The hosts whose addresses are this site's own."""
        return {"localhost", urlsplit(self.app.config["BASE_URL"]).netloc}


def _expect_manners(page: Page, method: str, own_hosts: set[str]) -> None:
    faults: list[str] = []
    if page.is_whole:
        language = page.url.split("/")[1] if page.url.startswith(("/vi/", "/en/")) else None
        faults += faults_of(page.html, language, own_hosts)
    faults += [f"SQL while a template renders: {statement}" for statement in page.deeds.while_rendering]
    if page.status < 400 or page.status == 422:
        faults += [f"written but not committed: {what}" for what in page.deeds.left_uncommitted]
    if method == "GET" and page.is_html and (count := len(page.deeds.statements)) > MOST_STATEMENTS:
        faults.append(f"{count} statements, at most {MOST_STATEMENTS}: " + "; ".join(page.deeds.statements))
    assert not faults, f"{method} {page.url} ({page.status}):\n  " + "\n  ".join(faults)
