"""What bench.fuzz takes for something hostile that came back: each kind of response in its own way."""

import gzip

import brotli
import pytest

from bench import echoes, fuzz, hostile
from bench.curious import Response

TAG = f"<{hostile.MARK}>"
ATTRIBUTE = f"\"{hostile.MARK}'>"


def answered(kind, text, pack=bytes, encoding=""):
    headers = {"Content-Type": kind, "X-Content-Type-Options": "nosniff", "Content-Encoding": encoding}
    return Response(200, tuple(headers.items()), pack(text.encode()))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/html; charset=utf-8", f"<p>{TAG}"),
        ("application/atom+xml; charset=utf-8", f"<title>{TAG}</title>"),
        ("application/xml", f"<title>{TAG}</title>"),
        ("image/svg+xml", f"<svg>{TAG}</svg>"),
        ("application/json", f'{{"q": "{ATTRIBUTE}"}}'),
        ("application/fhir+json", f'{{"q": "{ATTRIBUTE}"}}'),
        ("text/javascript", f'const q = "{hostile.MARK}"'),
        ("text/css", f"/* {hostile.MARK} */"),
        ("", TAG),
    ],
)
def test_what_comes_back_as_more_than_words_is_found(kind, text):
    assert echoes.fault(answered(kind, text))
    assert fuzz.fault(answered(kind, text)) == echoes.fault(answered(kind, text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/html; charset=utf-8", f"<p>&lt;{hostile.MARK}&gt;"),
        ("application/json", f'{{"q": "{TAG}"}}'),
        ("text/plain; charset=utf-8", TAG),
        ("application/pdf", TAG),
    ],
)
def test_what_is_only_words_is_not(kind, text):
    assert fuzz.fault(answered(kind, text)) is None


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_what_is_compressed_is_looked_at_too(encoding, pack):
    assert "unescaped" in fuzz.fault(answered("text/html", TAG, pack, encoding))


def test_a_type_that_browsers_may_guess_is_a_fault():
    assert fuzz.fault(Response(200, (("Content-Type", "text/plain"),), TAG.encode())) == "browsers may guess its type"
    assert fuzz.fault(Response(302, (("Location", "/"),))) is None
