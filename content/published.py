"""What is public, read from the database in one query: releases with the record of their approval, and what rests.

A revision is public if its bytes have the hash that was filed with it and, outside a demonstration, if an approval of
exactly that hash is on record, with the seal that the database gave it.
"""

import json
import logging
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Max, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from content import chain, review_dates, snapshots
from content.models import REVIEWABLES, Kind, Pause, Recheck, Release, Reviewer, ReviewEvent, Revision
from content.workflow import Move

logger = logging.getLogger(__name__)

CLINICAL = {model.kind for model in REVIEWABLES if model.clinical}
LAPSES = {Kind.SERVICE, Kind.FINDER}  # past their check they are not confirmed any more
DEMONSTRATION = Reviewer.Profession.DEMONSTRATION
RECORD = {name: name for name in (*chain.COLUMNS, "at", "seal", "before")}
EDITION = {
    "number": "number",
    "at": "published_at",
    "kind": "change_kind",
    "note": "change_note",
    "role": "approver_role",
}


@dataclass(frozen=True)
class Approval:
    """What the record says about the approval of a revision.

    `clinical`: somebody who is registered checked it. False for what editors keep, and for a try in a demonstration.
    """

    role: str
    date: date
    next_review_date: date
    clinical: bool


@dataclass(frozen=True)
class Change:
    """One edition that the public has had: when, what changed and why ("" where nobody said), checked by which role."""

    number: int
    at: datetime
    kind: str
    note: str
    role: str

    @property
    def date(self):
        """The day of it."""
        return timezone.localdate(self.at)


@dataclass(frozen=True, eq=False)
class Published:
    """One revision that the public reads. Compared by identity: a newer revision is another value.

    `due`: its next check is late, or a source changed. What is in the directory then has no approval: “not confirmed”.
    `paused`: why the whole page rests, or None. `paused_parts`: the blocks that rest, see content.pausing.part_of.
    `changes`: this edition and those before it, the newest first.
    """

    kind: str
    object_id: int
    slug: str
    number: int
    document: dict
    published_at: datetime
    approval: Approval | None
    due: bool = False
    paused: str | None = None
    paused_parts: frozenset = frozenset()
    changes: tuple[Change, ...] = ()


def load():
    """Return what is public: by Kind, then by slug, in the order in which it is listed. One query."""
    found = {kind: [] for kind in Kind}
    for release in _releases():
        published = _published(release)
        if published:
            found[release.kind].append(published)
    return {kind: _in_order(items) for kind, items in found.items()}


def serial():
    """Return what changes with everything that readers see: releases, pauses, rechecks, and the day. One query."""
    told = Release.objects.using(settings.READ_DATABASE).aggregate(
        Count("pk"),
        Sum("revision_id"),
        paused=Max(_number(Pause.objects.filter(lifted_at=None))),
        lifted=Max(_number(Pause.objects.exclude(lifted_at=None))),
        rechecks=Max(_number(Recheck.objects.filter(settled_at=None))),
    )
    return (timezone.localdate(), *told.values())


def _number(rows):
    """How many rows, as a subquery of its own."""
    return Subquery(rows.order_by().values(all=Value(1)).annotate(number=Count("pk")).values("number"))


def _releases():
    of_release = {"kind": OuterRef("kind"), "object_id": OuterRef("object_id")}
    pauses = Pause.objects.filter(**of_release, lifted_at=None).values(row=JSONObject(part="part", reason="reason"))
    editions = Revision.objects.filter(**of_release, number__lte=OuterRef("revision__number")).order_by("-number")
    return (
        Release.objects.using(settings.READ_DATABASE)
        .filter(kind=F("revision__kind"), object_id=F("revision__object_id"))
        .select_related("revision")
        .annotate(
            record=Subquery(_approvals(of_release).values(row=JSONObject(**RECORD))[:1]),
            pauses=ArraySubquery(pauses),
            editions=ArraySubquery(editions.values(row=JSONObject(**EDITION))),
            source_changed=Exists(Recheck.objects.filter(**of_release, settled_at=None)),
        )
    )


def _approvals(of_release):
    """The approvals of a release's bytes by its approver, the latest first, with the seal before each."""
    before = ReviewEvent.objects.filter(place=OuterRef("place") - 1).values("seal")
    return (
        ReviewEvent.objects.filter(
            **of_release, act=Move.APPROVE, sha256=OuterRef("revision__sha256"), actor=OuterRef("revision__approved_by")
        )
        .annotate(before=Coalesce(Subquery(before), Value(chain.FIRST)))
        .order_by("-place")
    )


def _published(release):
    """Return the Published of a release, or None when the public may not have it."""
    revision = release.revision
    if snapshots.sha256(revision.document) != revision.sha256:
        logger.error("%s is not what was published: not served", revision)
        return None
    approval = _approval(release)
    if approval is None and not settings.DEMO:
        return None
    due = release.source_changed or (approval and review_dates.is_past(approval.next_review_date, timezone.localdate()))
    return Published(
        kind=release.kind,
        object_id=release.object_id,
        slug=revision.slug,
        number=revision.number,
        document=json.loads(revision.document),
        published_at=revision.published_at,
        approval=None if due and release.kind in LAPSES else approval,
        due=bool(due),
        paused=next((pause["reason"] for pause in release.pauses if not pause["part"]), None),
        paused_parts=frozenset(pause["part"] for pause in release.pauses if pause["part"]),
        changes=tuple(_change(row) for row in release.editions if _counts(row["role"])),
    )


def _approval(release):
    """Return the Approval of a release, of the sealed event itself, or None. A try counts in a demonstration only."""
    record, revision = release.record, release.revision
    if record is None or revision.next_review_date is None:
        return None
    record["at"] = datetime.fromisoformat(record["at"])
    if chain.seal(record["before"], record) != record["seal"]:
        logger.error("the approval of %s is not what was sealed: it does not count", revision)
        return None
    if not _counts(record["actor_role"]):
        return None
    day = timezone.localdate(record["at"])
    longest = review_dates.months_later(day, review_dates.PERIODS[release.kind])
    return Approval(
        role=record["actor_role"],
        date=day,
        next_review_date=min(revision.next_review_date, longest),
        clinical=release.kind in CLINICAL and record["actor_role"] != DEMONSTRATION,
    )


def _counts(role):
    """Whether an approval in this role counts here: none, and a try, count in a demonstration only."""
    return settings.DEMO or role not in ("", DEMONSTRATION)


def _change(row):
    return Change(row["number"], datetime.fromisoformat(row["at"]), row["kind"], row["note"], row["role"])


def _in_order(items):
    return {item.slug: item for item in sorted(items, key=lambda item: (item.document.get("position", 0), item.slug))}
