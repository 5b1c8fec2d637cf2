"""The only door to typst: a Paper becomes a tagged PDF (PDF/UA-1) in memory, for one answer to one request.

Words reach typst as data, never as markup, so no sign in them means anything. Nothing is written to disk.
"""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

NORMAL, LARGE = 12, 18  # point
SOURCE = Path(settings.BASE_DIR) / "templates" / "letters" / "paper.typ"
FONTS = Path(__file__).parent / "fonts"


def made(paper, *, large=False):
    """Return the bytes of a Paper as an A4 PDF. A sign that no font of ours has is printed as a question mark."""
    data = {**asdict(paper), "first_words": paper.first_words, "size": LARGE if large else NORMAL}
    words = json.dumps(data)
    try:
        return _compiled(words)
    except typst.TypstError:
        return _compiled(json.dumps(_plain(data)))


def _compiled(words):
    # A compiler of its own for each paper: a shared one would keep the last person's words.
    return typst.compile(
        _source(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"paper": words},
    )


@cache
def _source():
    return SOURCE.read_bytes()


@cache
def _fonts():
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def _plain(value):
    """Return data with a question mark for every sign outside Latin script, which our font has in full."""
    if isinstance(value, str):
        return "".join(sign if sign.isascii() and sign.isprintable() or sign in _LATIN else "?" for sign in value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


_LATIN = frozenset(map(chr, range(0xA0, 0x100))) - {"\xad"} | frozenset("–—‘’“”•…€")
