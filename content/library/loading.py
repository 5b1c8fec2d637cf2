"""Puts the founding library into the database, as often as you like: what an editor changed is never overwritten.

Each row remembers the hash of what was loaded into it. Where the row still has that hash, nobody has edited it since,
and a newer file may replace it.
"""

import re
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import transaction

from content import publishing, reading, snapshots
from content.models import Article, Exercise, Faq, Finder, Policy, Release, Service, Source, Term, Topic
from content.search import index
from content.workflow import State

from . import article_files, exercise_files, faq_files, place_table, policy_files, service_table, tables
from .faults import LibraryError

LIBRARY = Path(__file__).parent
LATER = {"marked": True}  # columns that came later: with this value a row is what was loaded before they were there
MADE, RENEWED, KEPT, SAME, PUBLISHED = "made", "renewed", "kept as an editor changed it", "unchanged", "published"


@transaction.atomic
def load(folder=LIBRARY):
    """Load every file of the library and publish founding content where that is allowed. Raises LibraryError.

    Returns how many things were made, renewed, kept, unchanged and published.
    """
    with index.together():
        tally = _load_all(folder)
    transaction.on_commit(reading.forget)
    return tally


def _load_all(folder):
    tally = Counter(_load_sources(tables.sources(folder / "sources.csv")))
    if (folder / "places.csv").exists():
        tally.update(+place_table.load(folder / "places.csv"))
    for model, document, extra in _tables(folder):
        tally.update(_load(model, document, extra))
    for path in sorted((folder / "articles").glob("*.md")):
        tally.update(_load_article(path))
    for model, path, documents in _others(folder):
        _require_all(path, documents)
        for document in documents:
            tally.update(_load(model, document))
    return tally


def _tables(folder):
    """Yield the model, the document and what only editors read of each row of the tables."""
    yield from ((Topic, document, None) for document in tables.topics(folder / "topics.csv"))
    yield from ((Finder, document, None) for document in tables.finders(folder / "finders.csv"))
    if (folder / "services.csv").exists():
        yield from ((Service, *found) for found in service_table.services(folder / "services.csv"))


def _others(folder):
    """Yield the model, the file and the documents of what is neither a table above nor an article."""
    for path in sorted((folder / "exercises").glob("*.yaml")):
        yield Exercise, path, [exercise_files.read(path)]
    for path in sorted((folder / "policies").glob("*.md")):
        yield Policy, path, [policy_files.read(path)]
    if (folder / "faqs.md").exists():
        yield Faq, folder / "faqs.md", faq_files.read(folder / "faqs.md")
    if (folder / "glossary.csv").exists():
        yield Term, folder / "glossary.csv", tables.terms(folder / "glossary.csv")


def _load_sources(rows):
    """Write the sources where that is allowed; yields what was done with each."""
    known = {source.key: source for source in Source.objects.all()}
    new = []
    for key, values in rows.items():
        source, fingerprint = known.get(key), _hash(values)
        if source is None:
            new.append(Source(**values, loaded_hash=fingerprint))
        elif source.loaded_hash == fingerprint:
            yield SAME
        elif _hash({name: getattr(source, name) for name in values}) != source.loaded_hash:
            yield KEPT
        else:
            Source.objects.filter(key=key).update(**values, loaded_hash=fingerprint)
            yield RENEWED
    Source.objects.bulk_create(new)
    yield from (MADE for _ in new)


def _load_article(path):
    file = article_files.read(path)
    _require(path, Topic, "slug", file.document["topics"])
    _require(path, Source, "key", [citation["source"]["key"] for citation in file.document["citations"]])
    return _load(Article, file.document, {"to_check": file.to_check})


def _require_all(path, documents):
    _require(path, Topic, "slug", {slug for document in documents for slug in document.get("topics", ())})
    _require(path, Source, "key", {source["key"] for document in documents for source in document.get("sources", ())})


def _require(path, model, field, names):
    """Name the line of the first topic or source that is not in the register."""
    known = set(model.objects.filter(**{f"{field}__in": names}).values_list(field, flat=True))
    for name in names:
        if name not in known:
            lines = path.read_text("utf-8").splitlines()
            mention = re.compile(rf"\b{re.escape(name)}(?![\w-])")
            line = next((n for n, text in enumerate(lines, start=1) if mention.search(text)), 1)
            raise LibraryError(path, line, f"There is no {model._meta.verbose_name} “{name}”.")


def _load(model, document, extra=None):
    """Write one Reviewable where that is allowed, then publish it where that is allowed; yields what was done."""
    thing = model.objects.filter(slug=document["slug"]).first()
    extra = extra or {}
    fingerprint = _hash([_without_source_data(document), extra])
    unedited = thing is None or _fingerprint_of(thing, extra) == thing.loaded_hash
    if thing and thing.loaded_hash == fingerprint:
        yield SAME
    elif unedited:
        yield RENEWED if thing else MADE
        thing = _write(thing or model(), document, {**extra, "loaded_hash": fingerprint})
    else:
        yield KEPT
    if unedited and settings.DEMO and not thing.kept_back and thing.state != State.WITHDRAWN and _is_news(thing):
        publishing.publish_founding(thing)
        yield PUBLISHED


def _write(thing, document, extra):
    for name, value in extra.items():
        setattr(thing, name, value)
    snapshots.restore(thing, document)
    return publishing.record_load(thing)


def _is_news(thing):
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    return release is None or release.revision.sha256 != snapshots.hash_of(thing)


def _fingerprint_of(thing, extra):
    return _hash([_without_source_data(snapshots.document(thing)), {name: getattr(thing, name) for name in extra}])


def _without_source_data(document):
    """A source that an editor mends does not count as a change of everything that cites it."""
    citations = [{"claim": c["claim"], "key": c["source"]["key"]} for c in document.get("citations", ())]
    sources = {"sources": [source["key"] for source in document["sources"]]} if "sources" in document else {}
    known = {name: value for name, value in document.items() if (name, value) not in LATER.items()}
    return {**known, "citations": citations, **sources}


def _hash(data):
    return snapshots.sha256(snapshots.canonical_text(data))
