"""Reads faqs.md: each question is a block between `:::` lines, in the order in which it is listed.

    ::: faq slug=can-it-cure topics=start sources=proschinger-2022
    ## Can physiotherapy cure MS?
    No. It can help you to move.

    Read more: [What physiotherapy is](/articles/what-physiotherapy-is/)
    :::

The results are documents of content.snapshots, but for their sources: of those they have the keys only.
"""

import re
from functools import partial
from pathlib import Path

from content.models import Kind
from content.snapshots import FORMAT_VERSION

from . import fences
from .faults import LibraryError

INPUTS = {"slug", "topics", "sources"}
READ_MORE = re.compile(r"\nRead more: \[(?P<label>[^\]]+)\]\((?P<url>/[^)\s]*)\)$")
LONGEST_QUESTION = 150


def read(path: Path) -> list[dict]:
    """Return the document of each question. Raises LibraryError."""
    fault = partial(LibraryError, path)
    found = {}
    for position, piece in enumerate(fences.pieces(path.read_text("utf-8"), 1, fault), start=1):
        document = _faq(piece, position, fault)
        if document["slug"] in found:
            raise fault(piece.line, f"The address “{document['slug']}” is there twice.")
        found[document["slug"]] = document
    return list(found.values())


def _faq(piece, position, fault):
    if piece.name != "faq" or piece.inputs.keys() != INPUTS:
        raise fault(piece.line, "Each question is a block that begins with ::: faq slug=… topics=… sources=….")
    question, text = fences.headed(piece.text)
    more = READ_MORE.search(text)
    if not 0 < len(question) <= LONGEST_QUESTION:
        raise fault(piece.line, f"It has no question after ##, or one with more than {LONGEST_QUESTION} characters.")
    if not more:
        raise fault(piece.line, "The last line is not “Read more: [words](/address/)”.")
    return {
        "format": f"msphysio-{Kind.FAQ}",
        "format_version": FORMAT_VERSION,
        "slug": piece.inputs["slug"],
        "question": question,
        "answer": fences.html(text[: more.start()]),
        "link_label": more["label"],
        "link_url": more["url"],
        "position": position,
        "topics": sorted(piece.inputs["topics"].split(",")),
        "sources": [{"key": key} for key in sorted(piece.inputs["sources"].split(","))],
    }
