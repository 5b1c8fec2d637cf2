"""How near a question is to what people call a thing: its names, and what they type for it, one phrase at a time.

PostgreSQL says which things have the words of a question; here it counts that they stand together in one phrase.
"""

import math
from collections import Counter
from functools import cache, lru_cache

from .asked_as import every_phrase
from .asking import MOST_WORDS, Question, words_of
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


def in_our_words(question):
    """Return a Question that finds the same and has no word but ours: a number stands for each other one.

    Ours are what stands on our pages, what PostgreSQL passes over, and all forms of what people type for our pages.
    """
    words = words_of(question.read)
    strange = {*question.unknown, *question.places, *words[MOST_WORDS:]}.difference(question.known)
    others = [word for word in dict.fromkeys(words) if word in strange and not _says(word)]
    numbers = {word: f"unknown{n}" for n, word in enumerate(others)}
    return Question(" ".join(numbers.get(word, word) for word in words), question.concepts)


def _says(word):
    """Whether a word weighs as one of ours does."""
    return stem(word) in _weights() or stem(word) in SMALL or stem(word) == NOT


def phrases_of(names):
    """Return what people call a thing, “one / or another”, as nearness() takes it: ({stem: places of the phrases that
    have it}, what each phrase weighs)."""
    phrases = [_phrase(phrase) for phrase in names.split(" / ")]
    return _places(stems for stems, _ in phrases), tuple(weighs for _, weighs in phrases)


def nearness(phrases, typed, asked):
    """Return how near the one of some phrases is that is nearest to what was typed: from 0 to 1.

    `typed` is of typed_stems, `asked` what the words that were typed weigh together.
    """
    where, weights = phrases
    return max([_near(met, weights[place], asked) for place, met in _met(where, typed).items()], default=0.0)


def nearest(typed, asked):
    """Return {(kind, slug): nearness} of every thing that people ask for in some of those words.

    A thing that is asked for by many near phrases is a little nearer than by one.
    """
    where, phrases = _asked_for()
    found, about = {}, {}
    for place, met in _met(where, typed).items():
        thing, weighs = phrases[place]
        near = _near(met, weighs, asked)
        about[thing] = about.get(thing, 0) + near
        if near > found.get(thing, 0):
            found[thing] = near
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


def _met(where, typed):
    """Return {place of a phrase: what those of its words weigh that were typed}."""
    met = {}
    for stem_, weighs in typed.items():
        for place in where.get(stem_, ()):
            met[place] = met.get(place, 0) + weighs
    return met


@cache
def _asked_for():
    """Return ({stem: places of the phrases that have it}, [(thing, what the phrase weighs)])."""
    phrases = [(thing, *_phrase(phrase)) for thing, own in every_phrase().items() for phrase in own]
    return _places(stems for _, stems, _ in phrases), [(thing, weighs) for thing, _, weighs in phrases]


def _places(phrases):
    where = {}
    for place, stems in enumerate(phrases):
        for one in stems:
            where[one] = (*where.get(one, ()), place)  # as small as can be: so many of them are kept
    return where


@lru_cache(maxsize=16_384)
def _phrase(phrase):
    """Return the stems of a phrase, each once, and what they weigh."""
    stems = tuple(dict.fromkeys(stem(word) for word in words_of(phrase)))
    return stems, sum(map(weight, stems))


@cache
def _weights():
    """Return {stem: ln(1 + all things / things that are asked for by it)}; "" for a stem that is in none."""
    things = [{stem(word) for phrase in phrases for word in words_of(phrase)} for phrases in every_phrase().values()]
    counts = Counter(one for stems in things for one in stems)
    return {one: math.log(1 + len(things) / count) for one, count in [*counts.items(), ("", 1)]}
