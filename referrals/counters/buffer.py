"""Counts on their way to the database: added up in the process, written by a thread of its own every few seconds.

No page waits for it. While the database is away the counts wait too; a process that dies takes its last seconds along.
"""

import atexit
import logging
import os
import threading
from collections import Counter
from multiprocessing.util import Finalize

from django.conf import settings
from django.db import Error, connection, transaction

from referrals.models import WeeklyCount

logger = logging.getLogger(__name__)

PATIENCE = "SET LOCAL statement_timeout = 2000"  # milliseconds
UPSERT = f"""
INSERT INTO {WeeklyCount._meta.db_table} AS kept (week, version, kind, key, number) VALUES {{rows}}
ON CONFLICT (week, version, kind, key) DO UPDATE SET number = kept.number + EXCLUDED.number
"""  # noqa: S608 - the table's own name, and placeholders

_waiting = Counter()
_lock = threading.Lock()
_writer = None  # the process whose thread writes: a thread does not survive a fork


def add(counts):
    """Add one to each of these `(week, version, kind, key)`."""
    with _lock:
        _waiting.update(counts)
    if settings.COUNTS_WRITTEN_EVERY:
        _start_writer()


def flush():
    """Write what is waiting, in one statement; keep it for the next time when the database does not take it."""
    with _lock:
        counts = dict(_waiting)
        _waiting.clear()
    if not counts:
        return
    try:
        _write(counts)
    except Error:
        with _lock:
            _waiting.update(counts)
        logger.warning("the database is away: the counts of the guide wait")


def forget():
    """Drop what is waiting. For tests."""
    with _lock:
        _waiting.clear()


def _write(counts):
    rows = [
        (*key, number) for key, number in sorted(counts.items())
    ]  # in one order: two processes never wait in a ring
    statement = UPSERT.format(rows=", ".join(["(%s, %s, %s, %s, %s)"] * len(rows)))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PATIENCE)
        cursor.execute(statement, [value for row in rows for value in row])


def _start_writer():
    global _writer
    with _lock:
        if _writer == os.getpid():
            return
        _writer = os.getpid()
    threading.Thread(target=_write_for_ever, args=(settings.COUNTS_WRITTEN_EVERY,), daemon=True).start()
    atexit.register(_last_flush)
    Finalize(None, _last_flush, exitpriority=1)  # a worker of the web server ends without atexit


def _write_for_ever(seconds):
    resting = threading.Event()
    while not resting.wait(seconds):
        flush()
        connection.close()


def _last_flush():
    flush()
    connection.close()
