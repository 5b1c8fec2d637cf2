"""The review: taken by somebody, then sent back or approved."""

from django.db import transaction

from content import snapshots
from content.models import ReviewEvent
from content.workflow import WRITES, Move

from .moves import begin, finish, needs_reason
from .refusals import Refused
from .rights import approval_refusal, role_of


@transaction.atomic
def take(thing, *, by):
    """Say that this person is reviewing it now. Raises Refused."""
    return finish(begin(thing, Move.TAKE, by), Move.TAKE, by)


@transaction.atomic
def send_back(thing, *, by, reason):
    """Make it a draft again, with a reason for the writer. Raises Refused."""
    reason = needs_reason(reason, "Say why you send it back, so that the writer can mend it.")
    return finish(begin(thing, Move.SEND_BACK, by), Move.SEND_BACK, by, reason=reason)


@transaction.atomic
def approve(thing, *, by, seen):
    """Approve the bytes whose hash is `seen`: those the approver read. Raises Refused.

    The role on record is the approver's registered profession; for what is not clinical, the group they approve in.
    """
    thing = begin(thing, Move.APPROVE, by)
    refusal = approval_refusal(by, thing)
    if refusal:
        raise Refused(refusal)
    if snapshots.hash_of(thing) != seen:
        raise Refused("It has changed since you opened it. Read it again, then approve it.")
    if not _others_wrote(thing, seen, by):
        raise Refused("It has changed since it was sent for approval. Send it back, so that its writer sends it again.")
    return finish(thing, Move.APPROVE, by, actor_role=role_of(by, thing))


def _others_wrote(thing, sha256, by):
    """Whether another person put these very bytes on record, so that two have seen what readers will get.

    The founding library is no person.
    """
    written = ReviewEvent.objects.filter(**thing.key, act__in=(*WRITES, Move.SUBMIT), sha256=sha256)
    return written.exclude(actor=None).exclude(actor=by).exists()
