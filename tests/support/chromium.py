"""The browser of the tests: the machine's own Chromium, else one that Playwright can fetch."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

# The shell is Chromium without the parts that nobody sees here: a page costs a third less.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ABSENT = "no Chromium on this machine, and none could be fetched"
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
# Each page runs its scripts, and the half megabyte of axe, only once or twice: compiled at once, and hardly ever swept.
SCRIPTS = "--js-flags=--always-sparkplug --min-semi-space-size=64 --max-semi-space-size=128"


@cache
def _find(fetched: str) -> str | None:
    own = next(filter(None, map(shutil.which, NAMES)), None)
    if not own and not Path(fetched).exists():
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=300, check=False)
    return own or (fetched if Path(fetched).exists() else None)


def launch(playwright: Playwright):
    """Return a running browser. Without one the test is skipped, or failed where CI=true."""
    path = _find(playwright.chromium.executable_path)
    if not path:
        refuse = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        refuse(ABSENT)
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=path, args=[*QUIET, SCRIPTS, *as_root])
