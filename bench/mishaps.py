"""Parts of bench.trouble: a disk without room, and a clock that jumps by a day or a year while the site runs."""

import http.cookiejar
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from bench import load, report, site

PAGES = ["/", "/articles/", "/questions/", "/get-physio/", "/services/", "/search/?q=stiff"]
FORMS = ["POST /helpful/", "POST /report/", "POST /get-physio/who/"]
LIBRARY = Path("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1")
JUMPS = {"a day ahead": "+1d", "a year back": "-365d", "right again": "+0"}


def disk(repeats):
    """The site's own folder (bell, static files, metrics, uploads, log) on a disk without one free byte."""
    told = {}
    with site.filled() as place, _small_disk(place) as var:
        with site.served(place, VAR_DIR=str(var), METRICS="1") as running:
            load.run(running.url, PAGES, seconds=2, connections=8)
            _fill(var)
            told["disk full"] = _figures(load.run(running.url, [*PAGES, *FORMS], seconds=6, connections=16))
        with site.served(place, VAR_DIR=str(var), METRICS="1") as running:
            told["started on a full disk"] = _figures(load.run(running.url, [*PAGES, *FORMS], 4, connections=16))
    return told, _none_failed(told)


@contextmanager
def _small_disk(place):
    """A file system of 40 MB in memory with the site's folder on it, but for the database; yields the folder."""
    folder = Path(tempfile.mkdtemp(prefix="msphysio-disk-"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(folder)], capture_output=True).returncode:
        raise SystemExit("The part “disk” mounts a small disk, for which it has to be root.")
    try:
        for entry in place.var.iterdir():
            if entry.name != "postgres":
                (shutil.copytree if entry.is_dir() else shutil.copy)(entry, folder / entry.name)
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


def _fill(folder):
    with (folder / "filling").open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(b"\0" * 4096)
        except OSError:
            return


def clock(repeats):
    """The clock jumps while people read, answer and work in the admin: nobody loses a page, nobody is shut out."""
    if not LIBRARY.exists():
        raise SystemExit("The part “clock” needs libfaketime: `apt-get install faketime`, then again.")
    told = {}
    with site.filled() as place, site.folder() as folder:
        offset = folder / "offset"
        offset.write_text("+0")
        known = {"LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(offset)}
        known |= {"FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        with site.served(place, **known) as running:
            editor, answers = Browser(running.url), site.answers(running.url)
            editor.sign_in(*_account(place))
            for name, jump in JUMPS.items():
                offset.write_text(jump)
                told[f"clock {name}"] = _after_jump(running.url, editor, answers, _account(place))
    shut_out = sum(not found["can sign in"] for found in told.values())
    return told, [*_none_failed(told), report.Target("3", "editors shut out by the clock", "exactly", 0, shut_out)]


def _after_jump(url, editor, answers, account):
    figures = _figures(load.run(url, [*PAGES, *FORMS], seconds=3, connections=16))
    figures["with answers"] = load.run(url, ["/get-physio/result/"], 1, connections=2, cookie=answers).statuses
    fresh = Browser(url)
    fresh.sign_in(*account)
    figures["signed in before, still in"] = editor.is_in()
    figures["can sign in"] = fresh.is_in()
    return figures


class Browser:
    """Somebody with cookies, who signs in to the admin."""

    def __init__(self, url):
        self.url, self.jar = url, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def sign_in(self, name, password):
        """Send the form of /admin/login/."""
        address = f"{self.url}/admin/login/"
        self.opener.open(address, timeout=30).close()
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        fields = {"csrfmiddlewaretoken": token, "username": name, "password": password, "next": "/admin/"}
        try:
            self.opener.open(address, urllib.parse.urlencode(fields).encode(), timeout=60).close()
        except urllib.error.HTTPError as refusal:
            refusal.close()

    def is_in(self):
        """Whether the admin opens without asking who it is."""
        with self.opener.open(f"{self.url}/admin/", timeout=60) as response:
            return "login" not in response.url


def _account(place):
    lines = (place.var / "demo-accounts.txt").read_text().splitlines()
    return next(line.split() for line in lines if line.startswith("author "))


def _figures(result):
    kept = ("requests", "p50", "p99", "statuses", "failures")
    return {**{name: getattr(result, name) for name in kept}, "failed": result.failed}


def _none_failed(told):
    found = {f"{name}: failed requests": figures["failed"] for name, figures in told.items()}
    return [report.Target("3", name, "exactly", 0, failed) for name, failed in found.items()]
