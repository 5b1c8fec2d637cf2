"""A value that each process holds: loaded once, again when something newer was published, stale when it cannot be."""

import logging
import threading
import time

from django.db import Error

logger = logging.getLogger(__name__)

PATIENCE = 10  # after a fault, wait this many times longer before asking again: a dead database is slow to say so


class Held:
    """Holds what `load()` returned until `serial()` says something else; asks at most every `seconds`.

    The first reader waits for `load()` alone; the first check after that loads once more, with its serial known.

    Both functions may query the database. Once something was loaded, a database that is away never reaches the reader:
    the old value is given and the fault is logged. Before that, the database's error is raised. While one thread asks,
    the others go on with the old value.
    """

    def __init__(self, load, serial, seconds):
        self._load, self._serial, self._seconds = load, serial, seconds
        self._lock = threading.Lock()
        self.forget()

    def get(self):
        """Return the value, loading or refreshing it where needed."""
        if time.monotonic() < self._next_check:
            return self._value
        if self._lock.acquire(blocking=not self._loaded):
            try:
                if time.monotonic() >= self._next_check:
                    self._refresh()
            finally:
                self._lock.release()
        return self._value

    def forget(self):
        """Drop the value, so that the next get() loads it."""
        self._value, self._known, self._next_check, self._loaded = None, None, 0.0, False

    def _refresh(self):
        wait = self._seconds
        try:
            # The first reader waits for one query only; what came between it and the first check is loaded then.
            serial = self._serial() if self._loaded else None
            if serial is None or serial != self._known:
                self._value, self._known, self._loaded = self._load(), serial, True
        except Error:
            if not self._loaded:
                raise
            wait *= PATIENCE
            logger.warning("the database is away: serving what was published before", exc_info=True)
        self._next_check = time.monotonic() + wait
