"""Which entries answer a question best: PostgreSQL finds and weighs them; what they are and are called counts here."""

import math
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from content.audiences import Reader
from content.models import Kind, SearchEntry
from content.models.search import LANGUAGE

from .asking import words_of
from .finding_sql import FIND

ENOUGH = 1000  # entries in the lists that are gone through
CANDIDATES = 2000  # entries at most that PostgreSQL weighs, of those with a name that was asked for and of the others
MOST_LOOKED_AT = 400  # entries that are weighed once more here
NAMED = 2.4  # a word in a heading, a title or another name, over the same word in the text
KINDS = {
    "article": 1.0,
    "faq": 1.0,
    "term": 0.6,
    "route": 0.75,
    "exercise": 0.85,
    "topic": 0.8,
    "service": 0.7,
    "story": 0.6,
    "policy": 0.5,
}
ALIKE = 1.0  # more for an entry whose name is the question itself
PROFESSIONAL = 0.6  # words for professionals are seldom what somebody meant


@dataclass(frozen=True)
class Found:
    """One entry that was found, and how well it fits."""

    id: int
    kind: str
    object_id: int
    slug: str
    place: int
    title: str
    heading: str
    url: str
    reader: str
    score: float
    share: float  # of the ideas of the question that it meets


def find(question, *, kinds=None, slugs=None):
    """Return every Found that meets some Concept of a Question, the best first; see finding_sql. One query.

    `kinds` with `slugs` narrow it.
    """
    concepts = question.concepts
    if not concepts:
        return ()
    ordered = sorted(concepts, key=lambda concept: concept.meant)
    asked = [(n, words, weight) for n, concept in enumerate(ordered) for words, weight in concept.words]
    typed = sum(not concept.meant for concept in concepts) or 1
    values = {name: [row[at] for row in asked] for at, name in enumerate(("numbers", "words", "weights"))}
    values |= {"language": LANGUAGE, "named": NAMED, "asked": typed}
    values |= {"enough": ENOUGH, "candidates": CANDIDATES, "most": MOST_LOOKED_AT}
    values |= {"kinds": list(kinds) if kinds else None, "slugs": list(slugs or ())}
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        rows = cursor.fetchall()
    said = frozenset(words_of(question.read))
    found = [_weighed(row, typed, said) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.slug, one.place)))


def texts_of(found):
    """Return {id: text} of some Found: what is shown of them, and only of those that are shown. One query."""
    return dict(SearchEntry.objects.filter(id__in=[one.id for one in found]).values_list("id", "text"))


def _weighed(row, asked, said):
    *columns, names, raw, met, size = row
    _, kind, _, _, _, title, heading, _, reader = columns
    score = raw * (0.55 + 0.45 * met / asked) * KINDS.get(kind, 0.7) / (1 + math.log1p(size / 60) * 0.12)
    called = names.split(" / ") if kind != Kind.TERM else ()  # what people say for a term is often said of more
    score *= 1 + ALIKE * max(_alike(name, said) for name in (title, heading, *called))
    score *= PROFESSIONAL if reader == Reader.PROFESSIONAL else 1
    return Found(*columns, score=score, share=met / asked)


def _alike(name, said):
    """How much a name has the words of the question, small ones too, and no others: from 0 to 1."""
    words = _words(name)
    return len(words & said) / len(words | said) if words else 0


@lru_cache(maxsize=16_384)
def _words(name):
    return frozenset(words_of(name))
