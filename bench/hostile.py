"""Values, cookies and headers that nobody means well with, or that come from broken programs."""

from random import Random

MARK = "q7z"  # begins every value that would show unescaped; see bench.fuzz
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
HOSTS = ("localhost",) * 40 + ("evil.example", "localhost:99999", "local host", "[::1", "", "a" * 300)
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
