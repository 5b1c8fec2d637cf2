"""Starting and stopping the site, and what it says when it cannot: one plain line, never a password."""

import errno
import http.client
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from msphysio import failures
from tests.support import databases
from tests.support.running import ROOT, free_port, running, start

pytestmark = pytest.mark.slow
PASSWORD = "sesame-opens-the-door"


def refused(port=None, **environment):
    """What the site says when it does not start: the lines that it wrote after its last step."""
    process = start(port or free_port(), **environment)
    said = process.communicate(timeout=60)[0]
    assert process.returncode == 1
    assert "Traceback" not in said and PASSWORD not in said
    return said.strip().splitlines()[-1]


def test_a_taken_port_is_said_before_any_work():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        line = refused(port)
    assert line == (
        f"Port {port} is taken: stop the program that uses it, or choose another, as in `PORT={port + 1} make run`."
    )


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_said(port):
    assert refused(port) == f"PORT must be a number from 1 to 65535, not '{port}': try `PORT=8000 make run`."


@pytest.mark.parametrize(
    "url", ["mysql://me:{}@host/site", "postgres://me:{}@host:port/site", "{}", "postgres://me:{}@host"]
)
def test_an_address_that_is_none_of_a_database_is_said(url):
    assert refused(DATABASE_URL=url.format(PASSWORD)) == (
        "DATABASE_URL is not of the form postgres://user:password@host:5432/name: correct it, or leave it unset."
    )


def test_a_database_that_does_not_answer_is_named():
    port = free_port()
    assert refused(DATABASE_URL=f"postgres://me:{PASSWORD}@127.0.0.1:{port}/site") == (
        f"The database site at 127.0.0.1:{port} does not answer: "
        "start it, correct DATABASE_URL, or leave it unset for the built-in database."
    )


def test_a_database_that_does_not_exist_is_named():
    line = refused(DATABASE_URL=databases.address("nowhere_to_be_found"))
    assert line.startswith("The database nowhere_to_be_found at ")
    assert line.endswith(" does not exist: create it, or correct DATABASE_URL.")


def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    refusal = PermissionError(errno.EACCES, "Permission denied", "/var/lib/site/secret-key")
    assert failures.explain(refusal, tmp_path) == (
        "This account may not write to /var/lib/site/secret-key: give it the right to, or set VAR_DIR."
    )


def test_a_disk_that_is_full_is_said(tmp_path):
    """A device that is always full stands in for the disk; what is explained is the kernel's own refusal."""
    with pytest.raises(OSError) as full:
        Path("/dev/full").write_text("what finds no room")
    assert failures.explain(full.value, tmp_path) == failures.DISK_FULL.format(place=tmp_path)


class Installer:
    """install.sh in a folder of its own, where the only Python is a stand-in."""

    TOOLS = ("sh", "rm", "cmp", "cp", "grep", "tail", "df")

    def __init__(self, folder, python):
        self.folder = folder
        programs = folder / "programs"
        programs.mkdir()
        for tool in self.TOOLS:
            (programs / tool).symlink_to(shutil.which(tool))
        (programs / "python3").write_text(f"#!/bin/sh\n{python}\n")
        (programs / "python3").chmod(0o755)
        (folder / "requirements.txt").write_text("django==5.2\n")
        self.environment = {"PATH": str(programs)}

    def run(self):
        command = ["/bin/sh", str(ROOT / "install.sh"), "requirements.txt"]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        return done.returncode, done.stderr.strip()


@pytest.mark.parametrize(
    ("python", "line"),
    [
        (
            'case "$1" in --version) echo Python 3.9.2;; *) exit 1;; esac',
            "Python 3.11 or newer is needed (found: Python 3.9.2): install it, then try again.",
        ),
        (
            'case "$2" in venv) echo "ensurepip is not available"; exit 1;; esac',
            "Python's venv module is missing: install it (Debian, Ubuntu: apt install python3-venv), then try again.",
        ),
        (
            'case "$2" in venv) echo "[Errno 28] No space left on device"; exit 1;; esac',
            "The disk is full: free about 1 GB on the disk that holds {folder}, then try again.",
        ),
    ],
)
def test_what_hinders_the_installation_is_one_line(tmp_path, python, line):
    assert Installer(tmp_path, python).run() == (1, line.format(folder=tmp_path))


def borrow_static_files(folder):
    """Spare a start the slowest step, where an earlier test run has done it for the same files."""
    collected = Path(settings.STATIC_ROOT)
    if (collected.parent / "static.stamp").exists():
        shutil.copytree(collected, folder / "static")
        shutil.copy(collected.parent / "static.stamp", folder)


def test_the_whole_site_starts_stops_and_starts_again(tmp_path):
    """On its own built-in database; nothing is left running, and the second start makes nothing anew."""
    borrow_static_files(tmp_path)
    environment = {"VAR_DIR": str(tmp_path), "DATABASE_URL": "", "SECRET_KEY": ""}
    with running(**environment) as site:
        family = [site.process.pid, *(child.pid for child in psutil.Process(site.process.pid).children(recursive=True))]
        database = int((tmp_path / "postgres" / "postmaster.pid").read_text().split("\n")[0])
    assert site.process.returncode == 0
    assert "The database has stopped." in site.said[-1]
    assert not any(map(runs, [*family, database]))
    assert len(site.accounts) == 8
    for private in ("secret-key", "demo-accounts.txt"):
        assert stat.S_IMODE((tmp_path / private).stat().st_mode) == 0o600

    with running(**environment) as again:
        assert again.accounts == {}
    kept = (tmp_path / "demo-accounts.txt").read_text()
    assert all(f"{name:<20} {password}\n" in kept for name, password in site.accounts.items())


def runs(process):
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


MANY = 16  # connections: the kernel gives each to one of two workers, so it is as good as sure that both had some


@contextmanager
def served():
    """The web server alone, once each worker answers: one that is told to end before may not hear it."""
    port = free_port()
    process = start(port, "msphysio.serve")
    try:
        answered = 0
        while process.poll() is None and answered < MANY:
            with suppress(OSError), closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as asking:
                asking.request("GET", "/health/live")
                answered += bool(asking.getresponse().status)
            time.sleep(0.01)
        yield process
    finally:
        process.kill()
        process.communicate(timeout=30)


def test_a_killed_server_leaves_no_worker_behind():
    with served() as process:
        workers = psutil.Process(process.pid).children()
        process.kill()
        assert len(workers) == 2 and psutil.wait_procs(workers, timeout=60)[1] == []


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_server_told_to_end_ends_at_once_and_well(end):
    with served() as process:
        process.send_signal(end)
        assert process.wait(8) == 0  # less than the time that a worker gets before it is killed


def test_the_documented_production_environment_is_clean():
    """`check --deploy` with .env.example and a key has no complaint."""
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.M))
    key = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"
    environment = example | {"SECRET_KEY": key, "ENV_FILE": os.devnull, "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "DEBUG"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout + done.stderr


def test_a_demonstration_in_production_is_complained_about():
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "msphysio.settings", "DEMO": "1"},
        capture_output=True,
        text=True,
    )
    for complaint in ("msphysio.W001", "msphysio.W002", "msphysio.W003"):
        assert complaint in done.stderr
