"""What somebody typed, understood: its words in their stems, what the library calls it, and misspelt words mended.

A Concept is one idea of the question: any of its tsqueries may be met. All the work on language is PostgreSQL's.
"""

import re
import unicodedata
from dataclasses import dataclass, field

from django.db import connection

from content.models.search import LANGUAGE

LONGEST = 200  # characters that are read; a longer question is cut
MOST_WORDS = 24
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
# Words that PostgreSQL keeps but that say nothing about what is asked here: everybody has MS, and wants help.
SAY_NOTHING = frozenset(
    [
        "get",
        "got",
        "getting",
        "like",
        "really",
        "very",
        "much",
        "lot",
        "bit",
        "thing",
        "things",
        "something",
        "anything",
        "someone",
        "people",
        "person",
        "help",
        "helps",
        "want",
        "need",
        "know",
        "tell",
        "find",
        "good",
        "best",
        "way",
        "ways",
        "make",
        "makes",
        "made",
        "keep",
        "keeps",
        "feel",
        "feels",
        "feeling",
        "go",
        "goes",
        "going",
        "went",
        "also",
        "ms",
        "multiple",
        "sclerosis",
        "can",
        "could",
        "may",
        "might",
        "will",
        "would",
        "shall",
        "must",
        "one",
        "use",
        "using",
        "used",
        "really",
        "always",
        "ever",
        "still",
        "happen",
        "happens",
        "mean",
        "means",
        "often",
        "sometimes",
        "please",
        "thanks",
        "hi",
        "hello",
        "dr",
        "im",
        "ive",
        "cant",
        "dont",
        "wont",
    ]
)
REPAIRED_FROM = 4  # letters: a shorter word is as likely another word as a misspelt one


@dataclass(frozen=True)
class Concept:
    """One idea of the question: `words` as they are looked for, and how much they count (1: as it was typed)."""

    words: str
    weight: float = 1.0


@dataclass(frozen=True)
class Question:
    """What is looked for. `repaired` says which words were read as which; `unknown` are words nothing was made of."""

    text: str
    concepts: tuple[Concept, ...] = ()
    repaired: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    known: tuple[str, ...] = field(default=())


def understand(text, *, synonyms=True, repair=True):
    """Return the Question in what was typed, whatever it is. One query, or two when a word has to be mended."""
    text = cleaned(text)
    words = list(dict.fromkeys(word.lower().replace("’", "'") for word in WORD.findall(text)))[:MOST_WORDS]
    telling = [word for word in words if word not in SAY_NOTHING] or words
    stems, phrases = _looked_up(telling, text, synonyms)
    lost = [word for word, (stem, found) in stems.items() if stem and not found]
    mended = _mended([word for word in lost if len(word) >= REPAIRED_FROM]) if repair else {}
    if mended and synonyms:
        again = " ".join(mended.get(word, word) for word in words)
        phrases = _looked_up([], again, True)[1] | phrases
    kept = {
        mended.get(word, word): None
        for word, (stem, _) in stems.items()
        if stem and (word not in lost or word in mended)
    }
    concepts = [Concept(word) for word in kept] + [Concept(means, weight) for means, weight in phrases.items()]
    return Question(
        text=text,
        concepts=tuple(concepts),
        repaired=tuple(mended.items()),
        unknown=tuple(word for word in lost if word not in mended),
        known=tuple(kept),
    )


def cleaned(text):
    """Return typed text without control characters and accents, on one line, at most LONGEST characters."""
    flat = unicodedata.normalize("NFKD", str(text or "")[: 4 * LONGEST])
    kept = "".join(character for character in flat if not unicodedata.combining(character))
    printable = "".join(character if character.isprintable() else " " for character in kept)
    return " ".join(printable.split())[:LONGEST].strip()


def _looked_up(words, text, synonyms):
    """Return {word: (stem, whether an entry has it)} and {what the library calls a phrase of the text: weight}."""
    with connection.cursor() as cursor:
        cursor.execute(LOOK_UP, {"language": LANGUAGE, "words": words, "text": text, "synonyms": synonyms})
        rows = cursor.fetchall()
    stems = {word: (stem, found) for kind, word, stem, found, _ in rows if kind == "word"}
    phrases = {}
    for kind, phrase, means, _, size in rows:
        if kind == "phrase" and means.lower() not in words:
            phrases[means] = max(phrases.get(means, 0), PHRASE_WEIGHTS[min(size, 3)])
    return stems, phrases


PHRASE_WEIGHTS = {1: 0.7, 2: 1.2, 3: 1.5}  # by how many words of the question a phrase explains
LOOK_UP = """
SELECT 'word', word, plainto_tsquery(%(language)s::regconfig, word)::text,
       EXISTS (SELECT FROM content_searchentry WHERE vector @@ plainto_tsquery(%(language)s::regconfig, word)), 0
FROM unnest(%(words)s::text[]) AS word
UNION ALL
SELECT 'phrase', phrase, means, TRUE, numnode(plainto_tsquery(%(language)s::regconfig, phrase)) / 2 + 1
FROM content_searchsynonym
WHERE %(synonyms)s AND numnode(plainto_tsquery(%(language)s::regconfig, phrase)) > 0
  AND to_tsvector(%(language)s::regconfig, %(text)s) @@ plainto_tsquery(%(language)s::regconfig, phrase)
"""


def _mended(words):
    """Return {misspelt word: the known word that is nearest by its letters or its sound}, where one is near enough."""
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(MEND, {"words": words})
        return dict(cursor.fetchall())


MEND = """
SELECT DISTINCT ON (typed) typed, word FROM (
  SELECT typed, word,
         similarity(word, typed) + (word LIKE left(typed, 1) || '%%')::int * 0.1
         + (sound = dmetaphone(typed))::int * 0.25
         + greatest(0, 1 - levenshtein(word, typed) / greatest(length(word), length(typed))::float) AS nearness
  FROM unnest(%(words)s::text[]) AS typed JOIN content_searchword ON word %% typed OR sound = dmetaphone(typed)
       OR (word LIKE left(typed, 1) || '%%' AND levenshtein_less_equal(word, typed, 2) <= 2)
) near
WHERE nearness >= 0.85
ORDER BY typed, nearness DESC, length(word), word
"""
