"""Every public address with bad input: `python -m bench.fuzz 100000 [seed]`, on a database with founding content.

Requests go through the whole WSGI application, in this process. A response of 500 or above, an exception, a header that
breaks its line, a redirect to another host, or a value that comes back unescaped is a failure: it is printed with the
number that brings it back (`python -m bench.fuzz 1 <seed>:<number>`), and the run ends with 1.
"""

import html
import json
import logging
import os
import re
import sys
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from random import Random
from urllib.parse import quote, quote_from_bytes, urlencode, urlsplit

from bench import hostile

RESULTS = Path(__file__).parent / "results" / "fuzz.json"
TOKEN = "abcdefghijklmnopqrstuvwxyzABCDEF"  # a right pair of cookie and field for the form's guard
ECHO = re.compile(rf"<{hostile.MARK}|[\"']{hostile.MARK}|(?:href|src|action)=[\"']?javascript:{hostile.MARK}", re.I)
FIELD = re.compile(r"<(?:input|select|textarea|button)\b[^>]*\bname=\"([^\"]+)\"(?:[^>]*\bvalue=\"([^\"]*)\")?")
LINK = re.compile(r"(?:href|action)=\"(/[^\"#?]*)")
SHARE_OF_MUTANTS = 0.3
PUBLIC = re.compile(r"/(?!admin/(?!login/|jsi18n/))")


