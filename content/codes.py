"""Codes to come back with: seven plain words, of which the last checks the others.

Six words carry 60 random bits. The seventh can only be worked out with the site's secret: a slip is told from a code
that has ended, and a made-up code is turned away at once, at the cost of one hash.
"""

import hashlib
import hmac
import re
import secrets
from functools import cache
from pathlib import Path

from content import sealing

WORDS = 7
BITS = 10  # of each word
RANDOM_BITS = (WORDS - 1) * BITS
LONGEST = 200  # characters that anybody types; a code has at most 69
LONG_WORD = 6  # letters: from here on two slips still point at one word
FILE = Path(__file__).with_name("code_words.txt")


class NotACode(ValueError):
    """What was typed is not a code. The text says what to do; it quotes what was typed, so it goes into no log."""


@cache
def words():
    """The 1,024 words, in the order of the alphabet. None begins with another, so they can be told without spaces."""
    return tuple(line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def draw():
    """Return a new code as a tuple of words: 60 bits from the system's random source, and their check."""
    drawn = tuple(words()[secrets.randbits(BITS)] for _ in range(WORDS - 1))
    return (*drawn, _check(drawn, sealing.secrets()[0]))


def read(typed):
    """Return the code that somebody typed, as a tuple of words. Raises NotACode.

    Capitals, spaces, hyphens and numbers do not matter, nor does a slip in a word that is like one word only.
    """
    found = _words_in(typed)
    if not any(hmac.compare_digest(_check(found[:-1], secret), found[-1]) for secret in sealing.secrets()):
        raise NotACode("These words do not belong together. Check each word, and the order of the words.")
    return found


def _words_in(typed):
    letters = re.findall(r"[a-z]+", typed.lower()) if len(typed) <= LONGEST else []
    if not letters:
        raise NotACode(f"Type the {WORDS} words of your code.")
    run_together = _split("".join(letters))
    if len(run_together) == WORDS:
        return run_together
    if len(letters) != WORDS:
        raise NotACode(f"A code has {WORDS} words. You typed {len(letters)}. Type all {WORDS} words.")
    meant = [(word, _meant(word)) for word in letters]
    unknown = [_question(word, like) for word, like in meant if len(like) != 1]
    if unknown:
        raise NotACode(" ".join(unknown))
    return tuple(like[0] for _, like in meant)


def _split(letters):
    """Return the words that a row of letters is made of, () if it is not."""
    found = []
    while letters:
        word = next((word for word in words() if letters.startswith(word)), None)
        if word is None:
            return ()
        found.append(word)
        letters = letters[len(word) :]
    return tuple(found)


def _meant(typed):
    """Return the words that somebody may have meant: itself, else those one slip away, else two in a long word."""
    if typed in words():
        return (typed,)
    apart = {word: _slips(typed, word) for word in words() if _may_be(typed, word)}
    near = tuple(word for word, slips in apart.items() if slips == 1)
    return near or tuple(word for word, slips in apart.items() if slips == 2 and len(word) >= LONG_WORD)


def _may_be(typed, word):
    """Whether two slips could make one of the other, told fast: they change four letters at most."""
    return abs(len(word) - len(typed)) <= 2 and len(set(typed).symmetric_difference(word)) <= 4


def _question(typed, like):
    if like:
        return f"We do not know the word “{typed}”. Is it “{'” or “'.join(like)}”?"
    return f"We do not know the word “{typed}”. Check its letters on your card."


def _slips(one, other):
    """How many letters are missing, added, wrong or swapped with their neighbour (optimal string alignment)."""
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, against in enumerate(other, 1):
            steps = [before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against)]
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                steps.append(earlier[j - 2] + 1)
            row.append(min(steps))
    return row[-1]


def _check(drawn, secret):
    """The last word of a code: the first 10 bits of a keyed hash of the others."""
    digest = hmac.digest(secret.encode(), f"msphysio code 1 {' '.join(drawn)}".encode(), hashlib.sha256)
    return words()[int.from_bytes(digest[:2], "big") >> (16 - BITS)]
