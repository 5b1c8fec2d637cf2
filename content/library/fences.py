"""Cuts the Markdown of a file into named blocks between `:::` lines and the text around them; makes it rich text."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt

from content import prose

FENCE = re.compile(r"::: *(?P<name>[a-z]+)(?P<inputs>( +[a-z]+=\S+)*) *")

_markdown = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "link", "escape", "entity", "heading"])


@dataclass(frozen=True)
class Piece:
    """A fence, or plain text that begins with a heading. `line` is where it begins in the file."""

    name: str
    inputs: dict
    text: str
    line: int


def pieces(body, first_line, fault):
    """Cut a body at fences and at headings outside them. Raises what fault(line, sentence) returns."""
    found, start, name, inputs, lines = [], first_line, "section", {}, []

    def close():
        if name != "section" or "".join(lines).strip():
            found.append(Piece(name, inputs, "\n".join(lines).strip(), start))

    fenced = False
    for number, line in enumerate(body.splitlines(), start=first_line):
        opening = FENCE.fullmatch(line)
        if opening or line.strip() == ":::" or (line.startswith("## ") and not fenced):
            if bool(opening) and fenced or (line.strip() == ":::" and not fenced):
                raise fault(number, "This ::: line does not fit: a block is still open, or none is.")
            close()
            fenced = bool(opening)
            name = opening["name"] if opening else "section"
            inputs = dict(pair.split("=", 1) for pair in opening["inputs"].split()) if opening else {}
            start, lines = number, [line] if line.startswith("## ") else []
        else:
            lines.append(line)
    if fenced:
        raise fault(start, f"The block “{name}” is never closed with a ::: line.")
    close()
    return found


def headed(text):
    """Return the heading that a text begins with, or an empty one, and the rest."""
    if not text.startswith("## "):
        return "", text
    heading, _, body = text.partition("\n")
    return heading.removeprefix("## ").strip(), body


def html(markdown):
    """Return Markdown as clean rich text: paragraphs, lists, bold words, links and headings of the third level."""
    return prose.clean(_markdown.render(markdown))
