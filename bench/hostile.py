"""Values, cookies, headers and whole requests that nobody means well with, or that come from broken programs."""

import json
from random import Random
from urllib.parse import quote, quote_from_bytes, urlencode

MARK = "q7zkv9wx"  # begins every value that would show unescaped, and no token by chance; see bench.fuzz
VALUES = (
    "",
    " ",
    "0",
    "-1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "None",
    "true",
    "[]",
    "{}",
    "2026-02-30",
    f"<{MARK}>",
    f"\"{MARK}'>",
    f"<{MARK} onload=alert(1)>",
    f"javascript:{MARK}",
    f"</script><{MARK}>",
    f"<!--{MARK}-->",
    "{{ 7|add:7 }}{% debug %}",
    "${7*7}",
    "%s%n%d{0}{a.b}",
    "' OR 1=1 --",
    "'; DROP TABLE content_release; --",
    "\\",
    "%",
    "_",
    "a & b | !c <-> d:*",
    "((((((((",
    "../../../../etc/passwd",
    "..%2f..%2f",
    "\r\nSet-Cookie: a=b",
    "\x00",
    "a\x00b",
    "\x1b[2J",
    "\u202eabc\u202c",
    "\ufeff",
    "\U0001f9d1\u200d\U0001f9bd",
    "Z\u0351\u036b\u0343a\u0329\u0332lgo",
    "\u0130\u0131\u017f\u212a",
    "ﬃ ½ ² Ⅷ",
    "١٢٣",
    "\ud83d",  # half a character
    "a" * 300,
    "é" * 5_000,
    "word " * 3_000,
    "(" * 2_000,
    "-" * 1_000 + "!",
    "1" * 5_000,
    "LS1 4AP",
    "999",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "/articles/",
)
HOSTS = ("localhost",) * 20 + ("evil.example", "localhost:99999", "local host", "[::1", "", "a" * 300)
HEADERS = {
    "HTTP_ACCEPT": ("*/*", "text/html", "application/json", "x" * 2_000, ";;;,,,q=nan"),
    "HTTP_ACCEPT_ENCODING": ("gzip", "br", "identity;q=0", "gzip;q=abc", ""),
    "HTTP_ACCEPT_LANGUAGE": ("en-GB", "xx" * 500, "*;q=2", "-"),
    "HTTP_IF_NONE_MATCH": ('"abc"', "*", "W/", '"' * 500, "abc"),
    "HTTP_IF_MODIFIED_SINCE": ("Thu, 01 Jan 1970 00:00:00 GMT", "yesterday", "Thu, 99 Foo 99999 99:99:99 GMT"),
    "HTTP_IF_MATCH": ("*", '"x"', "W/x"),
    "HTTP_IF_UNMODIFIED_SINCE": ("Thu, 01 Jan 1970 00:00:00 GMT", "x"),
    "HTTP_RANGE": ("bytes=0-0", "bytes=-1", "bytes=9-1", "bytes=0-,0-,0-", "lines=1", "bytes=99999999999999999999-"),
    "HTTP_REFERER": ("http://localhost/", "javascript:alert(1)", "x" * 3_000, "http://[::1", "\x7f"),
    "HTTP_ORIGIN": ("null", "https://evil.example", "http://localhost", "http://[", "x"),
    "HTTP_X_FORWARDED_FOR": ("127.0.0.1", "::1, x", "x" * 1_000),
    "HTTP_X_FORWARDED_HOST": ("evil.example",),
    "HTTP_X_FORWARDED_PROTO": ("https", "gopher"),
    "HTTP_X_REQUEST_ID": ("12345678", "x\r\ny", "<b>"),
    "HTTP_X_HTTP_METHOD_OVERRIDE": ("DELETE",),
    "HTTP_USER_AGENT": ("", "Googlebot", "x" * 5_000, "\xff\xfe"),
    "HTTP_SEC_FETCH_SITE": ("cross-site", "same-origin"),
}
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "x" * 300,
    "application/json",
    "text/plain; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "",
    "/",
)
METHODS = ("GET",) * 12 + ("POST",) * 9 + ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "BREW")


def value(chance: Random) -> str:
    """Return a value: one of the list, two together, or characters at random."""
    kind = chance.random()
    if kind < 0.7:
        return chance.choice(VALUES)
    if kind < 0.85:
        return chance.choice(VALUES) + chance.choice(VALUES)
    size = int(chance.paretovariate(1))
    return "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0xD800)))) for _ in range(min(size, 200)))


