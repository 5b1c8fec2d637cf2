"""The documents of what is published: whole for the page of one thing, light for everything that lists many.

Of each kind that has pages full of text, a process always holds the light part: what lists, cards and searches need.
Whole documents it holds only as many as fit into settings.DOCUMENTS_HELD_MB, the least recently read one goes first;
one that went is read again from the copy on the disk, or from the database with one query. A document is known by its
hash, so it does not matter where it comes from. Other kinds are short, stand together on one page, and are held whole.
"""

import json
import sys

from django.conf import settings
from django.db import DataError

from content import article_text, local_copy, servers, snapshots
from content.audiences import Reader
from content.memory import Memory
from content.models import Kind, Revision

# What is light of each kind that is not held whole.
LIGHT = {
    Kind.ARTICLE: ("slug", "title", "also_called", "summary", "figure", "position", "on_home", "next_url", "topics"),
    Kind.EXERCISE: ("slug", "title", "summary", "figure", "positions", "purposes", "energy", "position", "topics"),
    Kind.STORY: ("slug", "title", "topics"),
    Kind.POLICY: ("slug", "title", "position"),
}
BYTES_A_LETTER = 3  # what Python takes for a letter of a document, as measured for the founding articles


def light(kind, document):
    """Return what lists need of a document: all of it, of kinds that are held whole.

    Of an article also `sources` (the keys of what it cites), `minutes` ({reader: how long it takes to read}, of each
    who gets words of their own) and `recorded`: whether it has a recording.
    """
    if kind not in LIGHT:
        return document
    found = {name: document[name] for name in LIGHT[kind] if name in document}
    return found | _of_article(document) if kind == Kind.ARTICLE else found


def whole(published):
    """Return the whole document of a Published thing. Raises django.db.Error when it cannot be had now."""
    if published.kind not in LIGHT:
        return published.light
    held = _held.recall(published.sha256)
    return held[0] if held else _fetched(published)


def hold(sha256, text):
    """Hold a document of this hash, as the one that was read last; returns it."""
    document = json.loads(text)
    _held.keep(sha256, (document, len(text) * BYTES_A_LETTER))
    return document


def of_revision(pk):
    """Return the text of the document of a Revision as the database has it, or None. One query.

    It never changes, so a replica is asked first; one that is behind may not have it yet, which costs a second query.
    """
    for server in dict.fromkeys((settings.READ_DATABASE, servers.of_what_stands())):
        found = Revision.objects.using(server).filter(pk=pk).values_list("document", flat=True).first()
        if found is not None:
            return found
    return None


def forget():
    """Hold no document any more; for tests, and for a change of how much may be held."""
    global _held
    _held = _empty()


def bytes_held():
    """Return about how much memory the documents take that are held now."""
    return _held.currsize


def _fetched(published):
    text = local_copy.document(published.sha256)
    if text is None:
        text = of_revision(published.revision_id)
        if text is None or snapshots.sha256(text) != published.sha256:
            raise DataError(f"{published.kind} {published.slug} is not what was published: not served")
        local_copy.add_documents({published.sha256: text})
    return hold(published.sha256, text)


def _of_article(document):
    readers = [Reader.PATIENT, *sorted(article_text.own_readers(document))]
    return {
        "sources": sorted({sys.intern(item["source"]["key"]) for item in document["citations"]}),
        "minutes": {str(reader): number for reader, number in article_text.minutes_for(document, readers).items()},
        "recorded": any(block["type"] == "recording" for block in document["blocks"]),
    }


def _empty():
    return Memory(settings.DOCUMENTS_HELD_MB * 1024 * 1024, lambda held: held[1])


_held = _empty()
