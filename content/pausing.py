"""Pauses: a page, or one part of it, out of service at the next request, until somebody says that it is right again."""

import json

from django.db import transaction
from django.utils import timezone

from content import publishing
from content.held import ring_on_commit
from content.models import REVIEWABLES, Pause, Release
from content.publishing import Refused
from content.snapshots import part_of
from content.workflow import Move

MODELS = {model.kind: model for model in REVIEWABLES}


def open_pauses(thing):
    """Return the Pauses of a thing that nobody has lifted, the newest first."""
    return Pause.objects.filter(**thing.key, lifted_at=None).select_related("paused_by")


@transaction.atomic
def pause(thing, *, by, reason, part="", label=""):
    """Take what is public of a thing, or one part of it (see part_of), out of service; returns the Pause.

    `label` says which part to other editors. Raises Refused.
    """
    thing = publishing.lock(thing)
    _refuse_pause(thing, by, reason.strip(), part)
    paused = Pause.objects.create(
        **thing.key, part=part, label=label.strip()[:160], reason=reason.strip(), paused_by=by, paused_at=timezone.now()
    )
    publishing.file_event(thing, Move.PAUSE, by, reason=_told(paused, paused.reason))
    ring_on_commit()
    return paused


@transaction.atomic
def lift(pause, *, by, reason):
    """Put what was paused back into service, with a reason. Raises Refused."""
    thing = publishing.lock(MODELS[pause.kind](pk=pause.object_id))
    pause = Pause.objects.select_for_update().get(pk=pause.pk)
    if not publishing.may(by, Move.RESUME, thing):
        raise Refused("Your account does not have the right to do this.")
    if pause.lifted_at:
        raise Refused("It is back in service already.")
    if not reason.strip():
        raise Refused("Say why it is right again.")
    pause.lifted_by, pause.lifted_at = by, timezone.now()
    pause.save(update_fields=["lifted_by", "lifted_at"])
    publishing.file_event(thing, Move.RESUME, by, reason=_told(pause, reason.strip()))
    ring_on_commit()
    return pause


def _refuse_pause(thing, by, reason, part):
    if not publishing.may(by, Move.PAUSE, thing):
        raise Refused("Your account does not have the right to do this.")
    if not reason:
        raise Refused("Say why you pause it, so that others know what to mend.")
    release = Release.objects.filter(**thing.key).select_related("revision").first()
    if release is None:
        raise Refused("It is not published.")
    if part and part not in map(part_of, json.loads(release.revision.document).get("blocks", ())):
        raise Refused("Readers do not see this part. Open the page again.")
    if open_pauses(thing).filter(part=part):
        raise Refused("It is paused already.")


def _told(pause, reason):
    return f"{pause.label or 'A part'}: {reason}" if pause.part else reason
