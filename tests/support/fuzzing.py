"""Bad input for the whole site, on a copy of the founding content: see bench/fuzz.py."""

import os
import subprocess
import sys

from django.conf import settings

from tests.support import databases, own_sites

SECONDS = 900  # other tests run on the same cores


def seed():
    """Return what a run begins with: another for each commit, the same for all who try the same one."""
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=settings.BASE_DIR, capture_output=True, text=True
    )
    return told.stdout.strip() or "no commit"


def fuzzed(part, requests, results):
    """Send so many requests, as `python -m bench.fuzz` does; return (how it ended, what it said)."""
    with own_sites.founded(databases.of_this_process("site", f"fuzz_{part}")) as address:
        known = {"DJANGO_SETTINGS_MODULE": "msphysio.settings", "DATABASE_URL": address, "FUZZ_RESULTS": str(results)}
        ended = subprocess.run(
            [sys.executable, "-m", "bench.fuzz", str(requests), f"{seed()}-{part}"],
            cwd=settings.BASE_DIR,
            env={**os.environ, **own_sites.SECRET, **known, "DEMO": "1", "CONN_MAX_AGE": "60"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    return ended.returncode, ended.stdout + ended.stderr[-3000:]
