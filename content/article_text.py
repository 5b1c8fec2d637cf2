"""The words of an article for one reader: its blocks with the ids that links lead to, at either length."""

import re
from dataclasses import dataclass

from django.utils.text import slugify

from content import films, prose
from content.audiences import Reader, sees
from content.review_dates import URGENT_LEVELS
from content.snapshots import part_of

QUESTIONS = "Questions people ask"
SHORT_BLOCKS = ("do_dont", "care_notice")
# Ids that the layout of every page has already.
TAKEN_IDS = ("main", "in-short", "short-note", "on-this-page", "next", "ask", "ask-about", "read-next", "helpful")
TAKEN_IDS += ("about-this-page", "foot-help", "foot-unwell")
READ = ("heading", "body", "do", "do_not", "title", "purpose", "steps", "how_many", "easier", "caption", "question")
READ += ("answer", "text")
TAG = re.compile("<[^>]*>")  # in clean rich text


@dataclass(frozen=True)
class Block:
    """One block, printed by the template of its kind. `heading` is empty where it goes on from the block before."""

    kind: str
    id: str
    heading: str
    content: dict

    @property
    def template(self):
        """The template that prints it."""
        return f"content/blocks/{self.kind}.html"


@dataclass(frozen=True)
class Text:
    """The body of an article at one length, with the links of “On this page”."""

    blocks: tuple[Block, ...]
    links: tuple[dict, ...]
    minutes: int

    @property
    def players(self):
        """The sites whose players its films need once somebody presses play, such as https://player.vimeo.com."""
        shown = (block.content["film"].origin for block in self.blocks if block.kind == "video")
        return tuple(dict.fromkeys(filter(None, shown)))


def own_readers(document):
    """Return the readers who get other words than somebody with MS."""
    for_patient = [block for block in document["blocks"] if sees(Reader.PATIENT, block["readers"])]
    own = {
        reader
        for reader in (Reader.CARER, Reader.PROFESSIONAL)
        if [block for block in document["blocks"] if sees(reader, block["readers"])] != for_patient
    }
    return own | ({Reader.CARER} if document["in_short_carer"] else set())


def text_for(document, reader, *, short=False, paused=frozenset()):
    """Return the Text of a document for a reader, whole or short. Of a paused part only its heading is left.

    `paused` are names of parts, see content.snapshots.part_of.
    """
    seen = [_at_rest(block, paused) for block in document["blocks"] if sees(reader, block["readers"])]
    parts = _short_of(seen) if short else seen
    blocks = tuple(_with_ids(_grouped(parts)))
    return Text(
        blocks=blocks,
        links=tuple(
            {"id": block.id, "title": block.heading}
            for block in blocks
            if block.heading and block.kind in ("section", "faqs", "at_rest")
        ),
        minutes=prose.reading_minutes([*in_short_for(document, reader), *_strings(parts)]),
    )


def minutes_for(document, readers):
    """Return {reader: minutes of the whole Text of a document for them}, without making it."""
    lengths = [(block["readers"], _length(block)) for block in document["blocks"]]
    return {
        reader: prose.minutes(
            sum(len(text.split()) for text in in_short_for(document, reader))
            + sum(length for whose, length in lengths if sees(reader, whose))
        )
        for reader in readers
    }


def _length(value):
    """How many words somebody reads of a block."""
    if isinstance(value, str):
        return len(TAG.sub(" ", value).split())
    if isinstance(value, dict):
        return sum(_length(value[name]) for name in READ if name in value)
    return sum(map(_length, value))


def _at_rest(block, paused):
    """The block itself, or, when it is paused, what stands in its place; urgent advice leaves whom to call."""
    if not paused or part_of(block) not in paused:
        return block
    if block["type"] == "faq":
        return {**block, "answer": "", "at_rest": True}
    return {
        "type": "at_rest",
        "of": block["type"],
        "heading": block["heading"] if block["type"] == "section" else "",
        "title": block.get("title", ""),
        "urgent": block.get("level") in URGENT_LEVELS and block["level"],
    }


def _short_of(parts):
    """Do, do not and care notices; what to do keeps the heading that it stands under."""
    kept, heading = [], None
    for part in parts:
        if part["type"] == "section" and part["heading"]:
            heading = {**part, "body": ""}
        elif part.get("of", part["type"]) in SHORT_BLOCKS:
            kept += [heading, part] if heading and part["type"] == "do_dont" else [part]
            heading = None
    return kept


def _grouped(parts):
    """Give each part its heading; questions that follow each other stand under one."""
    grouped = []
    for part in parts:
        if part["type"] != "faq":
            grouped.append((part["type"], part.get("heading", ""), _content(part)))
            continue
        if not grouped or grouped[-1][0] != "faqs":
            grouped.append(("faqs", QUESTIONS, {"items": []}))
        grouped[-1][2]["items"].append(_content(part))
    return grouped


def _with_ids(grouped):
    taken = set(TAKEN_IDS)
    for number, (kind, heading, content) in enumerate(grouped, start=1):
        name = slugify(heading) or f"{kind}-{number}"
        anchor = name if name not in taken else f"{name}-{number}"
        taken.add(anchor)
        yield Block(kind=kind, id=anchor, heading=heading, content=content)


def _content(part):
    """The values that the template of a part prints; rich text as safe `html`."""
    names = {"body": "html", "answer": "html", "transcript": "transcript_html"}
    film = {"film": films.film(part["url"])} if part["type"] == "video" else {}
    return {**part, **film, **{name: prose.rich(part[column]) for column, name in names.items() if column in part}}


def _strings(value):
    """All texts of blocks that somebody reads."""
    if isinstance(value, str):
        return [prose.plain(value)]
    if isinstance(value, dict):
        return [text for name in READ if name in value for text in _strings(value[name])]
    return [text for item in value for text in _strings(item)]


def in_short_for(document, reader):
    """Return the three main points of a document, in the words for a reader."""
    return document["in_short_carer"] if reader == Reader.CARER and document["in_short_carer"] else document["in_short"]
