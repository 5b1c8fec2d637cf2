"""The real site for benches: its founding content in a temporary folder, and servers on free ports over it.

    with site.filled() as place, site.served(place, workers=2) as running:
        load.run(running.url, ["/", "/articles/"], seconds=10)

The first `filled` takes half a minute and keeps a copy in var/bench for the next; BENCH_FRESH=1 makes it anew. The
built-in database belongs to the bench's own process: a server that ends does not stop it, and none starts it again when
a bench stops it.
"""

import fcntl
import hashlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

from msphysio import postgres
from tests.support.running import ROOT, free_port
from tests.support.running import running as brought_up

SECRET = "only for benches: nothing that this signs is ever kept"
SECONDS_TO_OPEN = 90
KEPT = ROOT / "var" / "bench"
GUNICORN_SYNC = "-m gunicorn --bind 127.0.0.1:{port} --workers {workers} --log-level error --no-control-socket"
WHOLE = {  # answers with which the guide comes to its result
    "who": ["me"],
    "nation": ["england"],
    "emergency": ["none"],
    "today": ["none"],
    "changes": ["none"],
    "care": ["nurse"],
    "difficulties": ["walking", "stiffness"],
    "getting_there": ["aid"],
    "life": ["goal_out"],
    "physio": ["none"],
}


@dataclass(frozen=True)
class Place:
    """A folder that a site lives in (VAR_DIR), and its database. Gone after the bench."""

    var: Path
    database: str

    def environment(self, **changes: str) -> dict[str, str]:
        """Return what its processes need in their environment: a demonstration, run as docs/operations.md says."""
        own = {"VAR_DIR": str(self.var), "DATABASE_URL": self.database, "SECRET_KEY": SECRET, "ENV_FILE": os.devnull}
        return {
            **own,
            "DJANGO_SETTINGS_MODULE": "msphysio.settings",
            "DEMO": "1",
            "DEBUG": "0",
            "CONN_MAX_AGE": "60",
            **changes,
        }


@dataclass(frozen=True)
class Running:
    """A server that answers at `url`; `process` is the head of a group of its own, `log` what it said."""

    url: str
    port: int
    process: subprocess.Popen
    log: Path


@contextmanager
def filled():
    """A folder of its own, filled as `make run` does, with its database up until the end; yields a Place."""
    with folder() as above:
        var = above / "var"
        _copy(_kept(), var)
        try:
            yield Place(var, postgres.url(var))
        finally:
            end_database(var)


@contextmanager
def folder():
    """A temporary folder, gone at the end."""
    made = Path(tempfile.mkdtemp(prefix="msphysio-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _kept():
    """Return the folder that is copied, after filling it where that has to be done."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "filling").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = KEPT / f"filled-{_content()}"
        if os.environ.pop("BENCH_FRESH", "") or not made.exists():
            for old in KEPT.glob("filled-*"):
                shutil.rmtree(old)
            _fill(made)
        return made


def _fill(made):
    with folder() as above:
        known = {"DATABASE_URL": "", "VAR_DIR": str(above / "var"), "SECRET_KEY": SECRET, "ENV_FILE": os.devnull}
        with brought_up(**known):
            pass
        _copy(above / "var", made)


def _copy(var, to):
    subprocess.run(["cp", "-a", str(var), str(to)], check=True)  # the database's files keep their owner


def _content():
    """Return what tells this founding content, its tables and static files from others."""
    stamp, found = hashlib.sha256(), [ROOT / "msphysio/static_files.py"]
    for name in ("content/library", "referrals/guides", "static", "content/migrations", "referrals/migrations"):
        found += sorted(file for file in (ROOT / name).rglob("*") if file.is_file() and file.suffix != ".pyc")
    for path in found:
        stamp.update(f"{path.relative_to(ROOT)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return stamp.hexdigest()[:12]


def end_database(var):
    """Stop the database of a place at once; postgres.url(var) starts it again."""
    postgres.leave(var)
    cluster = postgres.Cluster(var.resolve())
    if cluster.living():
        os.kill(cluster.recorded(), signal.SIGQUIT)


@contextmanager
def served(place: Place, workers: int = 2, threads: int = 4, gunicorn: bool = False, **environment: str):
    """Serve a place as in production (granian), or with gunicorn's sync workers; yields a Running."""
    command = f"{GUNICORN_SYNC} msphysio.wsgi:application" if gunicorn else "-m msphysio.serve"
    known = place.environment(WEB_WORKERS=str(workers), WEB_THREADS=str(threads), **environment)
    with opened([sys.executable, *command.replace("{workers}", str(workers)).split()], **known) as running:
        yield running


@contextmanager
def opened(command: list[str], port: int | None = None, at: str = "/", folder: Path = ROOT, **environment: str):
    """Run a web server and wait until it answers `at` this path; {port} in its command is its port; yields a Running.

    Raises RuntimeError with what the server said when it does not open.
    """
    port = port or free_port()
    with tempfile.NamedTemporaryFile(suffix=".log", delete=False) as log:
        process = subprocess.Popen(
            [word.replace("{port}", str(port)) for word in command],
            cwd=folder,
            env={**os.environ, "PORT": str(port), **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    running = Running(f"http://127.0.0.1:{port}", port, process, Path(log.name))
    try:
        _wait_until_open(running, at)
        yield running
    finally:
        end(process)
        running.log.unlink()


def end(process: subprocess.Popen) -> None:
    """End a server and its workers as Ctrl-C does, and by force when that takes too long."""
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sent)
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
            break
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # a worker that was left behind


def _wait_until_open(running, at):
    late = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < late and running.process.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)) as asked:
                asked.request("GET", at)
                asked.getresponse()
                return  # it answers: what, is for the bench to judge
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise RuntimeError(f"The server did not open:\n{running.log.read_text(errors='replace')[-3000:]}")


def answers(url: str, given: dict[str, list[str]] = WHOLE) -> str:
    """Answer the guide's questions at a running site as a browser does; return the Cookie header that holds them."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    for key, chosen in given.items():
        address = f"{url}/get-physio/{key}/"
        browser.open(address, timeout=30).close()
        token = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
        fields = [("csrfmiddlewaretoken", token), *((key, option) for option in chosen)]
        browser.open(address, urllib.parse.urlencode(fields).encode(), timeout=30).close()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def people(most: int) -> list[dict[str, list[str]]]:
    """Return the answers of so many people: test cases of our guide, from all over it, whom it shows ways."""
    guide = json.loads((ROOT / "referrals/guides/ways-to-physiotherapy.json").read_text())
    shown = [case for case in guide["vignettes"] if case["expected"]["first_route"]]
    return [_as_asked(guide, case) for case in shown[:: max(1, len(shown) // most)][:most]]


def _as_asked(guide, case):
    """Return the answers to what a person is asked, in that order."""
    given = {key: case["answers"][key] for key in case["answers"].keys() - {*case["expected"]["not_asked"]}}
    return {
        question["key"]: given[question["key"]] or [] for question in guide["questions"] if question["key"] in given
    }
