"""One page as it is sent: whole, as gzip or as Brotli, each with its own strong ETag; or only that it is unchanged."""

import gzip
import threading
from functools import lru_cache
from hashlib import sha256
from http.cookies import SimpleCookie

import brotli
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.utils.http import parse_etags

PLAIN = "identity"
COMPRESS = {
    "br": lambda body, effort: brotli.compress(body, mode=brotli.MODE_TEXT, quality=effort),
    "gzip": lambda body, effort: gzip.compress(body, min(effort, 9), mtime=0),  # the same bytes in each process
}
# How much effort it is worth to make a page smaller. The tenth makes the longest a tenth smaller than the ninth in
# about the same time. What comes to a telephone in the first ten packets, 14,600 bytes with the headers, spares it the
# wait for another round.
FOR_ALL, FOR_ONE = 10, 5
OF_AN_UNCHANGED_PAGE = ("Cache-Control", "Vary")  # and the ETag: RFC 9110, section 15.4.5
LONGEST_HEADER = 200  # of those whose meaning is remembered


class Representations:
    """The `body` of a page with its headers, compressed when somebody first asks for it so; `effort`: 1 to 10.

    An ETag stands for the headers too: after another version of the site, nobody keeps the policies of the old one.
    """

    def __init__(self, body, headers, effort=FOR_ALL):
        self.body, self._headers, self._effort = body, headers, effort
        self._tag = sha256(repr(sorted(headers.items())).encode() + body).hexdigest()[:32]
        self._sent, self._unchanged = {}, {}
        self._lock = threading.Lock()

    def answer(self, accepted, known):
        """Return a response, given the headers Accept-Encoding and If-None-Match, each None or "" where it is missing.

        304 without a body where the reader has the page in the encoding that would be sent.
        """
        encoding = best_encoding(accepted) if accepted and len(accepted) <= LONGEST_HEADER else PLAIN
        if encoding not in self._sent:
            self._prepare(encoding)
        if known and self._is_known(known, self._sent[encoding]["ETag"]):
            return _another(self._unchanged[encoding])
        return _another(self._sent[encoding])

    def _prepare(self, encoding):
        with self._lock:
            if encoding in self._sent:
                return
            body = COMPRESS[encoding](self.body, self._effort) if encoding != PLAIN else self.body
            tag = f'"{self._tag}"' if encoding == PLAIN else f'"{self._tag}-{encoding}"'
            own = {"ETag": tag, "Content-Length": str(len(body))}
            own |= {} if encoding == PLAIN else {"Content-Encoding": encoding}
            few = {name: self._headers[name] for name in OF_AN_UNCHANGED_PAGE if name in self._headers}
            self._unchanged[encoding] = HttpResponse(status=304, headers={**few, "ETag": tag})
            del self._unchanged[encoding]["Content-Type"]
            self._sent[encoding] = HttpResponse(body, headers={**self._headers, **own})

    @staticmethod
    def _is_known(known, tag):
        """Whether one of the ETags in If-None-Match is this one, weak or strong, as RFC 9110 compares them."""
        return known == tag or known.strip() == "*" or tag in {each.removeprefix("W/") for each in parse_etags(known)}


class _Headers(ResponseHeaders):
    """Headers that are listed without looking each up again."""

    def items(self):
        return self._store.values()


def _another(response):
    """Return the same response for another request: what Django checked once is not checked for each reader."""
    same = HttpResponse.__new__(HttpResponse)
    same.__dict__.update(response.__dict__)
    same.headers = _Headers({})
    same.headers._store.update(response.headers._store)
    same.cookies, same._resource_closers = SimpleCookie(), []
    return same


@lru_cache(maxsize=256)
def best_encoding(accepted):
    """Return what to send to who sent this Accept-Encoding: Brotli before gzip where both are as welcome, or plain."""
    welcome = dict(map(_weighed, accepted.lower().split(",")))
    other = welcome.get("*", 0)
    weights = {encoding: welcome.get(encoding, other) for encoding in COMPRESS}
    best = max(weights, key=weights.get)
    return best if weights[best] > 0 and weights[best] >= welcome.get(PLAIN, 0) else PLAIN


def _weighed(item):
    """Return (encoding, how welcome from 0 to 1) of one item, such as “gzip;q=0.5”; 0 where that cannot be read."""
    name, *parameters = (part.strip() for part in item.split(";"))
    weight = next((part[2:] for part in parameters if part.startswith("q=")), "1")
    try:
        return name, min(1.0, max(0.0, float(weight)))
    except ValueError:
        return name, 0.0
