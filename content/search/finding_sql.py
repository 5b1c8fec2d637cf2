"""What content.search.finding asks PostgreSQL: which entries to weigh, and what each is worth.

A rare idea says more: it counts as ln(1 + all / entries that have it), from the counts in content_searchstem. Of the
words of one idea the best counts; in a name a word counts NAMED times.

Only CANDIDATES or so are weighed. Each word has two lists of entries: those that it names, and those that it stands in.
The lists whose words count most are taken first, until they have enough; what is only in the others - common words in
the middle of a text - could not stand among the first, but counts where an entry was taken anyway.

The first entry of each thing that people ask for in such words (`near`) is among the rows, even when it meets no word.
"""

from .prepared import Statement

# All of a vector, in memory once: PostgreSQL would unpack it anew for each word that it is compared with. This takes
# nothing off, as no word is empty, and so does the least of all functions that unpack a vector.
WHOLE = "ts_delete(vector, '') AS vector"
_FIND = """
WITH asked AS (
  SELECT n, weight, query, regexp_replace(query::text, '\''( |$)', '\'':AB\\1', 'g')::tsquery AS in_name, entries, named
  FROM unnest(%(numbers)s::int[], %(words)s::text[], %(weights)s::float[]) AS own(n, words, weight),
       plainto_tsquery(%(language)s::regconfig, words) AS query,
       LATERAL (SELECT min(coalesce(known.entries, 0)) AS entries, min(coalesce(known.named, 0)) AS named
                FROM unnest(tsvector_to_array(to_tsvector(%(language)s::regconfig, words))) AS own(stem)
                LEFT JOIN LATERAL (SELECT * FROM content_searchstem known WHERE known.stem = own.stem LIMIT 1) AS known
                                  ON TRUE) AS known
  WHERE entries > 0
),
idea AS (
  SELECT n, ln(1 + (SELECT entries FROM content_searchstem WHERE stem = '') / sum(entries)::float) AS worth
  FROM asked GROUP BY n
),
list AS (
  SELECT query, in_name, named AS size, worth * weight * %(named)s AS worth FROM asked JOIN idea USING (n)
  UNION ALL
  SELECT query, NULL, entries, worth * weight FROM asked JOIN idea USING (n)
),
ordered AS (
  SELECT *, sum(size) OVER (ORDER BY worth DESC, size ROWS UNBOUNDED PRECEDING) - size AS before
  FROM list WHERE size > 0
),
taken AS (
  SELECT string_agg('(' || query::text || ')', ' | ') FILTER (WHERE in_name IS NOT NULL)::tsquery AS names,
         string_agg('(' || in_name::text || ')', ' | ')::tsquery AS in_names,
         string_agg('(' || query::text || ')', ' | ') FILTER (WHERE in_name IS NULL)::tsquery AS words
  FROM ordered WHERE before < %(enough)s
),
candidate AS MATERIALIZED (
  (SELECT id, {whole} FROM content_searchentry
   WHERE ts_filter(vector, '{a,b}') @@ (SELECT names FROM taken) AND {narrowed} LIMIT %(candidates)s)
  UNION ALL
  (SELECT id, {whole} FROM content_searchentry
   WHERE vector @@ (SELECT words FROM taken) AND (vector @@ (SELECT in_names FROM taken)) IS NOT TRUE AND {narrowed}
   LIMIT %(candidates)s)
),
weighed AS MATERIALIZED (
  SELECT n, query, in_name, worth * weight AS worth FROM asked JOIN idea USING (n)
),
met AS (
  SELECT id, n, max(worth * CASE WHEN vector @@ in_name THEN %(named)s ELSE 1 END) AS worth
  FROM candidate JOIN weighed ON vector @@ query
  GROUP BY id, n
),
best AS (
  SELECT id, sum(worth) AS worth, count(*) FILTER (WHERE n < %(asked)s) AS met FROM met GROUP BY id
  ORDER BY sum(worth) * (0.55 + 0.45 * count(*) FILTER (WHERE n < %(asked)s) / %(asked)s) DESC, id LIMIT %(most)s
)
SELECT id, worth, met FROM best
UNION ALL
SELECT id, 0, 0
FROM content_searchentry JOIN unnest(%(near_kinds)s::text[], %(near_slugs)s::text[]) AS near(kind, slug)
                              USING (kind, slug)
WHERE place = 0 AND id NOT IN (SELECT id FROM best)
""".replace("{narrowed}", "(%(kinds)s::text[] IS NULL OR kind = ANY(%(kinds)s) AND slug = ANY(%(slugs)s))").replace(
    "{whole}", WHOLE
)
FIND = Statement(
    _FIND,
    (
        *(("language", "text"), ("named", "float"), ("asked", "int"), ("most", "int")),
        *(("numbers", "int[]"), ("words", "text[]"), ("weights", "float[]")),
        *(("enough", "int"), ("candidates", "int"), ("kinds", "text[]"), ("slugs", "text[]")),
        *(("near_kinds", "text[]"), ("near_slugs", "text[]")),
    ),
)
