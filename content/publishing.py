"""The only writer of review state: edit, submit, send back, approve, publish, withdraw.

Each move is one transaction: it locks the working copy, asks the workflow, checks the right, and files an event.
Nobody gets round it, superusers included: what was not approved is published in a demonstration only. Readers get what
is published when their process asks next, see content.reading; the process that published may call its forget().
"""

from datetime import date

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from content import snapshots, workflow
from content.models import Release, ReviewEvent, Revision
from content.workflow import Move, State


class Role(models.TextChoices):
    """What an approver is; printed in the review trail: “Checked by a …”."""

    CLINICIAN = "clinician", "Clinician"
    NEURO_PHYSIOTHERAPIST = "neuro-physiotherapist", "Neuro-physiotherapist"
    PHYSIOTHERAPIST = "physiotherapist", "Physiotherapist"
    MS_NURSE = "MS nurse", "MS nurse"
    NEUROLOGIST = "neurologist", "Neurologist"


class Refused(Exception):
    """The move is not allowed. The text says what to do instead, for the person who asked."""


def may(by, move, thing):
    """Whether a person has the right that a move needs. Says nothing about the state."""
    return by.has_perm(f"content.{workflow.RULES[move].right}_{thing.kind}")


def possible_moves(by, thing):
    """Return the moves that a person can make now: they have the right, and the state allows it."""
    released = is_released(thing)
    return [
        move
        for move in Move
        if may(by, move, thing)
        and workflow.is_legal(move, thing.state, demo=settings.DEMO)
        and (move != Move.WITHDRAW or released)
        and (move != Move.APPROVE or thing.edited_by_id != by.pk)
    ]


def is_released(thing):
    """Whether the public can read some revision of it."""
    return Release.objects.filter(**thing.key).exists()


@transaction.atomic
def record_edit(thing, *, by):
    """Note that a person made or changed the working copy: it is a draft again. The public goes on reading the release.

    Nothing is asked of the person: who may save is for the caller to know.
    """
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    thing.edited_by, thing.edited_at = by, timezone.now()
    return _finish(thing, Move.EDIT, by)


@transaction.atomic
def record_load(thing):
    """Note that load_library wrote the working copy: a draft that belongs to the team, not to a person."""
    thing.edited_by, thing.edited_at = None, timezone.now()
    return _finish(thing, Move.EDIT, None, reason="Loaded from the founding library.")


@transaction.atomic
def submit(thing, *, by):
    """Ask for approval. Raises Refused."""
    return _finish(_begin(thing, Move.SUBMIT, by), Move.SUBMIT, by)


@transaction.atomic
def send_back(thing, *, by, reason):
    """Make it a draft again, with a reason for the writer. Raises Refused."""
    if not reason.strip():
        raise Refused("Say why you send it back, so that the writer can mend it.")
    return _finish(_begin(thing, Move.SEND_BACK, by), Move.SEND_BACK, by, reason=reason.strip())


@transaction.atomic
def approve(thing, *, by, seen, role=Role.CLINICIAN):
    """Approve the bytes whose hash is `seen`: those the approver read. Raises Refused."""
    thing = _begin(thing, Move.APPROVE, by)
    if thing.edited_by_id == by.pk:
        raise Refused("You were the last to change this. Ask somebody else to approve it.")
    if snapshots.hash_of(thing) != seen:
        raise Refused("It has changed since you opened it. Read it again, then approve it.")
    if role not in Role.values:
        raise Refused("Say what you are, for example an MS nurse.")
    return _finish(thing, Move.APPROVE, by, actor_role=role)


@transaction.atomic
def publish(thing, *, by):
    """Put the working copy before the public as a new revision, which is returned. Raises Refused.

    It must be approved, and be byte for byte what was approved. A demonstration publishes without approval as well.
    """
    thing = _begin(thing, Move.PUBLISH, by)
    return _release(thing, by, _approval(thing) if thing.state == State.APPROVED else None)


@transaction.atomic
def publish_founding(thing):
    """Publish founding content that nobody approved. Raises Refused outside a demonstration."""
    if not settings.DEMO:
        raise Refused("Founding content is published without approval in a demonstration only.")
    return _release(type(thing).objects.select_for_update().get(pk=thing.pk), None, None)


@transaction.atomic
def withdraw(thing, *, by, reason):
    """Take it away from the public. Raises Refused."""
    thing = _begin(thing, Move.WITHDRAW, by)
    if not reason.strip():
        raise Refused("Say why you withdraw it.")
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    if release is None:
        raise Refused("It is not published.")
    release.delete()
    return _finish(thing, Move.WITHDRAW, by, reason=reason.strip(), revision=release.revision)


def _begin(thing, move, by):
    """Return the working copy, locked; check the right and the state."""
    thing = type(thing).objects.select_for_update().get(pk=thing.pk)
    if not may(by, move, thing):
        raise Refused("Your account does not have the right to do this.")
    try:
        workflow.state_after(move, thing.state, demo=settings.DEMO)
    except workflow.IllegalMove as refusal:
        raise Refused(str(refusal)) from refusal
    return thing


def _finish(thing, move, by, **event):
    thing.state = workflow.RULES[move].target
    thing.save(update_fields=["state", "edited_by", "edited_at"])
    ReviewEvent.objects.create(
        **thing.key,
        slug=thing.slug,
        act=move,
        actor=by,
        written_by_id=thing.edited_by_id,
        **{"sha256": snapshots.hash_of(thing), **event},
    )
    return thing


def _approval(thing):
    approval = ReviewEvent.objects.filter(**thing.key, act=Move.APPROVE).first()
    if approval is None or approval.sha256 != snapshots.hash_of(thing):
        raise Refused("It is not what was approved. Send it for approval again.")
    return approval


def _release(thing, by, approval):
    text = snapshots.canonical_text(snapshots.document(thing))
    number = (Revision.objects.filter(**thing.key).aggregate(latest=Max("number"))["latest"] or 0) + 1
    revision = Revision.objects.create(
        **thing.key,
        slug=thing.slug,
        number=number,
        document=text,
        sha256=snapshots.sha256(text),
        written_by_id=thing.edited_by_id,
        published_by=by,
        published_at=timezone.now(),
        **(_approved(approval, thing.review_months) if approval else {}),
    )
    Release.objects.update_or_create(**thing.key, defaults={"revision": revision, "released_at": timezone.now()})
    _finish(thing, Move.PUBLISH, by, revision=revision, sha256=revision.sha256)
    return revision


def _approved(approval, months):
    return {
        "approved_by_id": approval.actor_id,
        "approver_role": approval.actor_role,
        "approved_at": approval.at,
        "next_review_date": _months_later(timezone.localdate(approval.at), months),
    }


def _months_later(day, months):
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28))
