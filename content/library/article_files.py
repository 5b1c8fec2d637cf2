"""Reads an article's file: front matter, and Markdown with named blocks between `:::` lines.

The result is the document of content.snapshots, but for its sources: of those it has the keys only.
"""

import re
from dataclasses import dataclass

import frontmatter
import yaml
from markdown_it import MarkdownIt

from content import prose
from content.audiences import Reader
from content.models import CareNotice, Kind
from content.models.fields import STEPS
from content.snapshots import FORMAT_VERSION

from .faults import LibraryError

REQUIRED = {"title", "summary", "topics", "figure", "position", "in_short", "sources"}
OPTIONAL = {"also_called", "in_short_carer", "next_step", "to_check", "on_home"}
LISTS = {"topics", "in_short", "in_short_carer", "sources", "to_check"}
FENCE = re.compile(r"::: *(?P<name>[a-z]+)(?P<inputs>( +[a-z]+=\S+)*) *")
EXERCISE = {"title", "purpose", "steps", "how_many", "easier"}
FILM = {"title", "url", "captions_url", "transcript"}

_markdown = MarkdownIt("zero", {"html": False}).enable(["list", "emphasis", "link", "escape", "entity"])


@dataclass(frozen=True)
class ArticleFile:
    """What a file says: the document without the data of its sources, and what the clinician has to check."""

    document: dict
    to_check: list


@dataclass(frozen=True)
class _Piece:
    """A fence, or plain text that begins with a heading. `line` is where it begins in the file."""

    name: str
    inputs: dict
    text: str
    line: int


def read(path):
    """Return the ArticleFile at `path`. Raises LibraryError."""
    text = path.read_text("utf-8")

    def fault(line, sentence):
        return LibraryError(path, line, sentence)

    try:
        head, body = frontmatter.YAMLHandler().split(text)
    except ValueError as error:
        raise fault(1, "The file does not begin with front matter between two lines of ---.") from error
    first_line = text[: len(text) - len(body)].count("\n") + 1
    values = _head(head, fault)
    blocks = [_block(piece, fault) for piece in _pieces(body, first_line, fault)]
    return ArticleFile(_document(path.stem, values, _joined(blocks)), list(values.get("to_check") or []))


def _head(head, fault):
    try:
        values = yaml.safe_load(head)
    except yaml.YAMLError as error:
        raise fault(error.problem_mark.line + 1, f"The front matter is not YAML: {error.problem}.") from error
    values = values if isinstance(values, dict) else {}
    for name, sentence in _head_faults(values):
        lines = enumerate(head.splitlines(), start=1)
        raise fault(next((n for n, line in lines if line.startswith(f"{name}:")), 1), sentence)
    return values


def _head_faults(values):
    """What is missing, unknown or of the wrong shape: field and sentence. Each check relies on those before it."""
    yield from ((name, f"“{name}” is missing.") for name in sorted(REQUIRED - values.keys()))
    yield from ((name, f"“{name}” is not known here.") for name in sorted(values.keys() - REQUIRED - OPTIONAL))
    lists = {name: values.get(name) or [] for name in LISTS}
    yield from ((name, f"“{name}” is not a list.") for name, found in lists.items() if not isinstance(found, list))
    points = {"in_short": lists["in_short"], "in_short_carer": lists["in_short_carer"] or "123"}
    yield from ((name, f"“{name}” needs exactly 3 points.") for name, found in points.items() if len(found) != 3)
    if not lists["topics"]:
        yield "topics", "It has no topic."
    if not all(isinstance(item, dict) and item.keys() == {"key", "claim"} for item in lists["sources"]):
        yield "sources", "Each source has a key and a claim, and nothing else."
    if len(values["summary"]) > 160:
        yield "summary", "The summary is longer than 160 characters."


