"""A line between a site and its database that a test can cut, or hold up without a word."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import quote

from django.conf import settings

OPEN, SILENT, CUT = "open", "silent", "cut"


class Relay:
    """Takes connections at `port` of this machine and passes them to a server's socket, while it is `open()`.

    `server` is the path of its socket; without one, the tests' server.
    """

    def __init__(self, server=None):
        self._server, self._waiting = server, []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._may_pass = threading.Event()
        self._state, self._lines = OPEN, []
        self._may_take = threading.Event()
        self._may_take.set()
        self._may_pass.set()
        threading.Thread(target=self._take, daemon=True).start()

    def address(self, name):
        """Return the DATABASE_URL of a database by way of here."""
        return f"postgres://{quote(settings.DATABASES['default']['USER'])}@127.0.0.1:{self.port}/{name}"

    def open(self):
        """Pass everything on, also what was held up."""
        self._state = OPEN
        for line in self._waiting:
            line.close()
        self._waiting.clear()
        self._listener.listen()
        self._may_take.set()
        self._may_pass.set()

    def fall_silent(self):
        """Take connections, and pass nothing on: as a server that was stopped in its tracks."""
        self._state = SILENT
        self._may_pass.clear()

    def vanish(self):
        """Let nothing arrive, and take no connection: as behind a network that drops every packet."""
        self.fall_silent()
        self._may_take.clear()
        self._listener.listen(0)
        for _ in range(4):  # those that fill the queue: whoever comes after them hears nothing
            line = socket.socket()
            line.setblocking(False)
            line.connect_ex(("127.0.0.1", self.port))
            self._waiting.append(line)

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
                self._may_take.wait()
                far = self._to_server() if self._state != CUT else None
                if far is None:
                    near.close()
                    continue
                self._lines += [near, far]
                for pair in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=pair, daemon=True).start()

    def _to_server(self):
        """Return a connection to the server, or None while there is none."""
        known = settings.DATABASES["default"] if self._server is None else {"HOST": "/", "PORT": ""}
        if not known["HOST"].startswith("/"):
            return socket.create_connection((known["HOST"], known["PORT"] or 5432))
        path = self._server or f"{known['HOST']}/.s.PGSQL.{known['PORT'] or 5432}"
        line = socket.socket(socket.AF_UNIX)
        try:
            line.connect(str(path))
        except OSError:
            line.close()
            return None
        return line

    def _pass(self, source, target):
        with suppress(OSError):
            while data := source.recv(65536):
                self._may_pass.wait()
                target.sendall(data)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


@contextmanager
def relayed():
    """Yield a Relay that is closed at the end."""
    relay = Relay()
    try:
        yield relay
    finally:
        relay.end()
