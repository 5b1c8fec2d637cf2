"""Only the web server, beside a site that runs already and on its database, for tests that set it up differently."""

import os
import signal
import socket
import threading
import time
from contextlib import closing, contextmanager

from tests.support.running import SECONDS_TO_OPEN, Site, free_port, start


@contextmanager
def serving(database, **environment):
    """Serve a database (its DATABASE_URL) until the end of the block; yields a Site whose `said` fills with its log."""
    port = free_port()
    process = start(port, "msphysio.serve", DATABASE_URL=database, DEMO="1", DEBUG="0", **environment)
    site = Site(f"http://127.0.0.1:{port}", process)
    listening = threading.Thread(target=lambda: site.said.extend(process.stdout), daemon=True)
    listening.start()
    try:
        _wait_until_open(site, port)
        yield site
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        listening.join(30)


def _wait_until_open(site, port):
    end = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < end and site.process.poll() is None:
        try:
            with closing(socket.create_connection(("127.0.0.1", port), 1)):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("".join(site.said))
