"""Working copies: edited, loaded, restored, and sent for approval."""

import json

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from content import readiness, snapshots
from content.models import ChangeKind, Release
from content.workflow import Move

from .moves import begin, finish, lock
from .refusals import Refused
from .rights import is_approved


@transaction.atomic
def record_edit(thing, *, by):
    """Note that a person made or changed the working copy: it is a draft again. The public goes on reading the release.

    Nothing is asked of the person: who may save is for the caller to know.
    """
    return _written(lock(thing), Move.EDIT, by)


@transaction.atomic
def record_load(thing):
    """Note that load_library wrote the working copy: a draft that belongs to the team, not to a person."""
    return _written(lock(thing), Move.EDIT, None, reason="Loaded from the founding library.")


@transaction.atomic
def record_offer(story):
    """Note that a reader offered a story by the form: a draft that belongs to nobody until a moderator takes it up."""
    return _written(lock(story), Move.EDIT, None, reason="Offered by a reader, by the form.")


@transaction.atomic
def restore(thing, revision, *, by):
    """Make an older edition the draft, by this person. Raises Refused.

    The event says so where what the edition names, such as a source, has other words by now.
    """
    thing = begin(thing, Move.RESTORE, by)
    if {"kind": revision.kind, "object_id": revision.object_id} != thing.key:
        raise Refused("This edition is of another page.")
    try:
        snapshots.restore(thing, json.loads(revision.document))
    except (KeyError, ObjectDoesNotExist) as fault:
        raise Refused(f"Edition {revision.number} names a topic, source or upload that is no longer here.") from fault
    reason = f"Edition {revision.number}."
    if snapshots.hash_of(thing) != revision.sha256:
        reason += " It is not letter by letter as it was: a source or picture that it names has changed since."
    return _written(thing, Move.RESTORE, by, revision=revision, reason=reason)


@transaction.atomic
def submit(thing, *, by, change_kind="", change_note=""):
    """Ask for approval. Raises Refused.

    `change_kind` (a ChangeKind) and `change_note` become the public's “What changed and why”. Both are needed when
    readers have another edition already. What is not ready, see content.readiness, is not sent.
    """
    thing, note = begin(thing, Move.SUBMIT, by), change_note.strip()
    if is_approved(thing):
        raise Refused("It is approved as it is. Publish it, or plan a date.")
    if (note or change_kind) and change_kind not in ChangeKind.values:
        raise Refused("Say whether what we advise changed, or only the words.")
    if _differs_from_public(thing) and not (note and change_kind):
        raise Refused("Say what changed and why, in one plain sentence. Readers will see it.")
    unready = readiness.stops(thing)
    if unready:
        raise Refused(" ".join(["Mend this first, then send it again.", *(finding.sentence for finding in unready)]))
    return finish(thing, Move.SUBMIT, by, change_kind=change_kind, reason=note)


def _differs_from_public(thing):
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    return release is not None and release.revision.sha256 != snapshots.hash_of(thing)


def _written(thing, move, by, **event):
    thing.edited_by, thing.edited_at = by, timezone.now()
    return finish(thing, move, by, **event)
