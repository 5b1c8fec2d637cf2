"""What content.search.asking asks PostgreSQL about words."""

# Whether each word is somewhere; which neighbours are one word here, which words two; what phrases of people mean.
LOOK_UP = """
SELECT 'word', word, plainto_tsquery(%(language)s::regconfig, word)::text,
       EXISTS (SELECT FROM content_searchword known WHERE known.word = typed.word)
       OR EXISTS (SELECT FROM content_searchentry WHERE vector @@ plainto_tsquery(%(language)s::regconfig, typed.word)),
       0, 1
FROM unnest(%(words)s::text[]) AS typed(word)
UNION ALL
SELECT 'pair', word, '', TRUE, 0, 1 FROM content_searchword WHERE word = ANY(%(pairs)s::text[])
UNION ALL
SELECT 'split', whole, before || ' ' || after, TRUE, 0, 1
FROM unnest(%(whole)s::text[], %(left)s::text[], %(right)s::text[]) AS half(whole, before, after)
WHERE EXISTS (SELECT FROM content_searchword WHERE word = before)
  AND EXISTS (SELECT FROM content_searchword WHERE word = after)
UNION ALL
SELECT 'phrase', phrase, means, TRUE, numnode(plainto_tsquery(%(language)s::regconfig, phrase)) / 2 + 1,
       count(*) OVER (PARTITION BY phrase)
FROM content_searchsynonym
WHERE %(synonyms)s AND numnode(plainto_tsquery(%(language)s::regconfig, phrase)) > 0
  AND to_tsvector(%(language)s::regconfig, %(said)s) @@ plainto_tsquery(%(language)s::regconfig, phrase)
"""

# The known word that is nearest to each lost word, by its letters or its sound; then phrases of the mended text.
MEND = """
WITH near AS (
  SELECT typed, word,
         similarity(word, typed) + (word LIKE left(typed, 1) || '%%')::int * 0.1
         + (sound = dmetaphone(typed))::int * 0.25
         + greatest(0, 1 - levenshtein(word, typed) / greatest(length(word), length(typed))::float) AS nearness
  FROM unnest(%(lost)s::text[]) AS typed JOIN content_searchword ON word %% typed OR sound = dmetaphone(typed)
       OR (word LIKE left(typed, 1) || '%%' AND levenshtein_less_equal(word, typed, 2) <= 2)
),
mended AS (
  SELECT DISTINCT ON (typed) typed, word FROM near
  WHERE nearness >= 0.85 ORDER BY typed, nearness DESC, length(word), word
),
said AS (
  SELECT string_agg(coalesce(mended.word, words.word), ' ' ORDER BY words.place) AS text
  FROM unnest(%(words)s::text[]) WITH ORDINALITY AS words(word, place) LEFT JOIN mended ON mended.typed = words.word
)
SELECT 'mended', typed, word, 0, 1 FROM mended
UNION ALL
SELECT 'phrase', phrase, means, numnode(plainto_tsquery(%(language)s::regconfig, phrase)) / 2 + 1,
       count(*) OVER (PARTITION BY phrase)
FROM content_searchsynonym, said
WHERE %(synonyms)s AND numnode(plainto_tsquery(%(language)s::regconfig, phrase)) > 0
  AND to_tsvector(%(language)s::regconfig, said.text) @@ plainto_tsquery(%(language)s::regconfig, phrase)
"""
