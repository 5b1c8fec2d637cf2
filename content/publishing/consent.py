"""Stories come from people whom nobody knows, and go when those people say so."""

from django.db import transaction
from django.utils import timezone

from content import snapshots
from content.held import ring_on_commit
from content.models import Revision
from content.models.story import NOBODY
from content.workflow import Move, State

from .moves import file_event, lock, needs_reason
from .refusals import Refused
from .releases import take_from_readers

BY_ITS_TELLER = "Taken back by the person who told it, with their code."
ERASED = {"title": "A story that was taken back", "told_by": NOBODY, "body": "", "clinical_note": ""}
COLUMNS = (*ERASED, "state", "consented_at", "consent_ended_at", "edited_at")


@transaction.atomic
def take_back(story):
    """End the consent to a story for its teller: readers have it no more, and the words of the working copy are gone.

    It is final: the database lets the story never go on. What was published stays in the record, which nobody changes.
    """
    _end(lock(story), None, BY_ITS_TELLER)


@transaction.atomic
def turn_down(story, *, by, reason):
    """Erase a story that will never be published, with a reason for the record. Raises Refused."""
    story, reason = lock(story), needs_reason(reason, "Say why it is not printed.")
    if not by.has_perm("content.change_story"):
        raise Refused("Your account does not have the right to do this.")
    if story.consent_ended_at:
        raise Refused("Its words are gone already.")
    if Revision.objects.filter(**story.key).exists():
        raise Refused("It was published. Ask a publisher to withdraw it.")
    _end(story, by, reason)


def _end(story, by, reason):
    if story.consent_ended_at:
        return
    sha256, revision = snapshots.hash_of(story), take_from_readers(story)
    now = timezone.now()
    for name, value in {**ERASED, "state": State.WITHDRAWN, "consented_at": None}.items():
        setattr(story, name, value)
    story.consent_ended_at = story.edited_at = now
    story.save(update_fields=COLUMNS)
    story.topics.clear()
    file_event(story, Move.WITHDRAW, by, reason=reason, revision=revision, sha256=sha256)
    ring_on_commit()
