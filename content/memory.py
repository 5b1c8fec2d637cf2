"""What a process made before and may need again, in a bounded room that its threads share."""

import threading
from contextlib import suppress

from cachetools import LRUCache


class Memory(LRUCache):
    """Room for `maxsize` of what `getsizeof(value)` counts; what was least recently used leaves first.

    recall(), keep() and forget() are for threads that share it.
    """

    def __init__(self, maxsize, getsizeof):
        super().__init__(maxsize, getsizeof)
        self._lock = threading.Lock()

    def recall(self, key, otherwise=None):
        """Return what was kept under a key, or `otherwise`."""
        with self._lock:
            try:
                return self[key]  # get() would look for the key once more
            except KeyError:
                return otherwise

    def keep(self, key, value):
        """Keep a value, unless it is larger than the whole room."""
        with self._lock, suppress(ValueError):
            self[key] = value

    def forget(self):
        """Keep nothing any more."""
        with self._lock:
            self.clear()
