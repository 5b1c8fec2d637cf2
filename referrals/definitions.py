"""The published guide, as the engine walks it: built from frozen documents, held in each process.

Nothing that the public walks is read from the rows that editors work on. A version without clinical approval is
public in a demonstration only.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from content.held import Held
from content.models import Reviewer
from referrals import citations
from referrals.engine import document as interchange_document
from referrals.engine.definition import Guide as EngineGuide
from referrals.engine.pausing import Paused, without
from referrals.models import GuidePause, GuideVersion

DEMONSTRATION = Reviewer.Profession.DEMONSTRATION.value  # who approved so is no clinician
FINISH_WITHIN = timedelta(hours=24)  # how long a walk begun on a retired version may go on


@dataclass(frozen=True)
class PublicVersion:
    """One version that a visitor may walk: `guide` is what was approved, without the parts that are paused now."""

    number: int
    guide: EngineGuide
    approved_at: datetime | None
    current: bool
    approved_guide: EngineGuide | None = None


def published():
    """Return the current PublicVersion, or None when no guide may be shown."""
    return next((version for version in _held.get().values() if version.current), None)


def version(number):
    """Return the PublicVersion that a walk was begun on while it may still be finished, else None."""
    return _held.get().get(number)


def guide_of(document):
    """Return the engine's Guide of an interchange document."""
    return interchange_document.load(document)


def citing(source_key):
    """Return `(kind, key, title)` of the routes, rules and signs that cite a source of the register, each once.

    Looks in the published version, then in drafts and in versions that wait for publication. `kind` is "route",
    "rule" or "sign"; `title` is the wording to the person with MS.
    """
    current = published()
    found = [*(citations.in_guide(current.guide, source_key) if current else ()), *citations.in_rows(source_key)]
    once = {}
    for kind, key, title in found:
        once.setdefault((kind, key), (kind, key, title))
    return list(once.values())


def forget():
    """Drop what this process holds; the next call asks the database. For tests and for the process that publishes."""
    _held.forget()


def _public():
    since = timezone.now() - FINISH_WITHIN
    rows = GuideVersion.objects.filter(
        Q(state=GuideVersion.State.PUBLISHED) | Q(state=GuideVersion.State.RETIRED, retired_at__gte=since)
    )
    return rows if settings.DEMO else rows.filter(approved_by__isnull=False).exclude(approver_role=DEMONSTRATION)


def _load():
    return {row.number: _public_version(row) for row in _public().annotate(paused=_paused())}


def _public_version(row):
    approved = guide_of(json.loads(row.document))
    known = [Paused(**part) for part in row.paused if approved.has(part["kind"], part["key"])]
    return PublicVersion(
        number=row.number,
        guide=without(approved, known) if known else approved,
        approved_at=row.approved_at if row.approved_by_id and row.approver_role != DEMONSTRATION else None,
        current=row.state == GuideVersion.State.PUBLISHED,
        approved_guide=approved,
    )


def _paused():
    """The open pauses of a version's guide, in the same query."""
    found = GuidePause.objects.filter(guide=OuterRef("guide"), lifted_at=None).order_by("pk")
    return ArraySubquery(found.values(part_=JSONObject(kind="part", key="key", instead="instead")))


def _serial():
    pauses = GuidePause.objects.filter(guide=OuterRef("guide")).order_by().values("guide")
    changes = Subquery(pauses.annotate(n=Count("pk") + Count("lifted_at")).values("n"))
    found = _public().annotate(changes=changes)
    return tuple(found.aggregate(Max("published_at"), Max("retired_at"), Count("pk"), Max("changes")).values())


_held = Held(load=_load, serial=_serial, seconds=settings.RELEASE_CHECK_SECONDS)
