"""What is measured of requests, for Prometheus; nothing unless METRICS is set.

Each process of the site writes its numbers into files under VAR_DIR/metrics, in a folder for each instance, named by
its port: who starts throws away what its own earlier processes left, and nothing of the other instance. `manage.py
serve_metrics` adds them up, asks the database how things stand, and answers on a port of its own, which is not for the
public. The port is a label, so that an instance that begins anew at 0 is seen as that.
"""

import logging
import os
import threading
from functools import cache
from pathlib import Path

from msphysio.environment import port

logger = logging.getLogger(__name__)
_first = threading.Lock()

ROOM = 2 * 2**20  # bytes of disk for each file of a process, taken at once: several times what all pages need
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)  # seconds
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the variable by which the library knows where the files are


def begin(var_dir: Path) -> None:
    """Give the library the folder of this instance, before anything loads it."""
    folder = _folder(var_dir)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ[FOLDER] = str(folder)


def forget(var_dir: Path) -> None:
    """Throw away the files of processes of this instance that ended; when it starts. Its workers write there."""
    for file in _folder(var_dir).glob("*.db"):
        file.unlink(missing_ok=True)


def written(var_dir: Path) -> list[str]:
    """Return the files of all processes of all instances."""
    return [str(file) for file in (var_dir / "metrics").glob("*/*.db")]


def _folder(var_dir):
    return var_dir / "metrics" / port()


def note(page: str, status: int, seconds: float) -> None:
    """Count a request to a kind of page, and how long it took."""
    if FOLDER not in os.environ:
        return
    with _first:  # two threads that begin at once would register everything twice
        measures = _measures()
    if measures:
        instance, requests, latency = measures
        requests.labels(instance, page, str(status)).inc()
        latency.labels(instance, page).observe(seconds)


@cache
def _measures():
    """Return the port and what is counted under it, or None where the disk has no room: this process goes uncounted."""
    try:
        for kind in ("counter", "histogram"):
            _take_room(Path(os.environ[FOLDER]) / f"{kind}_{os.getpid()}.db")
    except OSError:
        logger.warning("no room for counts under %s: this process goes uncounted", os.environ[FOLDER])
        return None
    from prometheus_client import Counter, Histogram  # it reads its folder when it is loaded

    return (
        port(),
        Counter("msphysio_requests", "Requests by kind of page and status.", ["port", "page", "status"]),
        Histogram("msphysio_request_seconds", "Seconds to answer.", ["port", "page"], buckets=BUCKETS),
    )


def _take_room(file: Path) -> None:
    """Take a file's room before the library maps it: a page of it that the disk has no room for kills the process."""
    with file.open("ab") as taken:
        try:
            if hasattr(os, "posix_fallocate"):  # macOS has none
                os.posix_fallocate(taken.fileno(), 0, ROOM)
        except OSError:
            file.unlink(missing_ok=True)
            raise
