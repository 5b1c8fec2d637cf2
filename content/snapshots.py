"""A working copy as one canonical document, the bytes of that document and their hash; and back into rows."""

import hashlib
import json
from operator import attrgetter

from content import prose
from content.models import (
    CareNotice,
    Citation,
    DoDont,
    Exercise,
    Faq,
    Figure,
    Kind,
    Section,
    Source,
    Topic,
    Video,
)

FORMAT_VERSION = 1
SOURCE_FIELDS = ("key", "authors", "year", "title", "publisher", "address")
RICH = ("body", "answer", "transcript")  # columns that hold HTML
BLOCK_FIELDS = {
    "section": (Section, ("heading", "body")),
    "care_notice": (CareNotice, ("level", "heading", "body")),
    "do_dont": (DoDont, ("do", "do_not")),
    "exercise": (Exercise, ("title", "purpose", "steps", "how_many", "easier")),
    "figure": (Figure, ("figure", "caption")),
    "video": (Video, ("title", "url", "captions_url", "transcript")),
    "faq": (Faq, ("question", "answer")),
}
PLAIN_FIELDS = {
    Kind.ARTICLE: (
        *("title", "also_called", "summary", "figure", "position", "on_home"),
        *("in_short", "in_short_carer", "next_label", "next_url"),
    ),
    Kind.TOPIC: ("title", "summary", "figure", "position", "on_home", "door_title", "door_text"),
    Kind.FINDER: ("organisation", "finder", "nations", "what", "url", "checked"),
}


def document(thing):
    """Return everything that readers will get of a Reviewable, as plain data."""
    found = {
        "format": f"msphysio-{thing.kind}",
        "format_version": FORMAT_VERSION,
        "slug": thing.slug,
        **{name: getattr(thing, name) for name in PLAIN_FIELDS[thing.kind]},
    }
    if thing.kind == Kind.ARTICLE:
        found |= {"topics": _topics(thing), "blocks": _blocks(thing), "citations": _citations(thing)}
    return found


def canonical_text(document):
    """Return a document as the one text that stands for it: sorted keys, no spaces."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256(text):
    """Return the hash of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(thing):
    """Return the hash of what readers would get if a Reviewable were published now."""
    return sha256(canonical_text(document(thing)))


def restore(thing, document):
    """Write a document into the rows of a Reviewable, new or existing. Topics and sources it names must exist.

    Run it in a transaction. The state of the review is not touched: see content.publishing.
    """
    thing.slug = document["slug"]
    for name in PLAIN_FIELDS[thing.kind]:
        setattr(thing, name, document[name])
    if thing.kind == Kind.ARTICLE:
        _restore_article(thing, document)
    else:
        thing.save()


def _topics(article):
    return [article.topic.slug, *article.also_in.order_by("slug").values_list("slug", flat=True)]


def _blocks(article):
    rows = [row for model, _ in BLOCK_FIELDS.values() for row in model.objects.filter(parent=article)]
    return [_block(row) for row in sorted(rows, key=attrgetter("ordering", "_meta.model_name", "pk"))]


def _block(row):
    kind, fields = next((kind, fields) for kind, (model, fields) in BLOCK_FIELDS.items() if isinstance(row, model))
    values = {name: prose.clean(getattr(row, name)) if name in RICH else getattr(row, name) for name in fields}
    return {"type": kind, "readers": sorted(row.readers), **values}


def _citations(article):
    return [
        {"claim": citation.claim, "source": {name: getattr(citation.source, name) for name in SOURCE_FIELDS}}
        for citation in article.citations.select_related("source")
    ]


def _restore_article(article, document):
    topics = {topic.slug: topic for topic in Topic.objects.filter(slug__in=document["topics"])}
    main, *others = (topics[slug] for slug in document["topics"])
    article.topic = main
    article.save()
    article.also_in.set(others)
    _restore_blocks(article, document["blocks"])
    _restore_citations(article, document["citations"])


def _restore_blocks(article, blocks):
    for model, _ in BLOCK_FIELDS.values():
        model.objects.filter(parent=article).delete()
    for number, block in enumerate(blocks, start=1):
        model, fields = BLOCK_FIELDS[block["type"]]
        values = {name: block[name] for name in fields}
        model.objects.create(
            parent=article, region="main", ordering=number * 10, readers=sorted(block["readers"]), **values
        )


def _restore_citations(article, citations):
    sources = {source.key: source for source in Source.objects.filter(key__in=[c["source"]["key"] for c in citations])}
    article.citations.all().delete()
    Citation.objects.bulk_create(
        Citation(article=article, position=n, source=sources[citation["source"]["key"]], claim=citation["claim"])
        for n, citation in enumerate(citations, start=1)
    )
