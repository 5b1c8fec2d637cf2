"""Releases: what was approved goes before the public as an immutable revision, and is taken away again."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from content import review_dates, snapshots
from content.held import ring_on_commit
from content.models import Recheck, Release, ReviewEvent, Revision
from content.search import index
from content.workflow import Move, State

from .moves import begin, finish, lock, needs_reason
from .refusals import Refused
from .rights import standing_approval


@transaction.atomic
def publish(thing, *, by, reason=""):
    """Put the working copy before the public as a new revision, which is returned. Raises Refused.

    It must be approved, and be byte for byte what was approved. A demonstration publishes without approval as well.
    """
    thing = begin(thing, Move.PUBLISH, by)
    return _release(thing, by, _approval(thing) if thing.state == State.APPROVED else None, reason)


@transaction.atomic
def publish_founding(thing):
    """Publish founding content that nobody approved. Raises Refused outside a demonstration."""
    if not settings.DEMO:
        raise Refused("Founding content is published without approval in a demonstration only.")
    return _release(lock(thing), None, None)


@transaction.atomic
def withdraw(thing, *, by, reason):
    """Take it away from the public. Raises Refused."""
    reason = needs_reason(reason, "Say why you withdraw it.")
    return _withdraw(begin(thing, Move.WITHDRAW, by), by, reason)


@transaction.atomic
def withdraw_as_planned(thing, *, by, reason):
    """Withdraw what somebody planned to, even if they lost the right since: taking away is safe. Raises Refused."""
    return _withdraw(lock(thing), by, reason)


@transaction.atomic
def find_due(thing, *, by, reason):
    """Mark a published working copy as due for a check. `by` is who found it, or None: the clock did."""
    return finish(lock(thing), Move.MARK_DUE, by, reason=reason)


def take_from_readers(thing):
    """Take away what readers have of a locked thing; returns that Revision, or None: they had nothing."""
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    if release is None:
        return None
    release.delete()
    index.drop(thing.kind, thing.pk)
    ring_on_commit()
    return release.revision


def _withdraw(thing, by, reason):
    revision = take_from_readers(thing)
    if revision is None:
        raise Refused("It is not published.")
    return finish(thing, Move.WITHDRAW, by, reason=reason, revision=revision)


def _approval(thing):
    approval = standing_approval(thing)
    if approval is None:
        raise Refused("It is not what was approved. Send it for approval again.")
    return approval


def _release(thing, by, approval, reason=""):
    document = snapshots.document(thing)
    text = snapshots.canonical_text(document)
    revision = Revision.objects.create(
        **thing.key,
        slug=thing.slug,
        number=_next_number(thing),
        document=text,
        sha256=snapshots.sha256(text),
        written_by_id=thing.edited_by_id,
        published_by=by,
        published_at=timezone.now(),
        **_change(thing),
        **(_approved(approval, document, thing) if approval else {}),
    )
    finish(thing, Move.PUBLISH, by, revision=revision, sha256=revision.sha256, reason=reason)
    Release.objects.update_or_create(**thing.key, defaults={"revision": revision, "released_at": timezone.now()})
    index.put(thing.kind, thing.pk, thing.slug, document)
    if approval:
        Recheck.objects.filter(**thing.key, settled_at=None, since__lte=approval.at).update(settled_at=timezone.now())
    ring_on_commit()
    return revision


def _next_number(thing):
    return (Revision.objects.filter(**thing.key).aggregate(latest=Max("number"))["latest"] or 0) + 1


def _change(thing):
    """What the public is told of this edition: what the writer said when these very bytes were sent for approval."""
    said = ReviewEvent.objects.filter(**thing.key, act=Move.SUBMIT).first()
    if said is None or said.sha256 != snapshots.hash_of(thing):
        return {}
    return {"change_kind": said.change_kind, "change_note": said.reason}


def _approved(approval, document, thing):
    day = timezone.localdate(approval.at)
    return {
        "approved_by_id": approval.actor_id,
        "approver_role": approval.actor_role,
        "approved_at": approval.at,
        "next_review_date": review_dates.next_review_date(document, thing.kind, day),
    }
