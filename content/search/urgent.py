"""Urgent wording in what somebody searches for: which care notice stands above everything else.

Phrases and notices are data of the library that ships with the code: they are needed when nothing is approved and when
the database is away. See docs/decisions/0021. A false alarm is cheap, a miss is not.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from content.review_dates import URGENT_LEVELS

from .asking import cleaned, words_of

LIBRARY = Path(__file__).resolve().parents[1] / "library"
MOST = 2  # notices on a page
BETWEEN = 2  # words that may stand between two words of a phrase
LETTERS_FOR_ONE, LETTERS_FOR_TWO = 5, 8  # from how many letters on a word may have one mistake, or two
CANNOT = frozenset(("cannot", "carnt", "cnt", "couldnt", "kant", "canny", "cantt", "unable"))


@dataclass(frozen=True)
class Notice:
    """What to do now: `level` is that of a care notice, `lines` as content.prose.paragraphs takes them."""

    key: str
    level: str
    heading: str
    lines: str


@dataclass(frozen=True)
class Phrase:
    """Words that must all be met, each by one of its alternatives: in order, unless `anyhow`; alone if `alone`."""

    notice: str
    words: tuple[frozenset[str], ...]
    anyhow: bool
    alone: bool


def notices_for(text):
    """Return the Notices that a search calls for, the gravest first: those of the highest level that was met."""
    words = _words(text)
    heard = frozenset().union(*map(_heard, words))
    begun = [phrase for word in heard for phrase in _beginning().get(word, ())]
    met = {phrase.notice for phrase in begun if _may_meet(phrase, heard) and _meets(phrase, words)}
    found = [notice for notice in notices().values() if notice.key in met]
    gravest = min((URGENT_LEVELS.index(notice.level) for notice in found), default=None)
    return tuple(notice for notice in found if URGENT_LEVELS.index(notice.level) == gravest)[:MOST]


@cache
def notices():
    """Return the Notices by key, in their order: where several are met, the first comes first."""
    return {
        row["key"]: Notice(row["key"], row["level"], row["heading"], row["text"].replace("|", "\n"))
        for row in _rows("urgent_notices.csv")
    }


@cache
def phrases():
    """Return every Phrase."""
    return tuple(_phrase(row["notice"], row["phrase"]) for row in _rows("urgent_phrases.csv"))


@cache
def _beginning():
    """Return {word: the Phrases whose first word it may be}."""
    found = {}
    for phrase in phrases():
        for word in phrase.words[0]:
            found.setdefault(word, []).append(phrase)
    return found


def _phrase(notice, written):
    words = written.removeprefix("~").removeprefix("=").split()
    alternatives = tuple(frozenset(word.split("|")) for word in words)
    return Phrase(notice, alternatives, anyhow=written.startswith("~"), alone=written.startswith("="))


def _rows(name):
    with (LIBRARY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _words(text):
    joined = f" {' '.join(words_of(cleaned(text)))} ".replace(" can not ", " cant ")
    joined = re.sub(r" self ?harm[a-z]*", " selfharm", joined)
    return ["cant" if word in CANNOT else word for word in joined.split()]


def _may_meet(phrase, heard):
    return not any(heard.isdisjoint(wanted) for wanted in phrase.words)


def _meets(phrase, words):
    if phrase.alone and len(words) != len(phrase.words):
        return False
    spots = [[at for at, word in enumerate(words) if _is_one_of(word, wanted)] for wanted in phrase.words]
    if not all(spots):
        return False
    return _near(spots) if phrase.anyhow else any(_follows(spots[1:], at) for at in spots[0])


def _follows(spots, before):
    """Whether the other words follow, each at most BETWEEN words after the one before."""
    if not spots:
        return True
    return any(before < at <= before + 1 + BETWEEN and _follows(spots[1:], at) for at in spots[0])


def _near(spots, chosen=()):
    """Whether there is a different place for each word, all close together."""
    if len(chosen) == len(spots):
        return max(chosen) - min(chosen) <= (len(chosen) - 1) * (1 + BETWEEN)
    return any(_near(spots, (*chosen, at)) for at in spots[len(chosen)] if at not in chosen)


def _is_one_of(word, wanted):
    return not _heard(word).isdisjoint(wanted)


@lru_cache(maxsize=65536)
def _heard(word):
    """Return the words of phrases that a word is, or may be with mistakes: those have about as many letters."""
    near = (other for length in range(len(word) - 2, len(word) + 3) for other in _vocabulary().get(length, ()))
    return frozenset(other for other in near if other == word or _is_misspelt(word, other))


@cache
def _vocabulary():
    """Return the words of all phrases by their number of letters."""
    found = {}
    for word in frozenset().union(*(wanted for phrase in phrases() for wanted in phrase.words)):
        found.setdefault(len(word), []).append(word)
    return found


def _is_misspelt(word, other):
    """Whether a word may be another one with letters wrong, missing, doubled or changed round."""
    if len(other) < LETTERS_FOR_ONE - 1 or word[:1] != other[:1] and len(other) < LETTERS_FOR_TWO:
        return False
    allowed = 2 if len(other) >= LETTERS_FOR_TWO else 1
    if len(other) < LETTERS_FOR_ONE:
        return sorted(word) == sorted(other) and _distance(word, other, 1) <= 1
    if abs(len(word) - len(other)) > allowed or len(set(word).difference(other)) > allowed:
        return False  # each letter that the other one has not is a mistake
    return _distance(word, other, allowed) <= allowed


def _distance(one, other, most):
    """Return the mistakes between two words, two letters changed round being one; more than `most` is not exact."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, start=1):
        row = [i]
        for j, its in enumerate(other, start=1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        if min(row) > most and min(rows[-1]) > most:
            return most + 1
        rows.append(row)
    return rows[-1][-1]
