"""Lets requests into the database: so many at once, and none while it is away.

Whether it is away, a thread of its own finds out, each second, so that no request waits for what cannot be: it is told
at once. One line of the log says that the database is away, and one that it is back.
"""

import logging
import threading
import time

from django.db import OperationalError

logger = logging.getLogger(__name__)

QUEUE = 0.5  # seconds that a request waits for a place while calls are ordinary ones
TRIED_EVERY = 1  # seconds


class Resting(OperationalError):
    """The database is not asked now: it is away, or too slow to be waited for."""


class Gate:
    """The way into one database, of `places()` requests at once. `deadlines` knows what is under way."""

    def __init__(self, places, deadlines):
        self._places, self._deadlines = places, deadlines
        self._changed = threading.Condition()
        self._inside = 0
        self._doubted_at, self._away = None, False

    def enter(self):
        """Take a place. Raises Resting at once while the database is away, else after QUEUE seconds."""
        end = time.monotonic() + QUEUE
        with self._changed:
            while self._doubted_at or self._inside >= self._places():
                if self._is_slow() or not self._changed.wait(end - time.monotonic()):
                    raise Resting("the database rests")
            self._inside += 1

    def leave(self):
        """Give the place back."""
        with self._changed:
            self._inside -= 1
            self._changed.notify()

    def doubt(self, is_there):
        """Let nobody in until `is_there()` says, in a thread of its own, that the database answers."""
        with self._changed:
            if self._doubted_at:
                return
            self._doubted_at = time.monotonic()
        threading.Thread(target=self._find_out, args=(is_there,), name="database away", daemon=True).start()

    def _is_slow(self):
        """Whether waiting is in vain: in doubt for longer than an answer takes, or calls are no ordinary ones."""
        in_doubt = self._doubted_at and time.monotonic() - self._doubted_at > QUEUE
        return self._away or in_doubt or self._deadlines.are_stalled()

    def _find_out(self, is_there):
        while not is_there():
            if not self._away:
                logger.warning("the database is away: search and saving rest")
                with self._changed:
                    self._away = True
                    self._changed.notify_all()
            time.sleep(TRIED_EVERY)
        if self._away:
            logger.warning("the database is back after %.0f seconds", time.monotonic() - self._doubted_at)
        with self._changed:
            self._doubted_at, self._away = None, False
            self._changed.notify_all()
