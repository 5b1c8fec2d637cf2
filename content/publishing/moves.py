"""What every move shares: the lock on the working copy, the question to the workflow, and the event on record."""

from django.conf import settings
from django.core.exceptions import ValidationError

from content import snapshots, workflow
from content.models import ReviewEvent

from .refusals import Refused
from .rights import may


def lock(thing):
    """Return the working copy as it is now, locked until the transaction ends."""
    return type(thing).objects.select_for_update().get(pk=thing.pk)


def begin(thing, move, by):
    """Return the working copy, locked, when this person may make this move now. Raises Refused."""
    thing = lock(thing)
    if not may(by, move, thing):
        raise Refused("Your account does not have the right to do this.")
    try:
        workflow.state_after(move, thing.state, demo=settings.DEMO)
    except workflow.IllegalMove as refusal:
        raise Refused(str(refusal)) from refusal
    return thing


def finish(thing, move, by, **event):
    """Bring the working copy to the state that the move leads to, and file the event; returns the working copy.

    Raises Refused where the database would not keep it so, such as a story without consent.
    """
    thing.state = workflow.RULES[move].target or thing.state
    try:
        thing.validate_constraints()
    except ValidationError as fault:
        raise Refused(" ".join(fault.messages)) from fault
    thing.save(update_fields=["state", "edited_by", "edited_at"])
    file_event(thing, move, by, **event)
    return thing


def file_event(thing, move, by, **event):
    """File what was done to the bytes as they are now; `event` has further columns of ReviewEvent, which it returns."""
    event["sha256"] = event.get("sha256") or snapshots.hash_of(thing)
    return ReviewEvent.objects.create(
        **thing.key, slug=thing.slug, act=move, actor=by, written_by_id=thing.edited_by_id, **event
    )


def needs_reason(reason, sentence):
    """Return a reason without the spaces round it. Raises Refused, with `sentence`, when there is none."""
    if not reason.strip():
        raise Refused(sentence)
    return reason.strip()
