"""LHC-Forms, the form renderer of the US National Library of Medicine: somebody else's reading of FHIR Questionnaire.

It is fetched from the npm registry once, as an archive (an installation wants a peer package that is not there), and
kept in var/. Its licence lets us use it; it is no part of the site.
"""

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

VERSION = "40.1.3"
SHA256 = "288cff4360e8a90a44e994a01422d2cf970170000ce915b5739ccc383097edd9"
ABSENT = "LHC-Forms is not on this machine, and the npm registry could not be reached"
KEPT = Path(__file__).resolve().parents[2] / "var" / "test" / f"lforms-{VERSION}"
WITHIN = "package/dist/lforms/"
SCRIPTS = ("webcomponent/assets/lib/zone.min.js", "webcomponent/lhc-forms.js", "fhir/lformsFHIRAll.min.js")
ADDRESS = "http://lforms.test/"
PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>LHC-Forms</title><div id=form></div>" + "".join(
    f"<script src={ADDRESS}{script}></script>" for script in SCRIPTS
)
PLAYER = Path(__file__).with_name("lforms.js")


@cache
def _fetch() -> bool:
    """Put the renderer's scripts into var/, and return whether they are there."""
    if all((KEPT / script).exists() for script in SCRIPTS):
        return True
    if not shutil.which("npm"):
        return False
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"lforms@{VERSION}", "--pack-destination", folder, "--loglevel", "error"]
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False)
        except subprocess.TimeoutExpired:  # a network that takes everything and answers nothing
            return False
        archive = Path(folder) / f"lforms-{VERSION}.tgz"
        if done.returncode or not archive.exists():
            return False
        assert hashlib.sha256(archive.read_bytes()).hexdigest() == SHA256, "not the archive of LHC-Forms that we know"
        _unpack(archive)
    return True


def _unpack(archive):
    with tarfile.open(archive) as packed:
        for script in SCRIPTS:
            target = KEPT / script
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_suffix(f".{os.getpid()}")
            partial.write_bytes(packed.extractfile(WITHIN + script).read())
            partial.replace(target)


class Renderer:
    """A browser tab in which LHC-Forms shows Questionnaires. Nothing leaves the machine."""

    def __init__(self, browser):
        if not _fetch():
            refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            refuse(ABSENT)
        self.context = browser.new_context(locale="en-GB")
        self.tab = self.context.new_page()
        self.tab.route("**/*", _serve)
        self.tab.goto(ADDRESS)
        self.tab.evaluate(PLAYER.read_text())

    def play(self, questionnaire, steps):
        """Show the form, take the steps, and return what was seen.

        A step is `(linkId, answer, only_if_open)`: an option's code, a list of them, a number, or None to leave it
        empty. A question that is not shown is passed over, and so is an answered one if `only_if_open`. So is a choice
        that would be taken back altogether: radio buttons cannot be, and of ticks this renderer goes on to say that the
        answer exists (a fault that its r4-support.md owns to).

        Returns `(seen, response)`: for each step `{"taken": bool, "shown": [linkId]}`, and the QuestionnaireResponse.
        """
        return self.tab.evaluate("([form, steps]) => playLforms(form, steps)", [questionnaire, steps])

    def close(self):
        self.context.close()


def _serve(route):
    path = urlsplit(route.request.url).path.lstrip("/")
    if path in SCRIPTS:
        route.fulfill(path=KEPT / path, content_type="text/javascript; charset=utf-8")
    elif path:
        route.abort()
    else:
        route.fulfill(body=PAGE, content_type="text/html; charset=utf-8")
