"""How long whoever is served now may wait for one answer of the database; msphysio.bounded_postgresql keeps to it.

A request has so much patience as the site gives it. A command of the terminal and a thread beside the requests have
none set: they wait as long as it takes.
"""

from contextlib import contextmanager
from contextvars import ContextVar

READERS, EDITORS = 3, 20  # seconds; an editor's long query ends by the server's own limit before
LOOK = 1.5  # to learn whether something newer is there, while the old is at hand
LOAD = 15  # to load all that readers see; until that is done once, there is nothing to show

_seconds = ContextVar("seconds that may be waited for the database", default=None)


def seconds():
    """Return how many seconds, or None: as long as it takes."""
    return _seconds.get()


@contextmanager
def of(number):
    """Give what is done in this block so many seconds for each answer."""
    token = _seconds.set(number)
    try:
        yield
    finally:
        _seconds.reset(token)


def instead(number):
    """Like `of` in a request; where nobody is served, as long as it takes, as before."""
    return of(number if seconds() else None)
