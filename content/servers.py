"""Which database server is asked for what stands now: what is published, paused, withdrawn, shown, or due for a check.

A replica may be behind, and nobody knows by how much. So what stands is always read from the server that takes writes:
a pause then reaches readers as fast as with one server. While it is away nothing is paused or withdrawn, and a process
goes on with what it holds; only one that begins just then, and holds nothing yet, reads it from the replica.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

_asked = ContextVar("the server that is asked for what stands", default=DEFAULT_DB_ALIAS)


def of_what_stands():
    """Return the alias of the server that is asked for what stands now."""
    return _asked.get()


def has_replica():
    """Whether readers' pages have a server beside the one that takes writes."""
    return settings.READ_DATABASE != DEFAULT_DB_ALIAS


@contextmanager
def replica_instead():
    """In this block the replica is asked for what stands: for a process that holds nothing yet."""
    token = _asked.set(settings.READ_DATABASE)
    try:
        yield
    finally:
        _asked.reset(token)