def _document(slug, values, blocks):
    next_step = values.get("next_step") or {"label": "", "url": ""}
    return {
        "format": f"msphysio-{Kind.ARTICLE}",
        "format_version": FORMAT_VERSION,
        "slug": slug,
        **{name: values[name] for name in ("title", "summary", "figure", "position")},
        "also_called": values.get("also_called") or "",
        "on_home": bool(values.get("on_home")),
        "in_short": list(values["in_short"]),
        "in_short_carer": list(values.get("in_short_carer") or []),
        "next_label": next_step["label"],
        "next_url": next_step["url"],
        "topics": [values["topics"][0], *sorted(values["topics"][1:])],
        "blocks": blocks,
        "citations": [{"claim": item["claim"], "source": {"key": item["key"]}} for item in values["sources"] or []],
    }


def _pieces(body, first_line, fault):
    """Cut the body at fences and at headings outside them."""
    pieces, start, name, inputs, lines = [], first_line, "section", {}, []

    def close():
        if name != "section" or "".join(lines).strip():
            pieces.append(_Piece(name, inputs, "\n".join(lines).strip(), start))

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
    return pieces


def _block(piece, fault):
    if piece.name not in BLOCKS:
        raise fault(piece.line, f"“{piece.name}” is not a block.")
    readers = piece.inputs.get("readers", "")
    readers = sorted(readers.split(",")) if readers else []
    if not set(readers) <= set(Reader.values):
        raise fault(piece.line, f"“{','.join(readers)}”: the readers are {', '.join(Reader.values)}.")
    try:
        kind, values = BLOCKS[piece.name](piece)
    except (ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise fault(piece.line, f"The block “{piece.name}” cannot be read: {error}") from error
    return {"type": kind, "readers": readers, **values}


def _section(piece):
    heading, body = _headed(piece.text)
    return "section", {"heading": heading, "body": _html(body)}


def _notice(piece):
    heading, body = _headed(piece.text)
    if not heading:
        raise ValueError("it has no heading")
    return "care_notice", {
        "level": CareNotice.Level(piece.inputs["level"]).value,
        "heading": heading,
        "body": _html(body),
    }


def _do(piece):
    return "do_dont", {"do": _items(piece.text), "do_not": []}


def _dont(piece):
    return "do_dont", {"do": [], "do_not": _items(piece.text)}


def _exercise(piece):
    values = yaml.safe_load(piece.text)
    if not isinstance(values, dict) or not {"title", "steps"} <= values.keys() <= EXERCISE:
        raise ValueError(f"it takes {', '.join(sorted(EXERCISE))}")
    if len(values["steps"]) > STEPS:
        raise ValueError(f"it has more than {STEPS} steps")
    steps = [{"figure": step.get("figure", ""), "text": step["text"]} for step in values["steps"]]
    return "exercise", {**dict.fromkeys(EXERCISE, ""), **values, "steps": steps}


def _figure(piece):
    return "figure", {"figure": piece.inputs["name"], "caption": " ".join(piece.text.split())}


def _video(piece):
    values = yaml.safe_load(piece.text)
    return "video", {**{name: values[name] for name in FILM}, "transcript": _html(values["transcript"])}


def _faq(piece):
    question, answer = _headed(piece.text)
    if not question:
        raise ValueError("it has no question")
    return "faq", {"question": question, "answer": _html(answer)}


BLOCKS = {
    "section": _section,
    "notice": _notice,
    "do": _do,
    "dont": _dont,
    "exercise": _exercise,
    "figure": _figure,
    "video": _video,
    "faq": _faq,
}


def _joined(blocks):
    """What to do and what not to do, one after the other for the same readers, are one block."""
    joined = []
    for block in blocks:
        last = joined[-1] if joined else None
        pair = last and last["type"] == block["type"] == "do_dont" and last["readers"] == block["readers"]
        if pair and not last["do_not"] and not block["do"]:
            joined[-1] = {**last, "do_not": block["do_not"]}
        else:
            joined.append(block)
    return joined


def _headed(text):
    if not text.startswith("## "):
        return "", text
    heading, _, body = text.partition("\n")
    return heading.removeprefix("## ").strip(), body


def _items(text):
    lines = [line for line in text.splitlines() if line.strip()]
    if not all(line.startswith("- ") for line in lines):
        raise ValueError("every line begins with “- ”")
    return [line.removeprefix("- ").strip() for line in lines]


def _html(markdown):
    return prose.clean(_markdown.render(markdown))
