"""How often something may be done in this process, by whomever: nothing about anybody is kept."""

import threading
import time
from collections import OrderedDict, deque
from contextlib import contextmanager


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

    @contextmanager
    def passing(self):
        """Yield whether one more may pass now. A block that ends in an exception did nothing, and is not counted."""
        passes = self.admits()
        try:
            yield passes
        except BaseException:
            if passes:
                self._give_back()
            raise

    def forget(self):
        """Let everything through again."""
        with self._lock:
            self._passed.clear()

    def _give_back(self):
        with self._lock:
            if self._passed:
                self._passed.pop()


class ThrottleOfEach:
    """A Throttle for each name, of the `kept` names that came last. Names that could tell somebody are hashed first."""

    def __init__(self, most, seconds, kept=1000):
        self._most, self._seconds, self._kept = most, seconds, kept
        self._lock = threading.Lock()
        self._throttles = OrderedDict()

    def __len__(self):
        """How many names it remembers."""
        return len(self._throttles)

    def admits(self, name):
        """Whether one more of this name may pass now; if so, it counts."""
        return self._of(name).admits()

    def passing(self, name):
        """Yield whether one more of this name may pass now, as Throttle.passing."""
        return self._of(name).passing()

    def forget(self):
        """Let everything through again."""
        with self._lock:
            self._throttles.clear()

    def _of(self, name):
        with self._lock:
            throttle = self._throttles.setdefault(name, Throttle(self._most, self._seconds))
            self._throttles.move_to_end(name)
            if len(self._throttles) > self._kept:
                self._throttles.popitem(last=False)
        return throttle
