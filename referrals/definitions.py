"""The published guide, as the engine walks it: built from frozen documents, held in each process.

Nothing that the public walks is read from the rows that editors work on. A version without clinical approval is
public in a demonstration only.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from content import servers
from content.held import Held
from content.local_copy import Spare
from content.models import Reviewer, SourceChange
from referrals import citations
from referrals.engine import document as interchange_document
from referrals.engine.definition import Guide as EngineGuide
from referrals.engine.pausing import Paused, can_be_without, without
from referrals.models import GuidePause, GuideVersion

DEMONSTRATION = Reviewer.Profession.DEMONSTRATION.value  # who approved so is no clinician
FINISH_WITHIN = timedelta(hours=24)  # how long a walk begun on a retired version may go on
# Checked means approved; what a demonstration shows without clinical approval counts from its publication.
CHECKED_AT = Case(
    When(approver_role=DEMONSTRATION, then=F("published_at")), default=Coalesce("approved_at", "published_at")
)


@dataclass(frozen=True)
class PublicVersion:
    """One version that a visitor may walk: `guide` is what was approved, without the parts that are paused now.

    `next_check_date` is the day by which it is checked again, None without clinical approval. `source_changed`: a
    source that it cites has had a new version since it was checked. `facts`: what it was made of, see _facts().
    """

    number: int
    guide: EngineGuide
    approved_at: datetime | None
    current: bool
    approved_guide: EngineGuide | None = None
    approver_role: str = ""
    next_check_date: date | None = None
    source_changed: bool = False
    facts: dict = field(default_factory=dict, repr=False)


def published():
    """Return the current PublicVersion, or None when no guide may be shown."""
    return next((version for version in _held.get().values() if version.current), None)


def version(number):
    """Return the PublicVersion that a walk was begun on while it may still be finished, else None."""
    return _held.get().get(number)


def know_of(number):
    """Let this process look for a version that it does not know: where the walk began may be ahead of it.

    Without effect on a request that has read a version already.
    """
    if number not in _held.peek():
        _held.hurry()


def guide_of(document):
    """Return the engine's Guide of an interchange document."""
    return interchange_document.load(document)


def citing(source_key):
    """Return `(kind, key, title)` of what cites a source of the register, each once.

    Looks in the published version, then in drafts and in versions that wait for publication. Who helps in a nation and
    the words of letters cite too: see referrals.citations for the kinds. `title` is the wording to the person with MS.
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
    rows = GuideVersion.objects.using(servers.of_what_stands()).filter(
        Q(state=GuideVersion.State.PUBLISHED) | Q(state=GuideVersion.State.RETIRED, retired_at__gte=since)
    )
    return rows if settings.DEMO else rows.filter(approved_by__isnull=False).exclude(approver_role=DEMONSTRATION)


def _load():
    rows = _public().annotate(paused=_paused(), checked_at=CHECKED_AT, changed=_changed())
    before = _held.peek()
    return _by_number(_public_version(_facts(row), before.get(row.number)) for row in rows)


def _by_number(versions):
    return {version.number: version for version in versions if version}


def _facts(row):
    """What a PublicVersion is made of, as JSON can hold it."""
    dates = {"approved_at": row.clinically_approved_at, "next_check_date": row.next_check_date}
    current = row.state == GuideVersion.State.PUBLISHED
    return {
        "number": row.number,
        "document": row.document,
        "paused": row.paused,
        "changed": row.changed,
        "approver_role": row.approver_role if row.clinically_approved_at else "",
        "walked_until": None if current else (row.retired_at + FINISH_WITHIN).isoformat(),
        **{name: value and value.isoformat() for name, value in dates.items()},
    }


def _public_version(facts, before=None):
    """Make a PublicVersion, or None where a way that stands in for a paused one is missing: nobody may walk it then.

    Of what was made `before`, what is the same is kept: to read a document takes 0.1 s.
    """
    if before and before.facts == facts:
        return before
    is_read = before and before.facts["document"] == facts["document"]
    approved = before.approved_guide if is_read else guide_of(json.loads(facts["document"]))
    known = [Paused(**part) for part in facts["paused"] if approved.has(part["kind"], part["key"])]
    if not can_be_without(approved, known):
        return None
    served = without(approved, known) if known else approved
    return PublicVersion(
        number=facts["number"],
        guide=served,
        approved_at=facts["approved_at"] and datetime.fromisoformat(facts["approved_at"]),
        current=facts["walked_until"] is None,
        approved_guide=approved,
        approver_role=facts["approver_role"],
        next_check_date=facts["next_check_date"] and date.fromisoformat(facts["next_check_date"]),
        source_changed=any(citations.in_guide(served, key) for key in facts["changed"]),
        facts=facts,
    )


def _plain(versions):
    return [version.facts for version in versions.values()]


def _again(kept):
    return _by_number(_public_version(facts) for facts in kept if _may_be_walked(facts["walked_until"]))


def _may_be_walked(until):
    return until is None or datetime.fromisoformat(until) > timezone.now()


def _paused():
    """The open pauses of a version's guide, in the same query."""
    found = GuidePause.objects.filter(guide=OuterRef("guide"), lifted_at=None).order_by("pk")
    return ArraySubquery(found.values(part_=JSONObject(kind="part", key="key", instead="instead")))


def _changed():
    """The keys of the sources that have changed since a version was checked, in the same query."""
    return ArraySubquery(SourceChange.objects.filter(noted_at__gt=OuterRef("checked_at")).values("source__key"))


def _serial():
    pauses = GuidePause.objects.filter(guide=OuterRef("guide")).order_by().values("guide")
    changes = Subquery(pauses.annotate(n=Count("pk") + Count("lifted_at")).values("n"))
    noted = Subquery(SourceChange.objects.order_by("-noted_at").values("noted_at")[:1])
    found = _public().annotate(changes=changes, noted=noted)
    newest = [Max(name) for name in ("published_at", "retired_at", "changes", "noted")]
    return tuple(found.aggregate(Count("pk"), *newest).values())


_held = Held(_load, _serial, seconds=settings.RELEASE_CHECK_SECONDS, spare=Spare("guide", _plain, _again))
