"""What the web server's processes do when something goes wrong in them, on real processes."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing

import psutil
import pytest

from msphysio import middleware
from tests.support.running import ROOT, SECONDS_TO_OPEN, free_port, start

HANGS = """
import os, signal, threading
from msphysio import hung
def site(environ, start_response):
    threading.Event().wait()
signal.signal(signal.SIGTERM, lambda *_: (print("told to end"), os._exit(7)))
threading.Thread(target=hung.watched(site, longest=0.2, every=0.05), args=({}, None), daemon=True).start()
threading.Event().wait(20)
"""

NO_ROOM = """
import resource, sys
from pathlib import Path
from msphysio import metrics
metrics.begin(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, 2**20))
metrics.note("home", 200, 0.01)
metrics.note("home", 200, 0.01)
print(list(Path(sys.argv[1], "metrics").glob("*/*")))
"""


def test_a_process_whose_request_never_ends_asks_to_be_replaced():
    done = subprocess.run(
        [sys.executable, "-uc", HANGS], cwd=ROOT, capture_output=True, text=True, timeout=SECONDS_TO_OPEN
    )
    assert (done.returncode, done.stdout) == (7, "told to end\n")
    assert "over 0.2 seconds" in done.stderr


def test_all_pages_are_loaded_before_the_first_reader_comes(tmp_path):
    """Else a worker that nobody asked yet would load the code of an upgrade, half of it perhaps not there yet."""
    program = "import sys, msphysio.wsgi; print({'msphysio.health', 'referrals.views.letters'} <= {*sys.modules})"
    known = {
        "VAR_DIR": str(tmp_path),
        "DEMO": "1",
        "DATABASE_URL": "postgres://x@127.0.0.1:1/x",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **known},
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_OPEN,
    )
    assert done.stdout == "True\n", done.stderr


def test_a_disk_without_room_for_counts_leaves_a_process_uncounted_and_alive(tmp_path):
    """A limit on the size of files stands in for the disk: the kernel refuses the same call."""
    command = [sys.executable, "-c", NO_ROOM, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS_TO_OPEN)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
    assert done.stderr.count("goes uncounted") == 1


@pytest.mark.slow
def test_systemd_hears_when_every_worker_has_loaded_and_a_killed_one_is_replaced(tmp_path):
    """The one that is left answers meanwhile; a request under way at a worker told to end is finished."""
    port = free_port()
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(SECONDS_TO_OPEN)
        process = start(port, "msphysio.serve", DEMO="1", NOTIFY_SOCKET=str(tmp_path / "notify"))
        try:
            assert systemd.recv(100) == b"READY=1"
            first, second = psutil.Process(process.pid).children()
            first.kill()
            assert answers(port)
            psutil.wait_procs([first], timeout=60)
            replaced(process, first)
            assert second.is_running()
            assert answers(port)
            assert answer_of_one_that_ends(process, port).startswith(b"HTTP/1.1 ")
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
            process.communicate(timeout=60)


def answer_of_one_that_ends(process, port):
    """What a server answers that is told to end in the middle of a request, once the rest of it has come.

    No static files were collected for it, so that the answer has no page.
    """
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as reader:
        reader.sendall(b"HEAD /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        reader.recv(2000)  # a worker has this connection
        form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\n"
        reader.sendall(f"POST /report/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{form}message".encode())
        time.sleep(1)
        process.terminate()
        time.sleep(1)
        reader.sendall(b"=a")
        return reader.recv(100)


def answers(port):
    """Whether the site answers, when asked again as a proxy does where the connection was lost."""
    for _ in range(40):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=20) as response:
                return response.status == 200
        except OSError:
            continue
    return False


def replaced(process, gone):
    for _ in range(600):
        workers = {child.pid for child in psutil.Process(process.pid).children()}
        if len(workers - {gone.pid}) == 2:
            return
        time.sleep(0.1)
    raise AssertionError("no worker in its place")


def _loop_at(depth):
    return _loop_at(depth - 1) if depth else [_nothing() for _ in range(500)]


def _nothing():
    """Take a place on the stack, and give it back."""


def _pages_got(function, *given):
    """Return how often the system gave memory while the function ran: the least of three, as others may need some."""
    found = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        function(*given)
        found.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return min(found)


def test_no_loop_asks_the_system_for_stack_again_and_again_however_deep_it_is():
    loop = middleware.roomy(_loop_at)
    assert max(_pages_got(loop, depth) for depth in range(200)) < 100
