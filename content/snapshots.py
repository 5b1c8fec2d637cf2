"""A working copy as one canonical document, the bytes of that document and their hash; and back into rows."""

import hashlib
import json
from operator import attrgetter

from content import prose
from content.models import (
    CareNotice,
    Citation,
    DoDont,
    ExerciseBlock,
    FaqBlock,
    Figure,
    Image,
    ImageBlock,
    Kind,
    Recording,
    RecordingBlock,
    Section,
    Source,
    Topic,
    Video,
)

FORMAT_VERSION = 1
SOURCE_FIELDS = ("key", "authors", "year", "title", "publisher", "address")
IMAGE_FIELDS = ("sha256", "width", "height", "alternative", "credit")
RECORDING_FIELDS = ("sha256", "sound_kind", "size", "seconds", "title", "speaker")
FILES = {"image": (Image, IMAGE_FIELDS), "recording": (Recording, RECORDING_FIELDS)}  # what was uploaded, by its column
RICH = ("body", "answer", "transcript")  # columns that hold HTML
BLOCK_FIELDS = {
    "section": (Section, ("heading", "body")),
    "care_notice": (CareNotice, ("level", "heading", "body")),
    "do_dont": (DoDont, ("do", "do_not")),
    "exercise": (ExerciseBlock, ("title", "purpose", "steps", "how_many", "easier")),
    "figure": (Figure, ("figure", "caption")),
    "image": (ImageBlock, ("image", "caption")),
    "video": (Video, ("title", "url", "captions_url", "transcript")),
    "recording": (RecordingBlock, ("recording", "transcript")),
    "faq": (FaqBlock, ("question", "answer")),
}


def document(thing):
    """Return everything that readers will get of a Reviewable, as plain data."""
    found = {
        "format": f"msphysio-{thing.kind}",
        "format_version": FORMAT_VERSION,
        "slug": thing.slug,
        **{name: _value(thing, name) for name in thing.public_fields},
    }
    if thing.kind == Kind.ARTICLE:
        found |= {"topics": _topics(thing), "blocks": _blocks(thing), "citations": _citations(thing)}
    if "topics" in thing.lists:
        found["topics"] = sorted(topic.slug for topic in thing.topics.all())
    if "sources" in thing.lists:
        found["sources"] = [_source(source) for source in sorted(thing.sources.all(), key=attrgetter("key"))]
    return found


def canonical_text(document):
    """Return a document as the one text that stands for it: sorted keys, no spaces."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def part_of(block):
    """Return the name of a block of a document: the hash of its words. Mended words are another part."""
    return sha256(canonical_text(block))


def sha256(text):
    """Return the hash of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_of(thing):
    """Return the hash of what readers would get if a Reviewable were published now."""
    return sha256(canonical_text(document(thing)))


def pictures(document):
    """Return the hashes of the pictures that a document names."""
    return [block["image"]["sha256"] for block in document.get("blocks", ()) if "image" in block]


def recordings(document):
    """Return (hash, kind) of the recordings that a document names."""
    found = [block["recording"] for block in document.get("blocks", ()) if "recording" in block]
    return [(recording["sha256"], recording["sound_kind"]) for recording in found]


def restore(thing, document):
    """Write a document into the rows of a Reviewable, new or existing.

    A column that is newer than the document gets its default. Raises KeyError, or ObjectDoesNotExist, when a topic,
    source, picture or recording that it names is not here.
    Run it in a transaction. The state of the review is not touched: see content.publishing.
    """
    thing.slug = document["slug"]
    for name in thing.public_fields:
        setattr(thing, name, document[name] if name in document else thing._meta.get_field(name).get_default())
    if thing.kind == Kind.ARTICLE:
        _restore_article(thing, document)
        return
    thing.save()
    if "topics" in thing.lists:
        thing.topics.set(_named(Topic, "slug", document["topics"]))
    if "sources" in thing.lists:
        thing.sources.set(_named(Source, "key", [source["key"] for source in document["sources"]]))


def _value(row, name):
    value = getattr(row, name)
    if name in RICH:
        return prose.clean(value)
    return {field: getattr(value, field) for field in FILES[name][1]} if name in FILES else value


def _source(source):
    return {name: getattr(source, name) for name in SOURCE_FIELDS}


def _topics(article):
    return [article.topic.slug, *article.also_in.order_by("slug").values_list("slug", flat=True)]


def _blocks(article):
    rows = [row for model, _ in BLOCK_FIELDS.values() for row in model.objects.filter(parent=article)]
    return [_block(row) for row in sorted(rows, key=attrgetter("ordering", "_meta.model_name", "pk"))]


def _block(row):
    kind, fields = next((kind, fields) for kind, (model, fields) in BLOCK_FIELDS.items() if isinstance(row, model))
    return {"type": kind, "readers": sorted(row.readers), **{name: _value(row, name) for name in fields}}


def _citations(article):
    return [
        {"claim": citation.claim, "source": _source(citation.source)}
        for citation in article.citations.select_related("source")
    ]


def _named(model, column, names):
    """Return the rows of these names, in their order. Raises KeyError."""
    rows = {getattr(row, column): row for row in model.objects.filter(**{f"{column}__in": names})}
    return [rows[name] for name in names]


def _restore_article(article, document):
    main, *others = _named(Topic, "slug", document["topics"])
    article.topic = main
    article.save()
    article.also_in.set(others)
    _restore_blocks(article, document["blocks"])
    _restore_citations(article, document["citations"])


def _restore_blocks(article, blocks):
    rows = {model: [] for model, _ in BLOCK_FIELDS.values()}
    for number, block in enumerate(blocks, start=1):
        model, fields = BLOCK_FIELDS[block["type"]]
        values = {name: _column(name, block[name]) for name in fields}
        place = {"parent": article, "region": "main", "ordering": number * 10, "readers": sorted(block["readers"])}
        rows[model].append(model(**place, **values))
    for model, made in rows.items():
        model.objects.filter(parent=article).delete()
        model.objects.bulk_create(made)


def _column(name, value):
    return FILES[name][0].objects.get(sha256=value["sha256"]) if name in FILES else value


def _restore_citations(article, citations):
    sources = _named(Source, "key", [citation["source"]["key"] for citation in citations])
    article.citations.all().delete()
    Citation.objects.bulk_create(
        Citation(article=article, position=n, source=source, claim=citation["claim"])
        for n, (citation, source) in enumerate(zip(citations, sources, strict=True), start=1)
    )
