"""The web server: granian with the site's WSGI application. In production: `python -m msphysio.serve`."""

import errno
import gc
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from msphysio import environment, hung, metrics
from msphysio.environment import env, forget_secrets, var_dir

SECONDS_TO_FINISH = 10
LOG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} web {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"_granian": {"handlers": ["console"], "propagate": False}},
}


class CannotListen(Exception):
    """The address cannot be served on. The text is one plain line that says what to do."""


def address() -> tuple[str, int]:
    """Return where the site is served, from WEB_HOST and PORT. Raises CannotListen."""
    host, port = env.str("WEB_HOST", default="127.0.0.1"), environment.port()
    if not port.isdecimal() or not 1 <= int(port) <= 65535:
        raise CannotListen(f"PORT must be a number from 1 to 65535, not {port!r}: try `PORT=8000 make run`.")
    return host, int(port)


def claim(host: str, port: int) -> socket.socket:
    """Take the address for ourselves, before any other work; the caller keeps the socket open. Raises CannotListen."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    claimed = socket.socket(family)
    claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        claimed.bind((host, port))
    except PermissionError:
        raise CannotListen(f"Port {port} is for root only: choose one above 1023, as in `PORT=8000 make run`") from None
    except OSError as error:
        raise CannotListen(_refusal(host, port, error)) from None
    return claimed


def _refusal(host: str, port: int, error: OSError) -> str:
    if error.errno != errno.EADDRINUSE:
        return f"WEB_HOST {host!r} is not an address of this machine: try 127.0.0.1."
    other = port + 1 if port < 65535 else 8000
    return f"Port {port} is taken: stop the program that uses it, or choose another, as in `PORT={other} make run`."


def serve(claimed: socket.socket, when_open: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGINT, SIGTERM or SIGHUP, then finish the requests under way and return."""
    host, port = claimed.getsockname()[:2]
    workers = env.int("WEB_WORKERS", default=2)
    loaded = multiprocessing.Semaphore(0)  # how many workers have loaded the site
    metrics.forget(var_dir())
    server = Granian(
        "msphysio.wsgi:application",
        host,
        port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=64 * 1024),
        workers=workers,
        blocking_threads=env.int("WEB_THREADS", default=4),
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_dictconfig=LOG,
        log_level=LogLevels.warning,
    )

    @server.on_startup
    def started():
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)  # a closed terminal ends the site too
        threading.Thread(target=_tell_when_open, args=(loaded, workers, when_open), daemon=True).start()

    _let_workers_share(claimed)
    os.register_at_fork(after_in_child=_become_worker)
    server.serve(target_loader=partial(_load, os.getpid(), loaded), wrap_loader=False)


def _let_workers_share(claimed: socket.socket) -> None:
    """On Linux each worker opens the same address, which our claim has to allow; elsewhere the server opens it once."""
    if sys.platform == "linux":
        claimed.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    else:
        claimed.close()


def _become_worker() -> None:
    """Make a new worker deaf to the terminal and, until it is loaded, end at once when the server tells it to.

    A worker that hears Ctrl-C as well as the server does not end, nor one that is told while it has the server's ears.
    """
    if os.getsid(0) != os.getpid():
        os.setsid()
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)


def _load(server: int, loaded: multiprocessing.Semaphore):
    """Load the site in a worker. The server copies the environment into every request: no secret may stay in it."""
    _become_worker()
    from msphysio.wsgi import application

    forget_secrets()
    gc.freeze()  # what was loaded stays for good: no reader waits while it is looked through for garbage
    threading.Thread(target=_end_without, args=(server,), daemon=True).start()
    loaded.release()
    return hung.watched(application)


def _end_without(server: int) -> None:
    """End a worker whose server was killed: nobody else would, and it would hold the port for ever."""
    while os.getppid() == server:
        time.sleep(0.5)
    os._exit(1)


def _tell_when_open(loaded: multiprocessing.Semaphore, workers: int, tell: Callable[[], None]) -> None:
    for _ in range(workers):
        loaded.acquire()
    _tell_systemd("READY=1")
    tell()


def _tell_systemd(state: str) -> None:
    if place := os.environ.get("NOTIFY_SOCKET"):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.sendto(state.encode(), place.replace("@", "\0", 1) if place.startswith("@") else place)


if __name__ == "__main__":
    try:
        serve(claim(*address()))
    except CannotListen as refusal:
        sys.exit(str(refusal))
