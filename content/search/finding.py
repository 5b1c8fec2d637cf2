"""Which entries answer a question best: PostgreSQL finds them and says how rare a word is; the order is made here."""

import math
from dataclasses import dataclass

from django.db import connection

from content.audiences import Reader
from content.models.search import LANGUAGE

MOST_LOOKED_AT = 400  # entries that are weighed one by one
NAMED = 1.6  # a word in a heading, a title or another name, over the same word in the text
TITLED = 1.2  # a word in the title of what a section is part of
KINDS = {
    "article": 1.0,
    "faq": 1.0,
    "term": 0.95,
    "route": 0.95,
    "exercise": 0.85,
    "topic": 0.8,
    "service": 0.7,
    "story": 0.6,
    "policy": 0.5,
}
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


def find(concepts, *, kinds=None, slugs=None):
    """Return every Found that meets some Concept, the best first. One query. `kinds` and `slugs` narrow it."""
    if not concepts:
        return ()
    asked = [(n, words, weight) for n, concept in enumerate(concepts) for words, weight in concept.words]
    values = {name: [row[at] for row in asked] for at, name in enumerate(("numbers", "words", "weights"))}
    values |= {"language": LANGUAGE, "named": NAMED, "titled": TITLED, "most": MOST_LOOKED_AT, "asked": len(concepts)}
    values |= {"kinds": list(kinds) if kinds else None, "slugs": list(slugs) if slugs is not None else None}
    with connection.cursor() as cursor:
        cursor.execute(FIND, values)
        rows = cursor.fetchall()
    found = [_weighed(row, len(concepts)) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.slug, one.place)))


def _weighed(row, asked):
    *columns, raw, met, size = row
    kind, reader = columns[0], columns[8]
    score = raw * (0.55 + 0.45 * met / asked) * KINDS.get(kind, 0.7) / (1 + math.log1p(size / 60) * 0.12)
    score *= PROFESSIONAL if reader == Reader.PROFESSIONAL else 1
    return Found(*columns, score=score, share=met / asked)


# Rare words say more: each word counts as ln(1 + all / entries that have it). Of the words of one idea the best counts.
FIND = """
WITH asked AS (
  SELECT line, n, plainto_tsquery(%(language)s::regconfig, words) AS query, weight
  FROM unnest(%(numbers)s::int[], %(words)s::text[], %(weights)s::float[]) WITH ORDINALITY AS a(n, words, weight, line)
),
hit AS (
  SELECT asked.line, asked.n, entry.id, asked.weight * CASE
         WHEN ts_filter(entry.vector, '{a}') @@ asked.query THEN %(named)s
         WHEN ts_filter(entry.vector, '{a,b}') @@ asked.query THEN %(titled)s ELSE 1 END AS weight
  FROM asked JOIN content_searchentry entry ON entry.vector @@ asked.query
),
rare AS (
  SELECT line, ln(1 + (SELECT count(*) FROM content_searchentry)::float / count(*)) AS worth FROM hit GROUP BY line
),
met AS (
  SELECT hit.id, hit.n, max(rare.worth * hit.weight) AS worth
  FROM hit JOIN rare USING (line) GROUP BY hit.id, hit.n
),
best AS (
  SELECT id, sum(worth) AS raw, count(*) AS met FROM met GROUP BY id
)
SELECT kind, object_id, slug, place, title, heading, url, text, reader, raw, met, length(vector)
FROM best JOIN content_searchentry USING (id)
WHERE (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)) AND (%(slugs)s::text[] IS NULL OR slug = ANY(%(slugs)s))
ORDER BY raw * (0.55 + 0.45 * met / %(asked)s) DESC, id
LIMIT %(most)s
"""
