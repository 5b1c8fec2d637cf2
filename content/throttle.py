"""How often something may be done in this process, by whomever: nothing about anybody is kept."""

import threading
import time
from collections import deque


class Throttle:
    """Lets `most` things through in any `seconds`, and refuses the rest."""

    def __init__(self, most, seconds):
        self._most, self._seconds = most, seconds
        self._lock = threading.Lock()
        self._passed = deque()

    def admits(self):
        """Whether one more may pass now; if so, it counts."""
        now = time.monotonic()
        with self._lock:
            while self._passed and now - self._passed[0] >= self._seconds:
                self._passed.popleft()
            if len(self._passed) >= self._most:
                return False
            self._passed.append(now)
            return True

    def forget(self):
        """Let everything through again."""
        with self._lock:
            self._passed.clear()
