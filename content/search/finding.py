"""Which entries answer a question best: PostgreSQL finds them and counts how rare each word is; the order is made here."""

import math
from dataclasses import dataclass

from django.db import connection

from content.models.search import LANGUAGE

MOST_LOOKED_AT = 400  # entries that are weighed one by one
NAMED = 1.6  # a word in a title, a heading or another name, over the same word in the text
KINDS = {
    "article": 1.0,
    "faq": 1.0,
    "term": 0.95,
    "exercise": 0.85,
    "route": 0.95,
    "topic": 0.8,
    "service": 0.7,
    "policy": 0.5,
    "story": 0.6,
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


def find(concepts, *, kinds=None, slugs=None):
    """Return every Found that meets some Concept, the best first. One query. `kinds` and `slugs` narrow it."""
    if not concepts:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            {
                "language": LANGUAGE,
                "words": [concept.words for concept in concepts],
                "weights": [concept.weight for concept in concepts],
                "named": NAMED,
                "kinds": list(kinds) if kinds else None,
                "slugs": list(slugs) if slugs else None,
                "most": MOST_LOOKED_AT,
            },
        )
        rows = cursor.fetchall()
    found = [_weighed(row, len(concepts)) for row in rows]
    return tuple(sorted(found, key=lambda one: (-one.score, one.kind, one.slug, one.place)))


def _weighed(row, asked):
    *columns, raw, met, size = row
    kind, reader = columns[0], columns[8]
    score = raw * (0.55 + 0.45 * met / asked) * KINDS.get(kind, 0.7) / (1 + math.log1p(size / 60) * 0.12)
    return Found(*columns, score=score * (PROFESSIONAL if reader == "professional" else 1))


# Rare words say more: each word counts as ln(1 + all / entries that have it).
FIND = """
WITH asked AS (
  SELECT ordinality AS n, plainto_tsquery(%(language)s::regconfig, words) AS query, weight
  FROM unnest(%(words)s::text[], %(weights)s::float[]) WITH ORDINALITY AS a(words, weight, ordinality)
),
hit AS (
  SELECT asked.n, entry.id, asked.weight, FALSE AS named FROM asked JOIN content_searchentry entry ON entry.vector @@ asked.query
  UNION ALL
  SELECT asked.n, entry.id, asked.weight, TRUE FROM asked JOIN content_searchentry entry ON entry.names_vector @@ asked.query
),
rare AS (
  SELECT n, ln(1 + (SELECT count(*) FROM content_searchentry)::float / count(*)) AS worth FROM hit WHERE NOT named GROUP BY n
),
best AS (
  SELECT hit.id, sum(rare.worth * hit.weight * CASE WHEN named THEN %(named)s ELSE 1 END) AS raw, count(DISTINCT hit.n) AS met
  FROM hit JOIN rare USING (n) GROUP BY hit.id
)
SELECT kind, object_id, slug, place, title, heading, url, text, reader, raw, met, length(vector)
FROM best JOIN content_searchentry USING (id)
WHERE (%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s)) AND (%(slugs)s::text[] IS NULL OR slug = ANY(%(slugs)s))
ORDER BY raw * (0.55 + 0.45 * met / (SELECT count(*) FROM asked)) DESC, id
LIMIT %(most)s
"""
