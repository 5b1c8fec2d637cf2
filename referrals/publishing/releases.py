"""The way of a version to the public and back: handed in, sent back, approved, published, withdrawn.

Each move is one transaction that locks the version, asks the gate, and refuses with every reason at once.
"""

import json

from django.db import transaction
from django.utils import timezone

from content import held
from referrals import definitions
from referrals.engine import document as interchange_document
from referrals.models import Approval, Guide, GuideVersion

from . import comparing, findable, gate, proving
from .drafts import document_of
from .refusals import Refused

State = GuideVersion.State


@transaction.atomic
def hand_in(version, *, by):
    """Give a proven draft to the clinicians. Raises Refused."""
    version = _lock(version, State.DRAFT, otherwise="Only a draft can be sent for approval.")
    _refuse(gate.stops_checking(version, document_of(version)))
    version.state = State.CHECKED
    version.save(update_fields=["state"])
    return version


@transaction.atomic
def send_back(version, *, by, note):
    """Make a version that waits for approval a draft again, with a note for its authors. Raises Refused."""
    version = _lock(version, State.CHECKED, otherwise="Only a version that waits for approval can be sent back.")
    if not note.strip():
        raise Refused("Say why you send it back, so that the editors can mend it.")
    _file(version, document_of(version), by, Approval.Decision.SEND_BACK, note)
    version.state = State.DRAFT
    version.save(update_fields=["state"])
    return version


@transaction.atomic
def approve(version, *, by, seen, note=""):
    """Freeze a checked version as approved by a registered clinician who is no author. Raises Refused.

    `seen` is the content hash of what they read: a version that has changed since is not approved.
    """
    version = _lock(version, State.CHECKED, otherwise="Only a version that was sent for approval can be approved.")
    document = document_of(version)
    _refuse(gate.stops_approval(version, document, by=by, seen=seen))
    _freeze(version, document)
    approval = _file(version, document, by, Approval.Decision.APPROVE, note)
    version.state, version.approved_by, version.approved_at = State.APPROVED, by, approval.at
    version.approver_role = approval.role
    version.save()
    return version


@transaction.atomic
def publish(version, *, by):
    """Make a version the public one and retire the one before it. Raises Refused.

    `by` is None for founding content: a demonstration loads it without clinical approval, with a proof in which every
    property that blocks holds. Whoever else publishes needs an approval that rests on a comparison with what is
    public now.
    """
    version = _lock_guide(version)
    document = document_of(version)
    _refuse(gate.stops_release(version, document, by=by))
    now = timezone.now()
    if version.is_draft:
        _freeze(version, document)
    version.guide.versions.filter(state=State.PUBLISHED).update(state=State.RETIRED, retired_at=now)
    version.state, version.published_by, version.published_at = State.PUBLISHED, by, now
    version.save()
    findable.make_findable(version.guide, definitions.guide_of(json.loads(version.document)))
    held.ring_on_commit()
    transaction.on_commit(definitions.forget)
    return version


@transaction.atomic
def withdraw(version, *, by, reason):
    """Take a version away from everybody at once, walks that were begun on it included. Raises Refused."""
    version = _lock_guide(version)
    if version.state not in (State.PUBLISHED, State.RETIRED):
        raise Refused("Only what is or was public can be withdrawn.")
    if not reason.strip():
        raise Refused("Say why you withdraw it.")
    if version.state == State.PUBLISHED:
        findable.make_unfindable(version.guide)
    version.state, version.withdrawn_reason = State.WITHDRAWN, reason.strip()
    version.withdrawn_by, version.withdrawn_at = by, timezone.now()
    version.save()
    held.ring_on_commit()
    transaction.on_commit(definitions.forget)
    return version


def _lock(version, state, *, otherwise):
    version = GuideVersion.objects.select_for_update().get(pk=version.pk)
    if version.state != state:
        raise Refused(otherwise)
    return version


def _lock_guide(version):
    """Return the version, with its guide locked: no other version of it goes public or away meanwhile."""
    Guide.objects.select_for_update().get(pk=version.guide_id)
    return GuideVersion.objects.select_for_update().get(pk=version.pk)


def _refuse(reasons):
    if reasons:
        raise Refused(*reasons)


def _file(version, document, by, decision, note):
    return Approval.objects.create(
        version=version,
        content_hash=interchange_document.content_hash(document),
        proof_run=proving.run_for(version, document),
        comparison_run=comparing.comparison_for(version, document),
        reviewer=by,
        role=gate.profession_of(by),
        decision=decision,
        note=note.strip(),
    )


def _freeze(version, document):
    version.document = interchange_document.canonical_bytes(document).decode()
    version.content_hash = interchange_document.content_hash(document)
    version.logic_hash = interchange_document.logic_hash(json.loads(version.document))
