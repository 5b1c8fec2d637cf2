"""Counts on their way to the database: added up in the process, written by a thread of its own every few seconds.

No page waits for it. While the database is away the counts wait too; a process that dies takes its last seconds along.
"""

import atexit
import logging
import os
import threading
import time
from collections import Counter
from datetime import datetime, timedelta
from functools import lru_cache
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from content import patience, resting

logger = logging.getLogger(__name__)

PATIENCE = "SET LOCAL statement_timeout = 2000"  # milliseconds


def monday(weeks_ago=0):
    """Return the Monday of this week, or of one before: what a count of a week is filed under."""
    return _monday(int(time.time()), weeks_ago)


@lru_cache(maxsize=16)
def _monday(now, weeks_ago):
    """The same for readings of the same second: to find the day takes longer than to count."""
    today = datetime.fromtimestamp(now, timezone.get_current_timezone()).date()
    return today - timedelta(days=today.weekday() + 7 * weeks_ago)


class Tally:
    """Adds up how often each row of `columns` came, in the column `number` of a model whose rows are unique in them.

    `what` they are, the log says when they wait: “counts of the guide”.
    """

    def __init__(self, what, model, *columns):
        names = ", ".join(columns)
        self.waiting = Counter()
        self._row = f"({', '.join(['%s'] * (len(columns) + 1))})"
        self._upsert = f"""
            INSERT INTO {model._meta.db_table} AS kept ({names}, number) VALUES {{rows}}
            ON CONFLICT ({names}) DO UPDATE SET number = kept.number + EXCLUDED.number
        """  # noqa: S608 - the table's own names, and placeholders
        self._what = what
        self._lock = threading.Lock()
        self._writer = None  # the process whose thread writes: a thread does not survive a fork

    def add(self, rows):
        """Add one to each of these rows, each a tuple of what stands in the columns."""
        with self._lock:
            self.waiting.update(rows)
        if settings.COUNTS_WRITTEN_EVERY:
            self._start_writer()

    def flush(self):
        """Write what is waiting, in one statement; keep it for the next time when the database does not take it."""
        with self._lock:
            counts = dict(self.waiting)
            self.waiting.clear()
        if not counts:
            return
        try:
            self._write(counts)
        except Error:
            with self._lock:
                self.waiting.update(counts)
            resting.told(logger, f"{self._what} wait")

    def write(self, row):
        """Add one to a row of the table now. Raises the database's Error."""
        self._write({row: 1})

    def forget(self):
        """Drop what is waiting. For tests."""
        with self._lock:
            self.waiting.clear()

    def _write(self, counts):
        rows = [(*key, number) for key, number in sorted(counts.items())]  # in one order: nobody waits in a ring
        statement = self._upsert.format(rows=", ".join([self._row] * len(rows)))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(PATIENCE)
            cursor.execute(statement, [value for row in rows for value in row])

    def _start_writer(self):
        with self._lock:
            if self._writer == os.getpid():
                return
            self._writer = os.getpid()
        threading.Thread(target=self._write_for_ever, args=(settings.COUNTS_WRITTEN_EVERY,), daemon=True).start()
        atexit.register(self._flush_and_leave)
        Finalize(None, self._flush_and_leave, exitpriority=1)  # a worker of the web server ends without atexit

    def _write_for_ever(self, seconds):
        resting = threading.Event()
        while not resting.wait(seconds):
            self._flush_and_leave()

    def _flush_and_leave(self):
        with patience.of(patience.READERS):
            self.flush()
        connection.close()
