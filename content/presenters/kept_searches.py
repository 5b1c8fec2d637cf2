"""What searches came to, for the next who asks the same: never a word that is not ours.

Two things are kept in each process. The Question that was understood, by its words, where every word stands on our
pages: one with any other word - a name, an address, a slip, a town - is understood anew each time. And what a question
found, by what it was understood as: slips mended, and a number in place of each word that is not ours, so that no such
word is in memory, and that nothing found can depend on one. Nor is who asked or when.

What is kept is of one state of the index and of the releases; it is gone with the first that changes, and with the
process. The page of a question of our words, as it was typed, is kept by msphysio.kept_pages.
"""

from functools import partial
from operator import attrgetter

from django.utils import timezone

from content import held, search
from content.memory import Memory
from content.search import asking
from content.search.nearness import in_our_words
from content.search.version import version

MOST = 4 * 2**20  # bytes, about
ENTRY, RESULT = 4096, 1024  # bytes of an entry, and of each result in it, as Python holds them

_is_of_our_words = attrgetter("is_of_our_words")
_kept = Memory(MOST, lambda entry: ENTRY + RESULT * len(getattr(entry[1], "results", ())))


def understood(text, *, as_typed):
    """Return the Question in a text, understood now or kept; `as_typed`: nothing is mended."""
    key = (tuple(asking.words_of(asking.cleaned(text))), as_typed)
    return _recalled(key) or _made(key, partial(search.understand, text, repair=not as_typed), _is_of_our_words)


def findings(question, find, **how):
    """Return what `find(question, **how)` returns: something with `results`, found now or kept.

    While the database is away, what is kept is of what was published last, as all pages are.
    """
    question = in_our_words(question)
    key = (question, tuple(how.items()), timezone.localdate())
    return _recalled(key) or _made(key, partial(find, question, **how))


def _recalled(key):
    generations, value = _kept.recall(key, ((), None))
    return value if value and held.still_hold(generations) else None


def _made(key, make, may_be_kept=lambda value: True):
    with held.one_moment() as moment:
        version.get()  # first: a state that is newer than the one noted is found anew, never the other way round
        value = make()
    if moment.complete and may_be_kept(value):
        _kept.keep(key, (moment.generations(), value))
    return value


def forget():
    """Drop everything. For tests."""
    version.forget()
    _kept.forget()
