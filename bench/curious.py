"""A program that is curious about the site: it asks the application itself, and finds every address and form."""

import html
import re
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO

from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver

TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEF"  # a right pair of cookie and field for the form's guard
BEFORE_SIGNING_IN = ("admin:login", "admin:second_factor", "admin:set_up")
LINK = re.compile(r"(?:href|action)=\"(/[^\"#?]*)")
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.S)
CONTROL = re.compile(r"<(input|textarea|select|button)\b([^>]*)>")
ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
OF_EACH = 3  # addresses of one kind of page that are opened to see where they lead
STATIC = "static file"
NO_PAGE = "no page"


@dataclass(frozen=True)
class Response:
    """What the application answered. `headers` are pairs: a cookie is set by a header of its own."""

    status: int
    headers: tuple = ()
    body: bytes = b""

    def header(self, name):
        return next((value for known, value in self.headers if known == name), "")

    @property
    def is_page(self):
        return self.header("Content-Type").startswith("text/html") and not self.header("Content-Encoding")

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True)
class Form:
    """A form of a page. `fields`: name -> (kind, values that it offers, or the one that stands in it)."""

    method: str
    action: str
    fields: dict = field(default_factory=dict)


def forms_of(text, path):
    """Return the forms of a page, the one with the most fields first."""
    found = [_form(dict(ATTRIBUTE.findall(head)), inside, path) for head, inside in FORM.findall(text)]
    return sorted(found, key=lambda form: -len(form.fields))


def _form(said, inside, path):
    fields = {}
    for tag, attributes in CONTROL.findall(inside):
        known = {name: html.unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
        if name := known.get("name"):
            kind = known.get("type", "text") if tag == "input" else tag
            fields.setdefault(name, (kind, []))[1].append(known.get("value", ""))
    return Form(said.get("method", "get").upper(), html.unescape(said.get("action", path)).partition("?")[0], fields)


def kind_of(path):
    """Return which kind of page an address is: the name of its URL."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return STATIC if path.startswith("/static/") else NO_PAGE


def public_kinds():
    """Return the names of all URLs that are open to everybody, or to who has given a password and no more."""
    patterns = get_resolver().url_patterns
    return {pattern.name for pattern in _flat(patterns) if pattern.name} | set(BEFORE_SIGNING_IN)


def plain_addresses():
    """Return every public address that has no gap to fill in."""
    found = []
    for kind in sorted(public_kinds()):
        with suppress(NoReverseMatch):
            found.append(reverse(kind))
    return found


def _flat(patterns):
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            yield pattern
        elif pattern.namespace is None:
            yield from _flat(pattern.url_patterns)


class Site:
    """The application. `paths` are addresses that are there, by the kind of their page."""

    def __init__(self):
        from django.core.wsgi import get_wsgi_application

        self.application = get_wsgi_application()
        self.paths = {}

    def explore(self, more=()):
        """Follow the links of a few pages of each kind, from every address without gaps and from `more`."""
        seen, waiting = set(), [*plain_addresses(), "/get-physio/who/", *more]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen.add(path)
            known = self.paths.setdefault(kind_of(path), [])
            known.append(path)
            if len(known) <= OF_EACH:
                response = self.ask({"PATH_INFO": path})
                waiting += [html.unescape(link) for link in LINK.findall(response.text)] if response.is_page else []
        closed = {kind for kind in self.paths if ":" in kind} - set(BEFORE_SIGNING_IN)
        self.paths = {kind: sorted(paths) for kind, paths in sorted(self.paths.items()) if kind not in closed}

    def ask(self, given):
        """Send one request; return the Response. Whatever the application raises, is raised."""
        body = given.get("body", b"")
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            **{name: value for name, value in given.items() if name != "body"},
        }
        said = []
        answer = self.application(environ, lambda status, headers, *_: said.append((status, headers)))
        try:
            content = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        status, headers = said[0]
        return Response(int(status[:3]), tuple(headers), content)