class Site:
    """The application, and what a curious program finds out about it: addresses, and the fields of their forms."""

    def __init__(self):
        from django.core.wsgi import get_wsgi_application

        self.application = get_wsgi_application()
        self.paths, self.fields, self.cookies = [], {}, {"physio_answers": "", "csrftoken": TOKEN, "reading": ""}
        self._explore()

    def _explore(self):
        """Follow every link from the home page, and answer the guide's first questions, to have all there is."""
        found, waiting = set(), ["/", "/get-physio/who/", "/feed.atom", "/robots.txt", "/sitemap.xml", "/admin/login/"]
        while waiting:
            path = waiting.pop()
            if path in found or not PUBLIC.match(path):
                continue
            found.add(path)
            status, headers, body = self.ask({"PATH_INFO": path, "HTTP_COOKIE": self.cookie()})
            if status == 200 and headers.get("Content-Type", "").startswith("text/html"):
                text = body.decode()
                self.fields[path] = {name: html.unescape(value) for name, value in FIELD.findall(text)}
                waiting += [html.unescape(link) for link in LINK.findall(text)]
        self.paths = sorted(found)

    def cookie(self):
        """The Cookie header of a browser that has been here."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)

    def ask(self, given):
        """Send one request; return (status, headers, body). Whatever the application raises, is raised."""
        body = given.pop("body", b"")
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
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
            **given,
        }
        said = []
        answer = self.application(environ, lambda status, headers, *_: said.append((status, headers)))
        try:
            content = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        status, headers = said[0]
        for name, value in headers:
            assert not set("\r\n\0") & set(name + value), f"a header breaks its line: {name}"
        return int(status[:3]), dict(headers), content


def request(site, chance):
    """Return one request: mostly to a page that is there, with its own fields, some values right and some hostile."""
    path = chance.choice(site.paths)
    fields = {name: _filled(chance, value) for name, value in site.fields.get(path, {}).items()}
    extra = chance.choice(("q", "next", "near", "page", "with", "kind", "about", "where", "position", "offer", "x[]"))
    if chance.random() < 0.5:
        fields[extra] = hostile.value(chance)
    method = chance.choice(hostile.METHODS)
    if method == "POST" and chance.random() < 0.9:
        fields["csrfmiddlewaretoken"] = TOKEN
    if chance.random() < SHARE_OF_MUTANTS:
        path = _other_path(chance, path)
    given = {"REQUEST_METHOD": method, "PATH_INFO": path.encode("utf-8", "surrogatepass").decode("latin-1")}
    given |= _headers(chance, site)
    encoded = _encoded(chance, fields)
    if method in ("GET", "HEAD"):
        given["QUERY_STRING"] = encoded
    else:
        given |= _body(chance, encoded, fields)
    return given


def _filled(chance, value):
    kind = chance.random()
    return value if kind < 0.4 else hostile.value(chance) if kind < 0.8 else hostile.mutated(chance, value)


def _other_path(chance, path):
    if chance.random() < 0.5:
        return "/" + hostile.mutated(chance, path).lstrip("/")
    parts = path.strip("/").split("/")
    parts[chance.randrange(len(parts))] = hostile.value(chance)
    return "/" + "/".join(parts) + chance.choice(("/", "", "//", "/?", ".php"))


def _headers(chance, site):
    found = {"HTTP_HOST": chance.choice(hostile.HOSTS), "HTTP_COOKIE": _cookie(chance, site)}
    for name in chance.sample(sorted(hostile.HEADERS), chance.randrange(4)):
        found[name] = chance.choice(hostile.HEADERS[name])
    return found


def _cookie(chance, site):
    if chance.random() < 0.5:
        return site.cookie()
    broken = {name: hostile.mutated(chance, value) for name, value in site.cookies.items()}
    broken[hostile.value(chance)[:50]] = hostile.value(chance)
    kept = "; ".join(f"{name}={value}" for name, value in broken.items())
    return kept.encode("utf-8", "surrogatepass").decode("latin-1")


def _encoded(chance, fields):
    pairs = [(name, value) for name, value in fields.items() if chance.random() < 0.9]
    pairs += [chance.choice(pairs)] if pairs and chance.random() < 0.2 else []  # the same name twice
    kind = chance.random()
    if kind < 0.85:
        return urlencode([(name, value.encode("utf-8", "surrogatepass")) for name, value in pairs])
    if kind < 0.95:  # bytes that are no text
        return "&".join(f"{quote(name)}={quote_from_bytes(chance.randbytes(20))}" for name, _ in pairs)
    return "&".join(f"{name}={value}" for name, value in pairs).encode("utf-8", "surrogatepass").decode("latin-1")


def _body(chance, encoded, fields):
    kind = chance.choice(hostile.TYPES)
    body = encoded.encode("latin-1", "replace")
    if kind == "application/json":
        body = json.dumps(fields).encode()
    elif kind.startswith("multipart"):
        parts = (
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        body = ("".join(parts) + chance.choice(("--x--\r\n", "--x", ""))).encode("utf-8", "surrogatepass")
    length = chance.choice((str(len(body)),) * 8 + ("0", "5", "-1", "x", "", str(10**12)))
    return {"CONTENT_TYPE": kind, "CONTENT_LENGTH": length, "body": body}


def fault(given, status, headers, body):
    """Return what is wrong with a response, or None."""
    if status >= 500:
        return f"status {status}"
    leads = headers.get("Location", "")
    if status in (301, 302, 303, 307, 308) and urlsplit(leads).netloc not in ("", "localhost", "www.bbc.co.uk"):
        return f"leads to {leads[:100]}"
    if headers.get("Content-Type", "").startswith("text/html"):
        echoed = ECHO.search(body.decode("utf-8", "replace"))
        return f"unescaped: {echoed[0]}" if echoed else None
    return None


def run(times, seed, first=0, site=None):
    """Send so many requests; return (Counter of statuses, [(number, what is wrong, request)])."""
    site, statuses, faults = site or Site(), Counter(), []
    for number in range(first, first + times):
        given = request(site, Random(f"{seed}:{number}"))  # noqa: S311 - not for secrets
        told = {name: value for name, value in given.items() if name != "body"}
        try:
            status, headers, body = site.ask(given)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure
            status, wrong = 599, f"{type(error).__name__}: {error}"
        else:
            wrong = fault(given, status, headers, body)
            site.cookies |= _kept(headers)
        statuses[status] += 1
        if wrong:
            faults.append((number, wrong, told))
    return statuses, faults


def _kept(headers):
    """The answer cookie that a response sets, as a browser would keep it."""
    match = re.match(r"(physio_answers|reading)=([^;]*)", headers.get("Set-Cookie", ""))
    return {match[1]: match[2]} if match else {}


def main():
    """Run, print and add to bench/results/fuzz.json."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed, _, first = (sys.argv[2] if len(sys.argv) > 2 else str(int(time.time()))).partition(":")
    begun = time.monotonic()
    statuses, faults = run(times, seed, int(first or 0))
    for number, wrong, told in faults[:50]:
        print(f"{seed}:{number} {wrong}\n    {json.dumps(told)[:600]}")
    seconds = time.monotonic() - begun
    print(f"{times:,} requests in {seconds:.0f} s: {dict(sorted(statuses.items()))}; {len(faults)} failures")
    if times > 1:
        known = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
        row = {"seed": seed, "requests": times, "seconds": round(seconds), "failures": len(faults)}
        RESULTS.write_text(json.dumps([*known, {**row, "statuses": dict(sorted(statuses.items()))}], indent=1) + "\n")
    sys.exit(bool(faults))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msphysio.settings")
    logging.disable()
    main()
