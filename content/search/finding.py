"""Which entries answer a question best: PostgreSQL finds them and says how rare a word is; the order is made here."""

import math
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from content.audiences import Reader
from content.models import Kind
from content.models.search import LANGUAGE

from .asking import words_of

MOST_LOOKED_AT = 400  # entries that are weighed one by one
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

    kind: str
    object_id: int
    slug: str
    place: int
    title: str
    heading: str
    url: str
    text: str
    reader: str
    score: float
    share: float  # of the ideas of the question that it meets


def find(question, *, kinds=None, slugs=None):
    """Return every Found that meets some Concept of a Question, the best first. One query.

    `kinds` and `slugs` narrow it.
    """
    concepts = question.concepts
    if not concepts:
        return ()
    ordered = sorted(concepts, key=lambda concept: concept.meant)
    asked = [(n, words, weight) for n, concept in enumerate(ordered) for words, weight in concept.words]
    typed = sum(not concept.meant for concept in concepts) or 1
    values = {name: [row[at] for row in asked] for at, name in enumerate(("numbers", "words", "weights"))}
    values |= {"language": LANGUAGE, "named": NAMED, "most": MOST_LOOKED_AT, "asked": typed}
    values |= {"kinds": list(kinds) if kinds else None, "slugs": list(slugs) if slugs is not None else None}
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        rows = cursor.fetchall()
    said = frozenset(words_of(question.read))
    found = [_weighed(row, typed, said) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.slug, one.place)))


def _weighed(row, asked, said):
    *columns, names, raw, met, size = row
    kind, reader = columns[0], columns[8]
    score = raw * (0.55 + 0.45 * met / asked) * KINDS.get(kind, 0.7) / (1 + math.log1p(size / 60) * 0.12)
    called = names.split(" / ") if kind != Kind.TERM else ()  # what people say for a term is often said of more
    score *= 1 + ALIKE * max(_alike(name, said) for name in (columns[4], columns[5], *called))
    score *= PROFESSIONAL if reader == Reader.PROFESSIONAL else 1
    return Found(*columns, score=score, share=met / asked)


def _alike(name, said):
    """How much a name has the words of the question, small ones too, and no others: from 0 to 1."""
    words = _words(name)
    return len(words & said) / len(words | said) if words else 0


@lru_cache(maxsize=4096)
def _words(name):
    return frozenset(words_of(name))


# Rare ideas say more: each counts as ln(1 + all / entries that have it). Of the words of one idea the best counts.
FIND = """
WITH asked AS (
  SELECT n, weight, query, regexp_replace(query::text, '''( |$)', ''':AB\\1', 'g')::tsquery AS in_name
  FROM unnest(%(numbers)s::int[], %(words)s::text[], %(weights)s::float[]) AS a(n, words, weight),
       plainto_tsquery(%(language)s::regconfig, words) AS query
),
hit AS (
  SELECT asked.n, entry.id, asked.weight * CASE
         WHEN entry.vector @@ asked.in_name THEN %(named)s ELSE 1 END AS weight
  FROM asked JOIN content_searchentry entry ON entry.vector @@ asked.query
),
rare AS (
  SELECT n, ln(1 + (SELECT count(*) FROM content_searchentry)::float / count(DISTINCT id)) AS worth FROM hit GROUP BY n
),
met AS (
  SELECT hit.id, hit.n, max(rare.worth * hit.weight) AS worth
  FROM hit JOIN rare USING (n) GROUP BY hit.id, hit.n
),
best AS (
  SELECT id, sum(worth) AS raw, count(*) FILTER (WHERE n < %(asked)s) AS met FROM met GROUP BY id
)
SELECT kind, object_id, slug, place, title, heading, url, text, reader, names, raw, met, length(vector)
FROM best JOIN content_searchentry USING (id)
WHERE (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)) AND (%(slugs)s::text[] IS NULL OR slug = ANY(%(slugs)s))
ORDER BY raw * (0.55 + 0.45 * met / %(asked)s) DESC, id
LIMIT %(most)s
"""
