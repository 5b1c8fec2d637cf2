"""How often known words were searched for, and unknown ones in vain. Words alone: no question, no person, no moment.

A known word stands in the library, so it names nobody. An unknown word may be a name or an address: it is kept only if
it is made of letters, looks like a word of the language, and came LEAST times in one process within a week; until then
it is in memory, among at most MOST others. So what one person typed once is never written down.
"""

import re
import threading
from collections import Counter

from content.models import SearchCount, SearchMiss
from content.tallies import Tally, monday

LEAST = 3
MOST = 500  # words in memory; then everything begins anew
SHOWN_FROM = 10  # smaller counts of known words are not shown
MISSED = re.compile(r"[a-z]{4,24}")

counts = Tally("counts of the search", SearchCount, "word", "week")
misses = Tally("searches that found nothing", SearchMiss, "word", "week")
_lock = threading.Lock()
_seen = Counter()


def searched(question, *, found):
    """Count the words of a Question; those that nothing was made of where nothing was `found`."""
    week = monday()
    if found:
        counts.add([(word[:40], week) for word in set(question.known)])
    else:
        misses.add(list(_often_missed({*question.unknown, *question.known}, week)))


def flush():
    """Write what is waiting."""
    counts.flush()
    misses.flush()


def forget():
    """Drop everything that is waiting or remembered. For tests."""
    counts.forget()
    misses.forget()
    with _lock:
        _seen.clear()


def _often_missed(words, week):
    """The rows to count for words that were missed: all their times at once when a word has come LEAST times."""
    with _lock:
        if len(_seen) > MOST:
            _seen.clear()
        for word in filter(MISSED.fullmatch, words):
            _seen[word, week] += 1
            times = _seen[word, week]
            if times >= LEAST:
                yield from [(word, week)] * (LEAST if times == LEAST else 1)
