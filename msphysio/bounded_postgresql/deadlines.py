"""Ends calls that take too long, from a thread beside them: the driver waits for ever while a server is silent.

A call is ended by closing the line under it, so that it fails like one whose server died. The server ends what it was
doing within a second of that: see OPTIONS in msphysio.database.
"""

import os
import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

LOOKED_AT_EVERY = 0.25  # seconds
STALLED = 1  # seconds after which a call is no ordinary one


@dataclass
class Call:
    """One call under way over a line, a file number. `missed`: whether it was ended."""

    line: int | None
    end: float
    begun: float = field(default_factory=time.monotonic)
    missed: bool = False


class Deadlines:
    """The calls of this process that are under way."""

    def __init__(self):
        self._lock = threading.Lock()
        self._calls = {}
        self._watcher = None  # the process whose thread looks: a thread does not survive a fork

    @contextmanager
    def of(self, line, seconds):
        """End the call in this block after so many seconds; yields its Call. Without a line it is only timed."""
        call = Call(line, time.monotonic() + seconds)
        with self._lock:
            self._calls[id(call)] = call
            self._watch()
        try:
            yield call
        finally:
            with self._lock:  # the line may be another's from here on: nobody else ends it
                del self._calls[id(call)]

    def are_stalled(self):
        """Whether a call is under way that is no ordinary one."""
        since = time.monotonic() - STALLED
        with self._lock:
            return any(call.begun < since for call in self._calls.values())

    def _watch(self):
        if self._watcher != os.getpid():
            self._watcher = os.getpid()
            threading.Thread(target=self._watch_for_ever, name="deadlines", daemon=True).start()

    def _watch_for_ever(self):
        while True:
            time.sleep(LOOKED_AT_EVERY)
            now = time.monotonic()
            with self._lock:
                for call in self._calls.values():
                    if call.end < now and call.line is not None and not call.missed:
                        call.missed = True
                        _close(call.line)


def _close(line):
    with suppress(OSError), socket.socket(fileno=os.dup(line)) as ours:
        ours.shutdown(socket.SHUT_RDWR)
