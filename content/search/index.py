"""The one writer of what the search looks in. It runs in the transaction of whoever publishes."""

import re
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.models import Q

from content.held import ring_on_commit
from content.models import Kind, SearchEntry, SearchStem, SearchSynonym, SearchWord

from .asked_as import every_phrase
from .asking import other_forms
from .entries import entries_of

WORD = re.compile(r"[^\W\d_]{3,40}")
_waiting = ContextVar("what is written at the end", default=None)


def put(kind, object_id, slug, document):
    """Make a published document findable, in place of what was findable of it before."""
    write(kind, object_id, slug, entries_of(kind, document), lay_words_of(document) if kind == Kind.TERM else ())


def write(kind, object_id, slug, entries, synonyms=()):
    """Make Entries findable, in place of what was findable before of that kind and number.

    `synonyms` are `(what people say, what the library calls it)`.
    """
    found, waiting = {(str(kind), object_id): (slug, tuple(entries), tuple(synonyms))}, _waiting.get()
    if waiting is None:
        _write(found)
    else:
        waiting.update(found)


def drop(kind, object_id):
    """Make a thing impossible to find."""
    write(kind, object_id, "", ())


def rebuild(things):
    """Make these `(kind, object_id, slug, document)` findable, and nothing else."""
    with together():
        for thing in things:
            put(*thing)
        for model in (SearchEntry, SearchStem, SearchWord):
            model.objects.all().delete()
        SearchSynonym.objects.exclude(term=None).delete()
    ring_on_commit()


def has_what_people_type():
    """Whether the phrases and words of people, in the library's files, are those that a search knows now."""
    first = SearchEntry.objects.filter(place=0).values_list("kind", "slug", "names")
    names = {(kind, slug): names for kind, slug, names in first}
    asked = [(thing, " / ".join(phrases)) for thing, phrases in every_phrase().items() if thing in names]
    forms = set(filter(WORD.fullmatch, other_forms()))
    known = SearchWord.objects.filter(word__in=forms).count() == len(forms)
    return known and all(names[thing].endswith(phrases) for thing, phrases in asked)


@contextmanager
def together():
    """Write everything that is put inside at the end, in a handful of statements. Inside a transaction."""
    token = _waiting.set({})
    try:
        yield
        waiting = _waiting.get()
    finally:
        _waiting.reset(token)
    _write(waiting)


def lay_words_of(document):
    """Return `(what people say, what the library calls it)` of a published term."""
    means = re.sub(r"\s*\(.*?\)", "", document["term"])[:80]
    return tuple((phrase[:80], means) for phrase in document["lay_words"])


def _write(found):
    """Write what was found of each (kind, number): as many statements for many as for one."""
    if not found:
        return
    with _counted(found):
        for kind in {kind for kind, _ in found}:
            numbers = [number for other, number in found if other == kind]
            SearchEntry.objects.filter(Q(kind=kind), object_id__in=numbers).delete()
        SearchEntry.objects.bulk_create(_rows(found), batch_size=500)
    terms = [number for kind, number in found if kind == Kind.TERM]
    if terms:
        SearchSynonym.objects.filter(term__in=terms).delete()
        SearchSynonym.objects.bulk_create(_synonyms(found), ignore_conflicts=True)
    _add_words(found)


def _rows(found):
    for (kind, number), (slug, entries, _) in found.items():
        for place, entry in enumerate(entries):
            names = entry.names if entry.heading else f"{entry.title} / {entry.names}"
            own = {**vars(entry), "names": names}
            yield SearchEntry(kind=kind, object_id=number, slug=slug, place=place, **own)


def _synonyms(found):
    for (_, number), (_, _, synonyms) in found.items():
        for phrase, means in synonyms:
            yield SearchSynonym(phrase=phrase, means=means, term=number)


def _add_words(found):
    """A word that is not used any more stays until everything is rebuilt: it costs a row, nothing is found by it."""
    texts = [*other_forms(), *(phrase for _, _, synonyms in found.values() for phrase, _ in synonyms)]
    for _, entries, _ in found.values():
        texts += [text for entry in entries for text in (entry.title, entry.heading, entry.names, entry.text)]
    words = {word.lower() for text in texts for word in WORD.findall(text)}
    words -= set(SearchWord.objects.filter(word__in=words).values_list("word", flat=True))  # mostly all of them
    SearchWord.objects.bulk_create(map(SearchWord, sorted(words)), ignore_conflicts=True, batch_size=2000)


@contextmanager
def _counted(found):
    """Keep SearchStem in step with what is written inside of each (kind, number). One writer at a time."""
    values = {"kinds": [kind for kind, _ in found], "numbers": [number for _, number in found]}
    with connection.cursor() as cursor:
        cursor.execute(TAKE_OFF, values)
        yield
        cursor.execute(ADD, values)


# How often each stem stands in the entries of some things; the empty one in each of them.
STEMS = """
  SELECT stem, count(*) AS entries, count(*) FILTER (WHERE weights && '{A,B}') AS named
  FROM content_searchentry JOIN unnest(%(kinds)s::text[], %(numbers)s::bigint[]) AS own(kind, object_id)
                                USING (kind, object_id),
       LATERAL (SELECT lexeme, weights FROM unnest(vector) UNION ALL SELECT '', '{}') AS word(stem, weights)
  GROUP BY stem
"""
TAKE_OFF = f"""
LOCK TABLE content_searchstem IN SHARE ROW EXCLUSIVE MODE;
UPDATE content_searchstem known SET entries = known.entries - own.entries, named = known.named - own.named
FROM ({STEMS}) AS own WHERE own.stem = known.stem
"""  # noqa: S608 - nothing of it was typed
ADD = f"""
INSERT INTO content_searchstem AS known (stem, entries, named) {STEMS}
ON CONFLICT (stem) DO UPDATE SET entries = known.entries + excluded.entries, named = known.named + excluded.named
"""  # noqa: S608
