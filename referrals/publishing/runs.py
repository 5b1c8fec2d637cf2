"""Long work on a version: begun by a request, carried out outside any transaction, its progress kept for the page."""

import logging
import threading
import time
from datetime import timedelta

from django.db import connection
from django.utils import timezone

logger = logging.getLogger(__name__)

SILENT = timedelta(minutes=2)  # a run that gave no sign of life for so long has ended with its process
PROGRESS_EVERY = 0.5  # seconds between two notes of progress
LONG = 150  # questions and rules together; what is longer does not fit into the time of a request
FAULT = "The check broke off. Nothing is wrong with your guide because of it. Tell the people who run this site."


def is_long(guide):
    """Whether work on a guide, or on two, takes longer than a request should."""
    return len(guide.questions) + len(guide.rules) > LONG


def going_on(run):
    """Whether a run is still being carried out."""
    return run.finished_at is None and timezone.now() - run.seen_at < SILENT


def carry_out(run, work):
    """Do `work(progress)`, keep its plain data in the run, and return the run. Call it outside transactions.

    `progress(done, total, title)` may be called as often as the work likes. A fault is logged and kept as such.
    """
    started = time.monotonic()
    try:
        run.data = work(_keep_progress(run))
    except Exception:
        logger.exception("a run on a guide version broke off")
        run.fault = FAULT
    run.seconds = round(time.monotonic() - started, 2)
    run.finished_at = run.seen_at = timezone.now()
    run.save(update_fields=["data", "fault", "seconds", "finished_at", "seen_at", "engine"])
    return run


def carry_out_behind(run, work):
    """Do the same in a thread of this process; the page asks the run how far it is."""

    def target():
        try:
            carry_out(run, work)
        finally:
            connection.close()

    thread = threading.Thread(target=target, name=f"run {run.pk}", daemon=True)
    thread.start()
    return thread


def _keep_progress(run):
    last = 0.0

    def progress(done, total, title):
        nonlocal last
        if time.monotonic() - last >= PROGRESS_EVERY:
            last = time.monotonic()
            unfinished = type(run).objects.filter(pk=run.pk, finished_at=None)
            unfinished.update(done=done, total=total, step=title, seen_at=timezone.now())

    return progress
