"""The whole site as `make run` starts it, in a process of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OPEN = "Stop with Ctrl-C."
SECONDS_TO_OPEN = 300  # other tests may run on the same cores
_kept = []  # the sockets that keep ports for what this process starts


def free_port() -> int:
    """Return a port that nobody uses; on Linux nobody else is given it while this process lives.

    It takes seconds until a server is there, and others ask for ports meanwhile. A socket that has the port and does
    not listen keeps it from them; a server that names the port, with SO_REUSEADDR as all servers do, opens it.
    """
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    port = keeper.getsockname()[1]
    if sys.platform == "linux":
        keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # for workers that share it
        _kept.append(keeper)
    else:
        keeper.close()
    return port


def start(port: int, program: str = "msphysio.run", **environment) -> subprocess.Popen:
    """Start `make run`'s program, or only the web server, in a group of its own, with its output in one stream."""
    return subprocess.Popen(
        [sys.executable, "-m", program],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "msphysio.settings", "PORT": str(port), **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@dataclass
class Site:
    """A running site. `accounts` has the password of each demonstration account that this start made, or an earlier.

    `sessions` has what the browser keeps of each account that has signed in.
    """

    url: str
    process: subprocess.Popen
    said: list[str] = field(default_factory=list)
    accounts_before: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, dict] = field(default_factory=dict)

    @property
    def accounts(self) -> dict[str, str]:
        lines = (re.fullmatch(r" {6}(\S+) +(\S+)\n", line) for line in self.said)
        return self.accounts_before | dict(line.groups() for line in lines if line)


@contextmanager
def running(program: str = "msphysio.run", **environment):
    """Start the site, wait until it is open, and end it as Ctrl-C does; yields a Site."""
    port = free_port()
    process = start(port, program, **environment)
    site = Site(f"http://127.0.0.1:{port}", process)
    late = threading.Timer(SECONDS_TO_OPEN, process.kill)
    late.start()
    # What nobody reads would fill the pipe, and then the site would wait for ever to log.
    listening = threading.Thread(target=lambda: site.said.extend(process.stdout), daemon=True)
    try:
        for line in process.stdout:
            site.said.append(line)
            if OPEN in line:
                break
        late.cancel()
        assert process.poll() is None and OPEN in site.said[-1], "".join(site.said)
        listening.start()
        yield site
    finally:
        late.cancel()
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        if listening.is_alive():
            listening.join(30)
