"""A part of bench.trouble: the code from before the newest migration, over the tables of today, as in an upgrade."""

import json
import os
import subprocess
import sys
import time

from bench import outage, report, site
from tests.support.running import ROOT

SECONDS, PUBLICATIONS = 20, 3
MIGRATIONS = ("content/migrations/0*.py", "referrals/migrations/0*.py")


def older_code(repeats):
    """People do all that can be done at the older code, and an editor publishes with it. Needs the whole history."""
    commit, migration = before_newest_migration()
    with site.filled() as place, site.folder() as above:
        program, known = above / "program", place.environment(VAR_DIR=str(above / "var"))
        program.mkdir()
        (above / "var").mkdir()
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", str(program)], input=archive.stdout, check=True)
        _run(program, known, "manage.py", "collectstatic", "--no-input", "--verbosity=0")
        command = [sys.executable, "-m", "msphysio.serve"]
        with site.opened(command, folder=program, **known) as running:
            people = outage.People(running.url)
            with people.coming():
                time.sleep(SECONDS)
            lines = _run(program, known, "-m", "bench.publisher", f"--times={PUBLICATIONS}").splitlines()
    published = sum("number" in json.loads(line) for line in lines)
    told = outage.figures(people)
    outage.shown(f"the code of {commit[:7]}, before {migration}", told)
    found = {"commit": commit[:7], "before": migration, "published": published, "kinds": told}
    wrong = sum(outage.wrong(people)) + sum(visit.rests for visit in people.visits)
    return {"older code": found}, [
        report.Target("3", "older code over newer tables: what failed or rested", "exactly", 0, wrong),
        report.Target("3", "older code over newer tables: what was done", "at least", 200, len(people.visits)),
        report.Target("3", "older code over newer tables: published", "exactly", PUBLICATIONS, published),
    ]


def before_newest_migration():
    """Return (the commit before the one that added the newest migration, the name of that migration)."""
    added = ["git", "log", "-1", "--diff-filter=A", "--name-only", "--format=%H", "--", *MIGRATIONS]
    commit, *names = subprocess.run(added, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    parent = subprocess.run(["git", "rev-parse", f"{commit}^"], cwd=ROOT, capture_output=True, text=True)
    if parent.returncode:
        raise SystemExit("The part “older_code” needs the whole history: `git fetch --unshallow`, then again.")
    return parent.stdout.strip(), names[-1]


def _run(program, known, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments], cwd=program, env={**os.environ, **known}, stdout=subprocess.PIPE, text=True
    )
    done.check_returncode()
    return done.stdout
