"""How the site stands today: for its status page, for `/health/details` and for the metrics."""

import subprocess
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import DatabaseError
from django.db.models import Max
from django.utils import timezone

from content import presenters, reading
from content.models import REVIEWABLES, Kind, Release, Schedule
from content.workflow import State
from msphysio.environment import BASE_DIR, env
from referrals import definitions
from referrals.models import GuideVersion, ProofRun

SHORT = 12  # letters of a commit
CLINICAL = [Kind.ARTICLE, Kind.EXERCISE, Kind.FAQ, Kind.TERM, Kind.STORY]


@dataclass(frozen=True)
class ForReaders:
    """What anybody may know. It is taken from what this process holds: it needs no database.

    `pages`: public clinical pages and parts. `checked`: those that a clinician approved. `in_date`: those of them
    whose next check has not passed. `guide`: the number of the public guide, or None.
    """

    version: str
    pages: int
    checked: int
    in_date: int
    guide: int | None
    guide_checked: bool


@dataclass(frozen=True)
class ForKeepers:
    """What only those who keep the site may know; it asks the database."""

    releases: int
    newest_release: datetime | None
    waiting_to_publish: int
    planned: int
    last_proof: datetime | None
    last_proof_seconds: float | None


def for_readers():
    """Return ForReaders as it is now."""
    things = [thing for kind in CLINICAL for thing in presenters.served(reading.every(kind))]
    checked = [thing for thing in things if thing.approval and thing.approval.clinical]
    guide = definitions.published()
    return ForReaders(
        version=site_version(),
        pages=len(things),
        checked=len(checked),
        in_date=sum(not thing.due for thing in checked),
        guide=guide.number if guide else None,
        guide_checked=bool(guide and guide.next_check_date),
    )


def for_keepers():
    """Return ForKeepers as it is now. DatabaseError where the database is away."""
    proof = _last_proof()
    waiting = sum(model.objects.filter(state=State.APPROVED).count() for model in REVIEWABLES)
    waiting += GuideVersion.objects.filter(state=GuideVersion.State.APPROVED).count()
    return ForKeepers(
        releases=Release.objects.count(),
        newest_release=Release.objects.aggregate(at=Max("revision__published_at"))["at"],
        waiting_to_publish=waiting,
        planned=Schedule.objects.filter(done_at=None).count(),
        last_proof=proof.finished_at if proof else None,
        last_proof_seconds=proof.seconds if proof else None,
    )


def last_proof():
    """Return when a guide was proven last, or None: never, or the database is away."""
    try:
        proof = _last_proof()
    except DatabaseError:
        return None
    return proof.finished_at if proof else None


def _last_proof():
    return ProofRun.objects.exclude(finished_at=None).order_by("finished_at").last()


def age(moment):
    """Return the seconds since a moment, or None."""
    return (timezone.now() - moment).total_seconds() if moment else None


@cache
def site_version():
    """Return the version of the code that pyproject.toml names, with the commit where that can be known."""
    lines = (BASE_DIR / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    version = next(line.split('"')[1] for line in lines if line.startswith("version = "))
    found = commit(BASE_DIR)
    return f"{version}, commit {found}" if found else version


def commit(folder):
    """Return the first letters of the commit in COMMIT, else of the git checkout in a folder; "" where neither is."""
    known = env.str("COMMIT", default="")[:SHORT]
    return known if known.isalnum() else _checked_out(folder)


def _checked_out(folder):
    if not (folder / ".git").exists():
        return ""
    # The code belongs to root and the site runs as somebody else: git would not answer without being told to trust it.
    asked = ["git", "-c", "safe.directory=*", "-C", str(folder), "rev-parse", f"--short={SHORT}", "HEAD"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=2)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
