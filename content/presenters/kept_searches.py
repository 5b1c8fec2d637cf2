"""What was found for questions that are made of words of our pages alone, for the next who asks the same.

A question with any other word - a name, an address, a slip - is never kept, nor is who asked or when. What is kept is
of one state of the index and of the releases; it is gone with the first that changes, and with the process. The page
of a question as it was typed is kept by msphysio.kept_pages; this is for the same in other letters.
"""

from django.utils import timezone

from content import held
from content.memory import Memory
from content.search import asking
from content.search.version import version

MOST = 4 * 2**20  # bytes, about
ENTRY, RESULT = 4096, 1024  # bytes of an entry, and of each result in it, as Python holds them

_kept = Memory(MOST, lambda entry: ENTRY + RESULT * len(entry[1].results))


def kept_or_found(text, find, **how):
    """Return what `find(text, **how)` returns: something with `question` and `results`, found now or kept.

    While the database is away, what is kept is of what was published last, as all pages are.
    """
    key = (tuple(asking.words_of(asking.cleaned(text))), tuple(how.items()), timezone.localdate())
    generations, found = _kept.recall(key, (None, None))
    if found and held.still_hold(generations):
        return found
    with held.one_moment() as moment:
        version.get()  # first: a state that is newer than the one noted is found anew, never the other way round
        found = find(text, **how)
    if moment.complete and found.question.is_of_our_words:
        _kept.keep(key, (moment.generations(), found))
    return found


def forget():
    """Drop everything. For tests."""
    version.forget()
    _kept.forget()
