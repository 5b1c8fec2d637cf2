"""A worker of the web server in which a request never ends: it is replaced, and the others go on meanwhile."""

import logging
import os
import signal
import threading
import time

logger = logging.getLogger(__name__)

LONGEST = 120  # seconds that a request may take; everything that is waited for has a shorter limit of its own
SECONDS_TO_FINISH = 10  # for the other requests of the worker
LOOK_EVERY = 5


def watched(application, longest: float = LONGEST, every: float = LOOK_EVERY):
    """Return the WSGI application, which from now on ends its own process when a request takes longer than `longest`.

    Told to end, the process takes no more requests and finishes the others; then the server starts another.
    """
    under_way: dict[int, float] = {}

    def watch():
        while all(time.monotonic() - begun < longest for begun in list(under_way.values())):
            time.sleep(every)
        logger.error("a request has taken over %s seconds: this process is replaced", longest)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(SECONDS_TO_FINISH)
        os._exit(1)

    def answer(environ, start_response):
        thread = threading.get_ident()
        under_way[thread] = time.monotonic()
        try:
            return application(environ, start_response)
        finally:
            del under_way[thread]

    threading.Thread(target=watch, daemon=True).start()
    return answer
