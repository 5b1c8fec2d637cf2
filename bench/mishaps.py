"""A part of bench.trouble: a disk without room."""

import http.cookiejar
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import PIL.Image

from bench import load, report, site

PAGES = ["/", "/articles/", "/questions/", "/get-physio/", "/services/", "/search/?q=stiff"]
FORMS = ["POST /get-physio/who/ who=me", "POST /settings/ next=/&text=large&colour=dark&words=everything"]
WORDS, BOUNDARY = "A woman holds a rail", "a-line-that-is-in-no-picture"


def disk(repeats):
    """The site's own folder (bell, static files, metrics, uploads, log) on a disk without one free byte."""
    told = {}
    with site.filled() as place, _small_disk(place) as var:
        with site.served(place, VAR_DIR=str(var), METRICS="1") as running:
            load.run(running.url, PAGES, seconds=2, connections=8)
            editor = Browser(running.url)
            editor.sign_in(*_account(place))
            fill(var)
            status, page = editor.upload("/admin/content/image/add/", "upload", _picture(), alternative=WORDS)
            kept = WORDS in page and (status == 200 or (status == 503 and "not saved yet" in page))
            told["disk full"] = _figures(load.run(running.url, [*PAGES, *FORMS], seconds=6, connections=16))
        with site.served(place, VAR_DIR=str(var), METRICS="1") as running:
            told["started on a full disk"] = _figures(load.run(running.url, [*PAGES, *FORMS], 4, connections=16))
    lost = report.Target("3", "disk full: uploads without a kind page that has the words", "exactly", 0, int(not kept))
    return told, [*_none_failed(told), lost]


def _picture():
    """The bytes of a picture, larger than what a full disk may still have in a corner."""
    made = BytesIO()
    PIL.Image.effect_noise((1600, 1200), 60).convert("RGB").save(made, "JPEG")
    return made.getvalue()


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


def fill(folder):
    """Write until the disk of a folder has no free byte."""
    with (folder / "filling").open("wb", buffering=0) as filling:
        try:
            while True:
                filling.write(b"\0" * 4096)
        except OSError:
            return


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

    def upload(self, path, field, data, **fields):
        """Send a form with a file; return (status, page)."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        parts = [
            f'name="{name}"\r\n\r\n{value}\r\n' for name, value in (fields | {"csrfmiddlewaretoken": token}).items()
        ]
        head = "".join(f"--{BOUNDARY}\r\nContent-Disposition: form-data; {part}" for part in parts)
        head += f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="a.jpg"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{BOUNDARY}--\r\n".encode()
        known = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        try:
            with self.opener.open(urllib.request.Request(self.url + path, body, known), timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.read().decode()


def _account(place):
    lines = (place.var / "demo-accounts.txt").read_text().splitlines()
    return next(line.split() for line in lines if line.startswith("author "))


def _figures(result):
    kept = ("requests", "p50", "p99", "statuses", "failures")
    return {**{name: getattr(result, name) for name in kept}, "failed": result.failed}


def _none_failed(told):
    found = {f"{name}: failed requests": figures["failed"] for name, figures in told.items()}
    return [report.Target("3", name, "exactly", 0, failed) for name, failed in found.items()]
