"""What content.search.asking asks PostgreSQL about words, all at once.

| row | what it says |
|---|---|
| word, typed, stems, found | one of the telling words: whether any of its forms stands somewhere |
| pair, word | two neighbours are one word here |
| split, typed, halves | a word that stands nowhere is two words here |
| place, word | a word that stands nowhere is a town |
| mended, typed, word | the known word that is nearest, by its letters or its sound |
| phrase, phrase, means, TRUE, words in it, how much it means | what people say, in the text as typed and mended |
"""

from .prepared import Statement

UNDERSTAND = Statement(
    """
WITH typed AS (
  SELECT word, place, stems,
         EXISTS (SELECT FROM content_searchstem WHERE stem = ANY(stems) AND entries > 0) AS found
  FROM unnest(%(words)s::text[]) WITH ORDINALITY AS own(word, place),
       tsvector_to_array(to_tsvector(%(language)s::regconfig, word)) AS stems
),
split AS (
  SELECT whole, before || ' ' || after AS halves
  FROM unnest(%(whole)s::text[], %(left)s::text[], %(right)s::text[]) AS half(whole, before, after)
  WHERE EXISTS (SELECT FROM typed WHERE word = whole AND NOT found)
    AND 2 = (SELECT count(*) FROM unnest(ARRAY[before, after]) AS own(word) JOIN content_searchword USING (word)
             WHERE length(own.word) > 3 OR EXISTS (SELECT FROM content_searchstem WHERE named > 0 AND stem = ANY(
                             tsvector_to_array(to_tsvector(%(language)s::regconfig, own.word)))))
),
town AS (
  SELECT DISTINCT word FROM typed JOIN content_place ON folded = word AND population >= %(town)s WHERE NOT found
),
lost AS (
  SELECT DISTINCT word FROM typed
  WHERE word = ANY(%(mendable)s::text[]) AND NOT found AND stems <> '{}'
    AND word NOT IN (SELECT whole FROM split UNION ALL SELECT word FROM town)
),
alike AS (
  SELECT lost.word AS typed, known.word, sound FROM lost JOIN content_searchword known ON known.word %% lost.word
  UNION
  SELECT lost.word, known.word, sound FROM lost JOIN content_searchword known ON sound = dmetaphone(lost.word)
  UNION
  SELECT lost.word, known.word, sound
  FROM lost JOIN content_searchword known
       ON left(known.word, 1) = left(lost.word, 1)
       AND length(known.word) BETWEEN length(lost.word) - 2 AND length(lost.word) + 2
       AND levenshtein_less_equal(known.word, lost.word, 2) <= 2
),
near AS (
  SELECT typed, word, similarity(word, typed) + 2 * (1 - wrong) + (sound = heard)::int * 0.45
                      - least(levenshtein(sound, heard), 3) * 0.067 AS nearness
  FROM alike, dmetaphone(typed) AS heard,
       LATERAL (SELECT levenshtein(word, typed) / greatest(length(word), length(typed))::float AS wrong) AS letters
  WHERE wrong <= 0.45 OR sound = heard AND wrong <= 0.6
),
mended AS (
  SELECT DISTINCT ON (typed) typed, word
  FROM near, LATERAL tsvector_to_array(to_tsvector(%(language)s::regconfig, word)) AS stems,
       LATERAL (SELECT coalesce(max(entries), 0) AS entries, coalesce(max(named), 0) AS named
                FROM content_searchstem WHERE stem = ANY(stems)) AS known,
       LATERAL (SELECT nearness + ln(1 + entries) * 0.043 + (named > 0)::int * 0.2 AS fit) AS fits
  WHERE stems <> '{}' AND word <> ALL(%(nothing)s::text[]) AND fit >= 1.9
  ORDER BY typed, fit DESC, length(word), word
),
said AS (
  SELECT to_tsvector(%(language)s::regconfig, concat_ws(' ', string_agg(typed.word, ' '), string_agg(mended.word, ' ')))
         AS words
  FROM typed LEFT JOIN mended ON mended.typed = typed.word
)
SELECT 'word', word, array_to_string(stems, ' '), found, 0, 1 FROM typed WHERE word = ANY(%(telling)s::text[])
UNION ALL
SELECT 'pair', word, '', TRUE, 0, 1 FROM content_searchword WHERE word = ANY(%(pairs)s::text[])
UNION ALL
SELECT 'split', whole, halves, TRUE, 0, 1 FROM split
UNION ALL
SELECT 'place', word, '', FALSE, 0, 1 FROM town
UNION ALL
SELECT 'mended', typed, word, TRUE, 0, 1 FROM mended
UNION ALL
SELECT 'phrase', phrase, means, TRUE, numnode(stems) / 2 + 1, count(*) OVER (PARTITION BY phrase)
FROM content_searchsynonym, said WHERE %(synonyms)s AND numnode(stems) > 0 AND said.words @@ stems
""",
    (
        *(("language", "text"), ("words", "text[]"), ("telling", "text[]"), ("synonyms", "bool"), ("pairs", "text[]")),
        *(("mendable", "text[]"), ("town", "int"), ("nothing", "text[]")),
        *(("whole", "text[]"), ("left", "text[]"), ("right", "text[]")),
    ),
)
