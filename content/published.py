"""What is public, as the database has it: releases with the record of their approval, and what rests.

A revision is public if its bytes have the hash that was filed with it and, outside a demonstration, if an approval of
exactly that hash is on record, with the seal that the database gave it.
"""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, Max, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from content import chain, documents, review_dates, servers, snapshots
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


@dataclass(frozen=True, slots=True)
class Approval:
    """What the record says about the approval of a revision.

    `clinical`: somebody who is registered checked it. False for what editors keep, and for a try in a demonstration.
    """

    role: str
    date: date
    next_review_date: date
    clinical: bool


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, eq=False, slots=True)
class Published:
    """One revision that the public reads. Compared by identity: a newer revision is another value.

    `light`: what lists need of its document, see content.documents. `revision_id`: the row that has it.
    `on_record`: its approval as the record has it; `approval` is what counts of it today.
    `due`: its next check is late, or a source changed. What is in the directory then has no approval: “not confirmed”.
    `paused`: why the whole page rests, or None. `paused_parts`: the blocks that rest, see content.pausing.part_of.
    `changes`: this edition and those before it, the newest first.
    """

    kind: str
    object_id: int
    slug: str
    number: int
    revision_id: int
    sha256: str
    light: dict
    published_at: datetime
    on_record: Approval | None
    source_changed: bool = False
    paused: str | None = None
    paused_parts: frozenset = frozenset()
    changes: tuple[Change, ...] = ()
    approval: Approval | None = None
    due: bool = False

    @property
    def document(self):
        """The whole document: held, or read where it is. Raises django.db.Error when it cannot be had now."""
        return documents.whole(self)


def of_today(thing, today):
    """Return a Published as it stands on a day: itself, unless its check has come due since."""
    record = thing.on_record
    due = bool(thing.source_changed or (record and review_dates.is_past(record.next_review_date, today)))
    approval = None if due and thing.kind in LAPSES else record
    return thing if (due, approval) == (thing.due, thing.approval) else replace(thing, due=due, approval=approval)


def serial():
    """Return what changes with everything that readers see: releases, pauses, rechecks, and the day. One query."""
    told = Release.objects.using(servers.of_what_stands()).aggregate(
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


def rows(newest_known=0):
    """Return the query of releases with all that of_row() needs, and the document of revisions newer than this one."""
    of_release = {"kind": OuterRef("kind"), "object_id": OuterRef("object_id")}
    pauses = Pause.objects.filter(**of_release, lifted_at=None).values(row=JSONObject(part="part", reason="reason"))
    editions = Revision.objects.filter(**of_release, number__lte=OuterRef("revision__number")).order_by("-number")
    return (
        Release.objects.using(servers.of_what_stands())
        .filter(kind=F("revision__kind"), object_id=F("revision__object_id"))
        .select_related("revision")
        .defer("revision__document")
        .annotate(
            document=Case(When(revision_id__gt=newest_known, then=F("revision__document"))),
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


def whole_text(row):
    """Return the document of a row, or None when its bytes are not those that were published. For what rows() gave."""
    if snapshots.sha256(row.document) == row.revision.sha256:
        return row.document
    logger.error("%s is not what was published: not served", row.revision)
    return None


def of_row(row, light):
    """Return the Published of a row, or None when the public may not have it.

    `light()` returns what is light of its document, see content.documents, or None when its bytes are not its own.
    """
    revision, approval = row.revision, _approval(row)
    held = light() if approval or settings.DEMO else None
    if held is None:
        return None
    return Published(
        kind=row.kind,
        object_id=row.object_id,
        slug=revision.slug,
        number=revision.number,
        revision_id=revision.pk,
        sha256=revision.sha256,
        light=held,
        published_at=revision.published_at,
        on_record=approval,
        approval=approval,
        source_changed=row.source_changed,
        paused=next((pause["reason"] for pause in row.pauses if not pause["part"]), None),
        paused_parts=frozenset(pause["part"] for pause in row.pauses if pause["part"]),
        changes=tuple(_change(edition) for edition in row.editions if _counts(edition["role"])),
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
