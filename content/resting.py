"""What the log says where something rests because the database is away: one line a minute for each thing.

That the database is away, and since when it is back, msphysio.bounded_postgresql says once.
"""

import sys

from django.db import InterfaceError, OperationalError

from content.throttle import ThrottleOfEach

AWAY = (OperationalError, InterfaceError)
LINES = ThrottleOfEach(most=1, seconds=60)


def told(logger, what):
    """Log the database's error that is being handled. One of our own making, with the place in the code, each time."""
    if not isinstance(sys.exception(), AWAY):
        logger.exception("the database refused what was asked: %s", what)
    elif LINES.admits(what):
        logger.warning("the database is away: %s", what)
