"""A value that each process holds: loaded once, again when something newer was published, stale when it cannot be.

Two things tell a process to look: a bell, which every process of this machine hears at its next request, and the
clock, for what happened on another machine.
"""

import logging
import os
import threading
import time
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import Error, transaction

from content import patience, resting, servers

logger = logging.getLogger(__name__)

_generations = count(1)
_moment = ContextVar("the moment that the request under way keeps to", default=None)

PATIENCE = 2  # after a fault, wait this many times longer before asking again
BELL = 1  # seconds that others wait for the value that the bell announced, before they go on with the old one
HURRY = 1  # seconds at least between two looks, however often somebody is in a hurry


class Held:
    """Holds what `load()` returned until `serial()` says something else; asks when the bell rang, or every `seconds`.

    The first reader waits for `load()` alone; the first check after that loads once more, with its serial known.

    Both functions may query the database. Once something was loaded, a database that is away never reaches the reader:
    the old value is given and the fault is logged. Before that, the database's error is raised. While one thread asks
    because it is time, the others go on with the old value; after the bell they wait for the new one.

    A process that begins while that database is away asks the replica (see content.servers), then `spare`. This has
    write(value), for each new value, and read(), which returns the value that was written last or raises LookupError;
    and as_of_now(value), for what depends on the day while the database is away. See content.local_copy.
    """

    def __init__(self, load, serial, seconds, spare=None):
        self._load, self._serial, self._seconds, self._spare = load, serial, seconds, spare
        self._lock = threading.Lock()
        self.forget()

    def get(self):
        """Return the value, loading or refreshing it where needed; in a Moment, what was read in it first."""
        moment = _moment.get()
        return moment.read(self) if moment else self.now(last_rung())[1]

    def now(self, rung):
        """Return (generation, value): the number changes with each value that is not equal to the one before."""
        if self._is_fresh(rung):
            return self._current
        if self._lock.acquire(timeout=self._worth_waiting(rung)):
            try:
                if not self._is_fresh(rung):
                    self._refresh(rung)
            finally:
                self._lock.release()
        return self._current

    def peek(self):
        """Return the value as it is now, without a look at the database; {} before anything was loaded."""
        return self._current[1] if self._loaded else {}

    def hurry(self):
        """Look at the next get() as if the bell had rung: somebody knows of a newer value, by another machine."""
        if self._loaded and time.monotonic() - self._looked >= HURRY:
            self._heard = -1

    def forget(self):
        """Drop the value, so that the next get() loads it."""
        self._current, self._known, self._next_check, self._loaded, self._heard = (0, None), None, 0.0, False, 0
        self._looked = 0.0

    def _is_fresh(self, rung):
        return rung <= self._heard and time.monotonic() < self._next_check

    def _worth_waiting(self, rung):
        """For how many seconds to wait while another thread asks; -1: until it is done."""
        return -1 if not self._loaded else BELL if rung > self._heard else 0

    def _refresh(self, rung):
        wait, is_news, self._looked = self._seconds, False, time.monotonic()
        try:
            # The first reader waits for one query only; what came between it and the first check is loaded then.
            serial = self._ask(self._serial, patience.LOOK) if self._loaded else None
            if serial is None or serial != self._known:
                is_news = self._hold(self._ask(self._load, patience.LOAD))
                self._known = serial
        except Error:
            if not self._loaded and not self._hold_of_replica() and not self._hold_spare():
                raise
            if self._spare:
                self._hold(self._spare.as_of_now(self._current[1]))
            wait *= PATIENCE
            resting.told(logger, "what was published before is served")
        self._heard, self._next_check = rung, time.monotonic() + wait
        if is_news and self._spare:
            self._spare.write(self._current[1])

    @staticmethod
    def _ask(ask, seconds):
        with patience.instead(seconds):
            return ask()

    def _hold(self, value):
        """Hold a value; returns whether it is news."""
        is_news = not self._loaded or value != self._current[1]
        if is_news:
            self._current = (next(_generations), value)
        self._loaded = True
        return is_news

    def _hold_of_replica(self):
        """Hold what the replica has; returns whether there is one that answers."""
        with suppress(Error), servers.replica_instead():
            return servers.has_replica() and self._hold(self._ask(self._load, patience.LOAD))
        return False

    def _hold_spare(self):
        """Hold what the spare has; returns whether it had anything."""
        with suppress(LookupError):
            return self._spare is not None and self._hold(self._spare.read())
        return False


class Moment:
    """What was read of held values in one request: each stays as it was read first, so no page is of two releases.

    A Moment in another one, `around` it, has what that one has, and notes what was read in itself alone.
    """

    def __init__(self, around=None):
        self._read, self._around = {}, around
        self.complete = True  # False once a value could not be had

    def read(self, held):
        """Return the value of a Held as of this moment."""
        return self.seen(held)[1]

    def seen(self, held):
        """Return (generation, value) of a Held as of this moment."""
        if held not in self._read:
            try:
                self._read[held] = self._around.seen(held) if self._around else held.now(last_rung())
            except Error:
                self.complete = False
                raise
        return self._read[held]

    def generations(self):
        """Return ((Held, generation), …) of all that was read, for `still_hold`."""
        return tuple((held, generation) for held, (generation, _) in self._read.items())


@contextmanager
def one_moment():
    """Yield a Moment that every Held keeps to meanwhile, in this thread."""
    token = _moment.set(moment := Moment(_moment.get()))
    try:
        yield moment
    finally:
        _moment.reset(token)


def still_hold(generations):
    """Whether each Held has the generation that was read, after its usual chance to refresh; in a Moment, there."""
    moment, rung = _moment.get(), last_rung()
    return all((moment.seen(held) if moment else held.now(rung))[0] == generation for held, generation in generations)


def ring_on_commit():
    """Ring the bell when the transaction is committed: every process of this machine then looks at its next request."""
    transaction.on_commit(ring)


def ring():
    """Ring the bell now. Where the file cannot be written, the clock does: that is logged, never raised."""
    bell = Path(settings.RELEASE_BELL)
    try:
        bell.touch()
        now = max(time.time_ns(), last_rung() + 1)  # never twice the same moment, whatever the clock does
        os.utime(bell, ns=(now, now))
    except OSError:
        logger.warning(
            "the bell cannot be rung: other processes look within %s seconds", settings.RELEASE_CHECK_SECONDS
        )


def last_rung():
    """Return the moment at which the bell was rung last, in nanoseconds; 0: never."""
    with suppress(OSError):
        return os.stat(settings.RELEASE_BELL).st_mtime_ns  # noqa: PTH116 - on every request, and a Path takes longer
    return 0