def mutated(chance: Random, text: str) -> str:
    """Return a text that is nearly right: a character lost, doubled, changed or added, or the end cut off."""
    if not text:
        return value(chance)
    at = chance.randrange(len(text))
    return chance.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] * 2 + text[at + 1 :],
            text[:at] + chr(chance.randrange(256)) + text[at + 1 :],
            text[:at],
            text + text,
            text.upper(),
            text[:at] + chance.choice(VALUES)[:50] + text[at:],
        )
    )


def plain(method, path, fields, cookies):
    """Return a request as a browser sends it: environment of WSGI, and "body"."""
    encoded = urlencode([(name, _bytes(one)) for name, value in fields.items() for one in _many(value)])
    given = {"REQUEST_METHOD": method, "PATH_INFO": _wire(path), "HTTP_COOKIE": _cookie(cookies)}
    if method == "GET":
        return given | {"QUERY_STRING": encoded}
    sent = {"CONTENT_TYPE": TYPES[0], "HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://localhost"}
    return given | sent | {"body": encoded.encode()}


def spoilt(chance, method, path, fields, cookies):
    """Return a request with something wrong with its headers, cookies, encoding or body, or with nothing of these."""
    given = plain(method, path, fields, cookies)
    what = chance.random()
    if what < 0.3:
        for name in chance.sample(sorted(HEADERS), chance.randrange(1, 4)):
            given[name] = chance.choice(HEADERS[name])
        given["HTTP_HOST"] = chance.choice(HOSTS)
    elif what < 0.45:
        given["HTTP_COOKIE"] = _broken_cookie(chance, cookies)
    elif what < 0.6:
        pairs = [(name, one) for name, value in fields.items() for one in _many(value) if chance.random() < 0.9]
        if method in ("GET", "HEAD"):
            return given | {"QUERY_STRING": _encoded(chance, pairs)}
        given |= _body(chance, _encoded(chance, pairs), pairs)
    return given


def other_path(chance, path):
    """Return an address that is nearly, or not at all, one that is there."""
    if chance.random() < 0.5:
        return "/" + mutated(chance, path).lstrip("/")
    parts = path.strip("/").split("/")
    parts[chance.randrange(len(parts))] = value(chance)
    return "/" + "/".join(parts) + chance.choice(("/", "", "//", "/?", ".php"))


def _many(value):
    return [value] if isinstance(value, str) else value


def _bytes(text):
    return text.encode("utf-8", "surrogatepass")


def _wire(text):
    """A text as WSGI has it: the bytes, each as one character."""
    return _bytes(text).decode("latin-1")


def _cookie(cookies):
    return _wire("; ".join(f"{name}={value}" for name, value in cookies.items()))


def _broken_cookie(chance, cookies):
    broken = {name: mutated(chance, value) for name, value in cookies.items() if chance.random() < 0.8}
    return _cookie({**broken, value(chance)[:50]: value(chance)})


def _encoded(chance, pairs):
    """Fields as they stand in an address or a body: one twice, of bytes that are no text, or not encoded at all."""
    pairs = pairs + [chance.choice(pairs)] if pairs else []
    kind = chance.random()
    if kind < 0.4:
        return urlencode([(name, _bytes(value)) for name, value in pairs])
    if kind < 0.7:
        return "&".join(f"{quote(name)}={quote_from_bytes(chance.randbytes(20))}" for name, _ in pairs)
    return _wire("&".join(f"{name}={value}" for name, value in pairs))


def _body(chance, encoded, pairs):
    kind = chance.choice(TYPES)
    body = encoded.encode("latin-1", "replace")
    if kind == "application/json":
        body = json.dumps(dict(pairs)).encode()
    elif kind.startswith("multipart"):
        parts = (
            f'--x\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n{value}\r\n'
            for name, value in pairs
        )
        body = _bytes("".join(parts) + chance.choice(("--x--\r\n", "--x", "")))
    length = chance.choice((str(len(body)),) * 4 + ("0", "5", "-1", "x", "", str(10**12)))
    return {"CONTENT_TYPE": kind, "CONTENT_LENGTH": length, "body": body}
