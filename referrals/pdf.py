"""The only door to typst: a Paper becomes a tagged PDF (PDF/UA-1) in memory, for one answer to one request.

Words reach typst as data, never as markup, so no sign in them means anything. Nothing is written to disk.
"""

import json
import unicodedata
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

NORMAL, LARGE = 12, 18  # point
SOURCE = Path(settings.BASE_DIR) / "templates" / "letters" / "paper.typ"
FONTS = Path(__file__).parent / "fonts"


def made(paper, *, large=False):
    """Return the bytes of a Paper as an A4 PDF.

    Signs that steer other signs, such as those that turn the direction of text, are left out. If our fonts lack a sign,
    every one outside Latin script is printed as a question mark.
    """
    data = {**asdict(paper), "first_words": paper.first_words, "size": LARGE if large else NORMAL}
    data = _each_sign(data, _visible)
    try:
        return _compiled(json.dumps(data))
    except typst.TypstError:
        return _compiled(json.dumps(_each_sign(data, _latin)))


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


def _each_sign(value, change):
    """Return data with every sign of its texts changed."""
    if isinstance(value, str):
        return "".join(map(change, value))
    if isinstance(value, dict):
        return {key: _each_sign(item, change) for key, item in value.items()}
    return [_each_sign(item, change) for item in value] if isinstance(value, list | tuple) else value


def _visible(sign):
    """The sign; a space for a line break; nothing for other controls, halves of signs, and signs of nobody's script."""
    return " " if sign.isspace() else "" if unicodedata.category(sign).startswith("C") else sign


def _latin(sign):
    return sign if sign.isascii() or "\xa0" <= sign <= "\xff" or sign in "–—‘’“”•…€" else "?"
