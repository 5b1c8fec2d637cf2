"""A line between a site and its database that a test can cut, or hold up without a word."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.conf import settings

OPEN, SILENT, CUT = "open", "silent", "cut"


class Relay:
    """Takes connections at `port` of this machine and passes them to the tests' server, while it is `open()`."""

    def __init__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._may_pass = threading.Event()
        self._state, self._lines = OPEN, []
        self._may_pass.set()
        threading.Thread(target=self._take, daemon=True).start()

    def address(self, name):
        """Return the DATABASE_URL of a database by way of here."""
        return f"postgres://{quote(settings.DATABASES['default']['USER'])}@127.0.0.1:{self.port}/{name}"

    def open(self):
        """Pass everything on, also what was held up."""
        self._state = OPEN
        self._may_pass.set()

    def fall_silent(self):
        """Take connections, and pass nothing on: as a server that was stopped in its tracks."""
        self._state = SILENT
        self._may_pass.clear()

    def cut(self):
        """Break all lines, and every new one: as a server that was killed."""
        self._state = CUT
        self._may_pass.set()
        self._break()

    def end(self):
        """Close everything."""
        self.cut()
        self._listener.close()

    def _break(self):
        lines, self._lines = self._lines, []
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    def _take(self):
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if self._state == CUT:
                    near.close()
                    continue
                far = _to_server()
                self._lines += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _pass(self, source, target):
        with suppress(OSError):
            while data := source.recv(65536):
                self._may_pass.wait()
                target.sendall(data)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def _to_server():
    known = settings.DATABASES["default"]
    host, port = known["HOST"], known["PORT"] or 5432
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    line = socket.socket(socket.AF_UNIX)
    line.connect(f"{host}/.s.PGSQL.{port}")
    return line


@contextmanager
def relayed():
    """Yield a Relay that is closed at the end."""
    relay = Relay()
    try:
        yield relay
    finally:
        relay.end()
