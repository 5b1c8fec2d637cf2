"""An article as its template prints it: frozen values without logic, made once for each revision and reader."""

from dataclasses import dataclass
from functools import lru_cache, partial

from django.urls import reverse
from django.utils.text import slugify

from content import prose
from content.audiences import Reader, sees
from content.models import Kind
from content.pausing import part_of
from content.review_dates import URGENT_LEVELS

from .trust import Trust, trust_in, trust_in_draft

QUESTIONS = "Questions people ask"
SHORT_BLOCKS = ("do_dont", "care_notice")
# Ids that the layout of every page has already.
TAKEN_IDS = ("main", "in-short", "short-note", "on-this-page", "next", "about-this-page", "foot-help", "foot-unwell")
READ = ("heading", "body", "do", "do_not", "title", "purpose", "steps", "how_many", "easier", "caption", "question")
READ += ("answer", "text")


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


@dataclass(frozen=True)
class ArticlePage:
    """One article for one reader."""

    slug: str
    title: str
    also_called: str
    summary: str
    figure: str
    reader: str
    readers: tuple[dict, ...]
    professional_url: str
    url: str
    short_url: str
    canonical_url: str
    in_short: tuple[str, ...]
    everything: Text
    short: Text
    next_step: dict | None
    trust: Trust


def article_address(slug, reader):
    """Return the address of an article for a Reader, or for "short"; someone with MS reads the first address."""
    if reader == Reader.PATIENT:
        return reverse("article", args=[slug])
    return reverse("article_reader", args=[slug, str(reader)])


@lru_cache(maxsize=512)
def article_page(published, reader):
    """Return the ArticlePage of a Published article."""
    trust = trust_in(published, article_address(published.slug, Reader.PATIENT))
    address = partial(article_address, published.slug)
    return _article_page(published.document, reader, trust, address, published.paused_parts)


def draft_page(document, reader, address):
    """Return the ArticlePage of a working copy; `address(reader)` is where its other readers are previewed."""
    trust = trust_in_draft(document, Kind.ARTICLE, article_address(document["slug"], Reader.PATIENT))
    return _article_page(document, reader, trust, address)


def _article_page(document, reader, trust, address, paused=frozenset()):
    own = own_readers(document)
    return ArticlePage(
        **{name: document[name] for name in ("slug", "title", "summary", "figure")},
        also_called=_inside_a_sentence(document["also_called"]),
        reader=str(reader),
        readers=_readers(own, reader, address),
        professional_url=address(Reader.PROFESSIONAL) if Reader.PROFESSIONAL in own else "",
        url=address(reader),
        short_url=address("short"),
        canonical_url=article_address(document["slug"], Reader.PATIENT),
        in_short=tuple(_in_short(document, reader)),
        everything=text_for(document, reader, paused=paused),
        short=text_for(document, reader, short=True, paused=paused),
        next_step={"label": document["next_label"], "url": document["next_url"]} if document["next_url"] else None,
        trust=trust,
    )


def own_readers(document):
    """Return the readers who get other words than somebody with MS."""
    for_patient = [block for block in document["blocks"] if sees(Reader.PATIENT, block["readers"])]
    own = {
        reader
        for reader in (Reader.CARER, Reader.PROFESSIONAL)
        if [block for block in document["blocks"] if sees(reader, block["readers"])] != for_patient
    }
    return own | ({Reader.CARER} if document["in_short_carer"] else set())


def _readers(own, reader, address):
    """The switch “Written for”: nothing to choose from, nothing shown. Professionals have a link at the foot."""
    offered = [Reader.PATIENT, *(other for other in (Reader.CARER, Reader.PROFESSIONAL) if other in own)]
    shown = [other for other in offered if other != Reader.PROFESSIONAL or reader == other]
    links = tuple({"label": other.label, "url": address(other), "current": other == reader} for other in shown)
    return links if len(links) > 1 else ()


def _in_short(document, reader):
    return document["in_short_carer"] if reader == Reader.CARER and document["in_short_carer"] else document["in_short"]


def text_for(document, reader, *, short=False, paused=frozenset()):
    """Return the Text of a document for a reader, whole or short. Of a paused part only its heading is left.

    `paused` are names of parts, see content.pausing.
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
        minutes=prose.reading_minutes([*_in_short(document, reader), *_strings(parts)]),
    )


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
    return {**part, **{name: prose.rich(part[column]) for column, name in names.items() if column in part}}


def _strings(value):
    """All texts of blocks that somebody reads."""
    if isinstance(value, str):
        return [prose.plain(value)]
    if isinstance(value, dict):
        return [text for name in READ if name in value for text in _strings(value[name])]
    return [text for item in value for text in _strings(item)]


def _inside_a_sentence(name):
    """“Spasticity” becomes “spasticity”; “FES” stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
