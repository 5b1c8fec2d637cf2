"""Reads an article's file: front matter, and Markdown with named blocks between `:::` lines.

The result is the document of content.snapshots, but for its sources: of those it has the keys only.
"""

from dataclasses import dataclass
from functools import partial

import yaml

from content.audiences import Reader
from content.models import CareNotice, Kind
from content.models.fields import STEPS
from content.snapshots import FORMAT_VERSION

from . import fences, front_matter
from .faults import LibraryError

REQUIRED = {"title", "summary", "topics", "figure", "position", "in_short", "sources"}
OPTIONAL = {"also_called", "in_short_carer", "next_step", "to_check", "on_home"}
LISTS = {"topics", "in_short", "in_short_carer", "sources", "to_check"}
EXERCISE = {"title", "purpose", "steps", "how_many", "easier"}
FILM = ("title", "url", "transcript")


@dataclass(frozen=True)
class ArticleFile:
    """What a file says: the document without the data of its sources, and what the clinician has to check."""

    document: dict
    to_check: list


def read(path):
    """Return the ArticleFile at `path`. Raises LibraryError."""
    head, body, first_line = front_matter.split(path)
    values = front_matter.values(path, head, _head_faults)
    fault = partial(LibraryError, path)
    blocks = [_block(piece, fault) for piece in fences.pieces(body, first_line, fault)]
    return ArticleFile(_document(path.stem, values, _joined(blocks)), list(values.get("to_check") or []))


def _head_faults(values):
    """What is missing, unknown or of the wrong shape: field and sentence. Each check relies on those before it."""
    yield from front_matter.unknown_or_missing(values, REQUIRED, OPTIONAL)
    yield from front_matter.not_lists(values, LISTS)
    lists = {name: values.get(name) or [] for name in LISTS}
    points = {"in_short": lists["in_short"], "in_short_carer": lists["in_short_carer"] or "123"}
    yield from ((name, f"“{name}” needs exactly 3 points.") for name, found in points.items() if len(found) != 3)
    if not lists["topics"]:
        yield "topics", "It has no topic."
    if not all(isinstance(item, dict) and item.keys() == {"key", "claim"} for item in lists["sources"]):
        yield "sources", "Each source has a key and a claim, and nothing else."
    yield from front_matter.too_long(values, {"summary": 160})


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
    heading, body = fences.headed(piece.text)
    return "section", {"heading": heading, "body": fences.html(body)}


def _notice(piece):
    heading, body = fences.headed(piece.text)
    if not heading:
        raise ValueError("it has no heading")
    return "care_notice", {
        "level": CareNotice.Level(piece.inputs["level"]).value,
        "heading": heading,
        "body": fences.html(body),
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
    given = {name: values[name] for name in FILM} | {"captions_url": values.get("captions_url", "")}
    return "video", given | {"transcript": fences.html(values["transcript"])}


def _faq(piece):
    question, answer = fences.headed(piece.text)
    if not question:
        raise ValueError("it has no question")
    return "faq", {"question": question, "answer": fences.html(answer)}


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


def _items(text):
    lines = [line for line in text.splitlines() if line.strip()]
    if not all(line.startswith("- ") for line in lines):
        raise ValueError("every line begins with “- ”")
    return [line.removeprefix("- ").strip() for line in lines]
