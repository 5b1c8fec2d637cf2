"""A part of bench.trouble: other versions of the program are deployed while people read and send forms."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter

from bench import instances, load, report, site
from bench.visits import Browser
from tests.support.running import ROOT

PAGES = ["/", "/articles/", "/questions/", "/get-physio/"]
FORMS = ["POST /get-physio/who/ who=me", "POST /settings/ next=/&text=large&colour=dark&words=everything"]
WAYS = (("", True, True, 1), (", no keep-alive", True, False, 0.4), (", nginx not told", False, False, 0.2))
NOT_COPIED = (".git", ".venv", "var", "__pycache__", "bench", "results")
CHANGED = {
    "msphysio/health.py": ('_plain("live"', '_plain("live, version {}"'),
    "templates/base.html": ("</body>", "<!-- version {} --></body>"),
}
MARK = re.compile(r"<!-- version (\d+) -->")
FILES = re.compile(r'(?:href|src)="(/static/[^"#?]+\.(?:css|js))')
VISITORS = 4


class Program:
    """A copy of the program in a folder, as /srv/msphysio is; each `deploy` puts the next version in its place."""

    def __init__(self, place, folder):
        self.place, self.folder, self.version = place, folder, 0
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED))
        (folder / "bench" / "results").mkdir(parents=True)
        self.deploy()

    def deploy(self):
        """Put a version there that answers otherwise, has other pages, and other stylesheets and scripts."""
        self.version += 1
        for name, (old, new) in CHANGED.items():
            text = (ROOT / name).read_text()
            assert text.count(old) == 1, name
            _put(self.folder / name, text.replace(old, new.format(self.version)))
        for file in (ROOT / "static").rglob("*.*s"):
            if file.suffix in (".css", ".js"):
                _put(self.folder / file.relative_to(ROOT), f"{file.read_text()}\n/* version {self.version} */\n")
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
        known = {**os.environ, **self.place.environment()}
        subprocess.run(command, cwd=self.folder, env=known, check=True)


class Visitors:
    """People who come for the first time: a page, then all its files. What they saw, in order, and what was gone."""

    def __init__(self, url):
        self.url, self.seen, self.files, self.missing = url, [], 0, Counter()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._come, args=(number,)) for number in range(VISITORS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for thread in self._threads:
            thread.join(60)

    def _come(self, number):
        while not self._over.is_set():
            browser = Browser(self.url)
            status, _, page = browser.get(PAGES[number % len(PAGES)])
            number += 1
            version = MARK.search(page)
            if status != 200 or not version:
                self.missing[f"page, {status}"] += 1
                continue
            self.seen.append(int(version[1]))
            for file in FILES.findall(page):
                self.files += 1
                status, *_ = browser.get(file)
                if status != 200:
                    self.missing[f"file, {status}"] += 1

    @property
    def side_by_side(self):
        """How many pages of an older version were read after one of the newer was: what only two at a time can give."""
        newest, older = 0, 0
        for version in self.seen:
            newest = max(newest, version)
            older += version < newest
        return older


def upgrade(repeats):
    """Deploy a version and restart one of two instances after the other, as deploy/systemd does, again and again.

    Once more without kept connections, and once without telling nginx. A form that comes by a kept HTTP/1.1 connection
    just as nginx, which reads its configuration anew, closed it, was not read; the readers here send it again by a new
    one, as Chromium does (tried with 150). How often that was is told: `forms_again`.
    """
    told, targets = {}, []
    with site.filled() as place, instances.nginx(place) as before:
        program = Program(place, before.folder / "program")
        before.code = program.folder
        for port in before.ports:
            before.restart(port)
        for name, leave, keep, part in WAYS:
            found = _deployed(program, before, leave, keep, deployments=max(1, int(repeats * part) // 2))
            told[f"upgrade{name}"] = found
            if leave:
                targets += _targets(f"upgrade{name}", found)
    return told, targets


def _deployed(program, before, leave, keep, deployments):
    loading = load.going(before.url, [*PAGES, *FORMS], connections=32, keep_alive=keep)
    with loading as readers, Visitors(before.url) as visitors:
        for _ in range(deployments):
            program.deploy()
            for port in before.ports:
                before.restart(port, leave=leave)
                time.sleep(3)  # two versions at a time, as while somebody looks whether the first one is well
    answers = {Browser(f"http://127.0.0.1:{port}").get("/health/live")[2].strip() for port in before.ports}
    assert answers == {f"live, version {program.version}"}, answers
    taken = readers.result.statuses.get("302", 0)
    refused = sum(n for status, n in readers.result.statuses.items() if status[0] == "4")
    told = {"deployments": deployments, "restarts": deployments * len(before.ports), "forms_taken": taken}
    told |= {"refused": refused, "pages_of_visitors": len(visitors.seen), "files_of_visitors": visitors.files}
    told |= {"missing": dict(visitors.missing), "side_by_side": visitors.side_by_side}
    return met(readers.result, **told)


def _targets(name, found):
    restarts, missing = found["restarts"], sum(found["missing"].values())
    again = round(1000 * found["forms_again"] / max(1, found["forms_taken"]), 2)
    return [
        _of(f"{name}: requests that readers lost in {restarts} restarts", "exactly", 0, found["failed"]),
        _of(f"{name}: requests that were refused", "exactly", 0, found["refused"]),
        _of(f"{name}: forms that were taken", "at least", 1000, found["forms_taken"]),
        _of(f"{name}: of 1,000 forms, found closed and sent again", "under", 5, again),
        _of(f"{name}: pages and static files that were gone", "exactly", 0, missing),
        _of(f"{name}: pages of the older version beside the newer", "at least", 1, found["side_by_side"]),
    ]


def _of(name, sense, limit, measured):
    return report.Target("3", name, sense, limit, measured)


def met(result, **more):
    """Return what readers met, to be kept."""
    kept = ("requests", "rate", "p50", "p99", "max", "statuses", "failures", "again", "forms_again")
    return {**{name: getattr(result, name) for name in kept}, "failed": result.failed, **more}


def _put(file, text):
    """Put a new file in the place of the old one in one moment, as git and rsync do."""
    new = file.with_name(f"{file.name}.new")
    new.write_text(text)
    new.replace(file)
