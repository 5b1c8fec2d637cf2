"""Whether something hostile comes back in a response so that a browser or a program would take it for more than words.

In a page or a feed it has to be escaped. In JSON it has to stay inside its string. Anywhere else it is harmless as
long as browsers take the response for nothing but what it says it is: so each says its type, and `nosniff`.
"""

import gzip
import json
import re

import brotli

from bench import hostile

MARKUP = re.compile(rf"<{hostile.MARK}|[\"']{hostile.MARK}|(?:href|src|action)=[\"']?javascript:{hostile.MARK}", re.I)
PARSED = ("text/html", "application/xhtml+xml", "image/svg+xml", "xml")  # ends of types that are read as markup
RUN = ("text/javascript", "application/javascript", "text/css")
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, "": bytes}


def fault(response):
    """Return what is wrong with how a response brings back what was sent, or None. ValueError: it does not unpack."""
    if not response.body:
        return None
    if response.header("X-Content-Type-Options") != "nosniff":
        return "browsers may guess its type"
    kind = response.header("Content-Type").partition(";")[0].strip().lower()
    if not kind:
        return "it has no type"
    return _echo(kind, UNPACK[response.header("Content-Encoding")](response.body).decode("utf-8", "replace"))


def _echo(kind, text):
    if kind.endswith(PARSED):
        echoed = MARKUP.search(text)
        return f"unescaped: {echoed[0]}" if echoed else None
    if kind in RUN:
        return "hostile words in a script or a style" if hostile.MARK in text else None
    return _broken(text) if kind.endswith("json") else None


def _broken(text):
    try:
        json.loads(text)
    except ValueError as error:
        return f"broken JSON: {error}"
    return None
