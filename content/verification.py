"""Is the record whole? Checks the chain of events, the hash of every revision and the approval of every release.

The database guards all this while it is in use. Whoever owns it can take the guards away, change history and put them
back: that is what is found here. Each break is one plain sentence.
"""

import json
from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from content import chain, pictures, recordings, review_dates, snapshots
from content.models import Kind, Release, ReviewEvent, Revision
from content.workflow import WRITES, Move

GUARDS = {
    ("content_revision", "content_history_never_changes"),
    ("content_revision", "content_history_is_never_emptied"),
    ("content_revision", "content_approval_is_on_record"),
    ("content_reviewevent", "content_history_never_changes"),
    ("content_reviewevent", "content_history_is_never_emptied"),
    ("content_reviewevent", "content_event_is_sealed"),
    ("content_reviewevent", "content_approver_may_approve"),
    ("content_release", "content_release_was_approved"),
    ("content_release", "content_release_was_published_last"),
    ("content_schedule", "content_plan_was_approved"),
}


@dataclass(frozen=True)
class Record:
    """What was found: the breaks, how much was looked at, and the last link of the chain, to note down elsewhere."""

    breaks: tuple[str, ...]
    events: int
    revisions: int
    releases: int
    unapproved: int
    last: str


def verify(noted=""):
    """Return the Record. `noted` is a link ("place:seal") that an earlier run gave: it must still be in the chain."""
    walk = _Walk()
    breaks = [*walk.events(), *_noted(noted), *walk.revisions(), *walk.releases(), *_guards()]
    return Record(tuple(breaks), walk.number, len(walk.published), walk.released, walk.unapproved, walk.last)


class _Walk:
    """One walk over the record. It remembers who edited and approved what, as the events tell it."""

    def __init__(self):
        self.number, self.released, self.unapproved, self.last = 0, 0, 0, ""
        self.editors, self.senders, self.hands = {}, {}, {}
        self.approvals, self.published, self.public = {}, {}, {}

    def events(self):
        """Yield the breaks of the chain, then of what the events say."""
        before = chain.FIRST
        for event in ReviewEvent.objects.order_by("place", "pk").values().iterator():
            if event["place"] != self.number + 1:
                yield f"Between place {self.number} and place {event['place']} of the chain, events are missing."
            if event["seal"] != chain.seal(before, event):
                yield f"The event at place {event['place']} ({_named(event)}) is not what was sealed."
            yield from self._told(event)
            self.number, before = event["place"] or self.number, event["seal"]
        self.last = f"{self.number}:{before}" if self.number else ""

    def _told(self, event):
        thing = (event["kind"], event["object_id"])
        if event["act"] in WRITES:
            self.editors[thing] = event["actor_id"]
        if event["act"] == Move.SUBMIT:
            self.senders[thing] = event["actor_id"]
        if event["act"] in (*WRITES, Move.SUBMIT) and event["actor_id"]:
            self.hands.setdefault((*thing, event["sha256"]), set()).add(event["actor_id"])
        if event["act"] == Move.PUBLISH:
            self.published[event["revision_id"]] = event["sha256"]
        if event["act"] in (Move.PUBLISH, Move.WITHDRAW):
            self.public[thing] = event["revision_id"] if event["act"] == Move.PUBLISH else None
        if event["act"] == Move.APPROVE:
            yield from self._second_person(event, thing)
            trail = (event["actor_id"], event["actor_role"], event["at"])
            self.approvals.setdefault((*thing, event["sha256"]), set()).add(trail)

    def _second_person(self, event, thing):
        approver, where = event["actor_id"], f"The approval at place {event['place']} ({event['slug']})"
        if approver is None or approver in (self.editors.get(thing), self.senders.get(thing)):
            yield f"{where} is by whoever edited last or sent it, or nobody."
        if not self.hands.get((*thing, event["sha256"]), set()) - {approver}:
            yield f"{where} is of bytes that no other person put on record."

    def revisions(self):
        """Yield what is wrong with editions, and name those that events tell of and that are gone."""
        known = set()
        for revision in Revision.objects.iterator():
            known.add(revision.pk)
            yield from self._revision(revision)
        for pk in self.published.keys() - known:
            yield f"An edition is on record as published and is gone (number {pk})."

    def _revision(self, revision):
        if snapshots.sha256(revision.document) != revision.sha256:
            yield f"{revision} has not the bytes that its hash stands for."
        if self.published.get(revision.pk) != revision.sha256:
            yield f"{revision} is not on record as published with these bytes."
        if revision.approved_by_id is not None:
            yield from self._trail(revision)

    def _trail(self, revision):
        trail = (revision.approved_by_id, revision.approver_role, revision.approved_at)
        if trail not in self._approvals_of(revision):
            yield f"{revision} says that it was approved; no approval of these bytes is on record as it says."
        if revision.approved_at is None or not self._is_in_time(revision):
            yield f"{revision} says that its next check is later than its kind allows."

    def _is_in_time(self, revision):
        day = timezone.localdate(revision.approved_at)
        longest = review_dates.months_later(day, review_dates.PERIODS.get(revision.kind, 0))
        return revision.next_review_date is not None and revision.next_review_date <= longest

    def releases(self):
        """Yield what is wrong with what the public reads."""
        for release in Release.objects.select_related("revision"):
            self.released += 1
            revision = release.revision
            if (release.kind, release.object_id) != (revision.kind, revision.object_id):
                yield f"Readers of {release} are given {revision}, which is of another thing."
            if self.public.pop((release.kind, release.object_id), None) != revision.pk:
                yield f"Readers are given {revision}, which is not what was published last."
            yield from _uploads(revision)
            if revision.approved_by_id is None:
                self.unapproved += 1
            elif not self._approvals_of(revision):
                yield f"Readers are given {revision}, and nobody approved it."
        for (kind, pk), public in self.public.items():
            if public:
                yield f"Readers miss {Kind(kind).label} {pk}: it is on record as published, and it has no release."

    def _approvals_of(self, revision):
        return self.approvals.get((revision.kind, revision.object_id, revision.sha256), set())


def _uploads(revision):
    if snapshots.sha256(revision.document) != revision.sha256:
        return  # that is a break already, and may not be a document
    document = json.loads(revision.document)
    for sha256 in snapshots.pictures(document):
        if not default_storage.is_whole(pictures.path(sha256)):
            yield f"{revision} names the picture {sha256}, whose file is gone or has other bytes."
    for sha256, kind in snapshots.recordings(document):
        if not default_storage.is_whole(recordings.path(sha256, kind)):
            yield f"{revision} names the recording {sha256}, whose file is gone or has other bytes."


def _noted(noted):
    place, _, seal = noted.partition(":")
    if noted and not ReviewEvent.objects.filter(place=place if place.isdecimal() else None, seal=seal).exists():
        yield f"The link that was noted, {noted}, is not in the chain any more: its end was cut off or written anew."


def _guards():
    """Yield the guards that the database lacks or that are asleep."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
        awake = set(cursor.fetchall())
    for table, guard in sorted(GUARDS - awake):
        yield f"The database does not guard {table} any more: its trigger {guard} is gone or disabled."


def _named(event):
    return f"“{Move(event['act']).label}”, {event['slug']}" if event["act"] in Move.values else event["slug"]
