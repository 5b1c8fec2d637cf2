"""How near a question is to what people call a thing: its names, and what they type for it, one phrase at a time.

PostgreSQL says which things have the words of a question; here it counts that they stand together in one phrase.
"""

import math
from collections import Counter
from functools import cache, lru_cache

from .asked_as import every_phrase
from .asking import words_of
from .stems import NOT, SMALL, stem

NOT_WEIGHT = 0.6
SMALL_WEIGHT = 0.15
OTHER_WORD = 0.7  # another word for what was typed, over the typed word itself
LEFT_OUT = 0.9  # a word of the phrase that was not typed, against one that was
ABOUT = 0.08  # more for what is asked for by many such phrases: it is about that as a whole
TYPED_TOO = 0.35  # a word that was typed and is not in the phrase


def typed_stems(question):
    """Return {stem: what it weighs, as typed} of a Question: its words, and other words for the same."""
    found = {}
    for concept in question.concepts:
        for words, _ in concept.words:
            found.update({stem(word): OTHER_WORD for word in words_of(words)})
    found |= {stem(word): 1.0 for word in words_of(question.read)}
    return {one: part * weight(one) for one, part in found.items()}


def nearness(names, typed, asked):
    """Return how near the phrase of `names` is that is nearest to what was typed: from 0 to 1.

    `typed` is of typed_stems, `asked` what the words that were typed weigh together.
    """
    nearest_yet = 0.0
    for stems, weighs in _phrases(names):  # plain loops: a search asks this of thousands of phrases
        met = 0.0
        for one in stems:
            if one in typed:
                met += typed[one]
        if met:
            nearest_yet = max(nearest_yet, _near(met, weighs, asked))
    return nearest_yet


def nearest(typed, asked):
    """Return {(kind, slug): nearness} of every thing that people ask for in some of those words.

    A thing that is asked for by many near phrases is a little nearer than by one.
    """
    met, found = Counter(), {}
    for stem_, weighs in typed.items():
        for place in _where().get(stem_, ()):
            met[place] += weighs
    about = Counter()
    for (thing, _, phrase), worth in met.items():
        near = _near(worth, phrase, asked)
        about[thing] += near
        found[thing] = max(found.get(thing, 0), near)
    return {thing: near + ABOUT * math.log1p(about[thing]) for thing, near in found.items()}


def asked_weight(question):
    """Return what the words of a Question weigh together."""
    return sum(weight(word) for word in {stem(word) for word in words_of(question.read)})


def weight(stem_):
    """Return how much a stem says: a rare one more."""
    if stem_ in SMALL:
        return SMALL_WEIGHT
    return NOT_WEIGHT if stem_ == NOT else _weights().get(stem_, _weights()[""])


def _near(met, phrase, asked):
    left_out = LEFT_OUT * (phrase - met) if phrase > met else 0
    typed_too = TYPED_TOO * (asked - met) if asked > met else 0
    return met / (met + left_out + typed_too)


@lru_cache(maxsize=4096)
def _phrases(names):
    """Return (stems, what they weigh) of each phrase."""
    return tuple(map(_phrase, names.split(" / ")))


@lru_cache(maxsize=16_384)
def _phrase(phrase):
    """Return the stems of a phrase, and what they weigh."""
    stems = frozenset(stem(word) for word in words_of(phrase))
    return stems, sum(map(weight, stems))


@cache
def _where():
    """Return {stem: [(thing, phrase number, what the phrase weighs)]}."""
    where = {}
    for thing, phrases in every_phrase().items():
        for number, phrase in enumerate(phrases):
            stems, weighs = _phrase(phrase)
            for one in stems:
                where.setdefault(one, []).append((thing, number, weighs))
    return where


@cache
def _weights():
    """Return {stem: ln(1 + all things / things that are asked for by it)}; "" for a stem that is in none."""
    things = [{stem(word) for phrase in phrases for word in words_of(phrase)} for phrases in every_phrase().values()]
    counts = Counter(one for stems in things for one in stems)
    return {one: math.log(1 + len(things) / count) for one, count in [*counts.items(), ("", 1)]}
