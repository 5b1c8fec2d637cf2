"""The one writer of what the search looks in. It runs in the transaction of whoever publishes."""

import re

from content.models import Kind, SearchEntry, SearchSynonym, SearchWord

from .entries import entries_of

WORD = re.compile(r"[^\W\d_]{3,40}")


def put(kind, object_id, slug, document):
    """Make a published document findable, in place of what was findable of it before."""
    write(kind, object_id, slug, entries_of(kind, document))
    if kind == Kind.TERM:
        _write_synonyms(object_id, document)


def write(kind, object_id, slug, entries):
    """Make Entries findable, in place of what was findable before of that kind and number."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
    SearchEntry.objects.bulk_create(
        SearchEntry(kind=kind, object_id=object_id, slug=slug, place=place, **vars(entry))
        for place, entry in enumerate(entries)
    )
    texts = [text for entry in entries for text in (entry.title, entry.heading, entry.names, entry.text)]
    _add_words(texts)


def drop(kind, object_id):
    """Make a thing impossible to find."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
    if kind == Kind.TERM:
        SearchSynonym.objects.filter(term=object_id).delete()


def _write_synonyms(term, document):
    SearchSynonym.objects.filter(term=term).delete()
    means = re.sub(r"\s*\(.*?\)", "", document["term"])
    rows = [SearchSynonym(phrase=phrase[:80], means=means, term=term) for phrase in document["lay_words"]]
    SearchSynonym.objects.bulk_create(rows, ignore_conflicts=True)


def _add_words(texts):
    """A word that is not used any more stays: it costs a row, and nothing is found by it."""
    words = {word.lower() for text in texts for word in WORD.findall(text)}
    SearchWord.objects.bulk_create([SearchWord(word=word) for word in sorted(words)], ignore_conflicts=True)
