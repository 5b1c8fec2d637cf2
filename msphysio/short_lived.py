"""A folder for what lies in clear for a moment: gone at the end, and after a kill -9 at the next start."""

import fcntl
import os
import shutil
import signal
import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def folder(prefix: str, *, inside: Path | None = None):
    """A folder that only its owner enters; yields its path. What killed runs left there under this prefix goes first.

    It is made inside TMPDIR, or where the caller says. A lock, which ends with its process however that ends, tells
    what is in use from what was left.
    """
    inside = inside or Path(tempfile.gettempdir())
    for left in inside.glob(f"{prefix}*"):
        with suppress(OSError), _locked(left):
            shutil.rmtree(left)
    with tempfile.TemporaryDirectory(dir=inside, prefix=prefix) as name, _locked(Path(name)):
        yield Path(name)


def end_like_ctrl_c() -> None:
    """Let what tells a command to end leave nothing behind, as Ctrl-C does: SIGTERM, and a terminal that is gone.

    What the caller had ignored, as nohup does, is ignored.
    """
    for each in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, lambda number, frame: sys.exit(128 + number))


@contextmanager
def _locked(path):
    """Hold the lock of a folder of ours. Raises OSError where another process holds it, or it is no folder."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)
