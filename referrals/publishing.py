"""The only writer of a guide version's state: import, copy, check, approve, publish."""

import json

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from referrals import citations, definitions, interchange
from referrals.engine import document as interchange_document
from referrals.engine import vignettes
from referrals.engine.proof.structure import check_structure
from referrals.models import Guide, GuideVersion

State = GuideVersion.State
RESERVED_KEYS = frozenset({"check", "result", "letter", "help-today", "break", "clear", "cleared", "lost"})  # addresses


class Refused(Exception):
    """The move is not allowed. `reasons` are sentences that say what to do, for the person who asked."""

    def __init__(self, *reasons):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def document_of(version):
    """Return the interchange document of a version: frozen if it is frozen, else of its rows."""
    return json.loads(version.document) if version.document else interchange.read(version)


@transaction.atomic
def import_document(document, *, author=None, based_on=None, note=""):
    """Make a draft version from an interchange document and return it. Nothing existing is changed.

    Raises referrals.engine.document.FormatError when the document is not a guide.
    """
    interchange_document.load(document)
    guide, _ = Guide.objects.get_or_create(key=document["guide"], defaults={"title": document["title"]})
    Guide.objects.select_for_update().get(pk=guide.pk)
    newest = guide.versions.order_by("-number").first()
    version = GuideVersion.objects.create(
        guide=guide, number=newest.number + 1 if newest else 1, author=author, based_on=based_on, note=note
    )
    interchange.write(version, document)
    return version


def copy_to_draft(version, *, by):
    """Return a new draft with the same questions, rules and keys as `version`."""
    return import_document(
        document_of(version), author=by, based_on=version, note=f"Copied from version {version.number}."
    )


def record_edit(version, *, by):
    """Record who changed a draft last: that person may not approve it. Raises Refused when it is no draft any more."""
    if not GuideVersion.objects.filter(pk=version.pk, state=State.DRAFT).update(author=by):
        raise Refused("This version is no draft any more. Copy it to a new draft to change it.")


def check(version):
    """Return what stops a version from being published, as sentences; empty when nothing does.

    These are the plain checks: structure S1 to S9, sources, and every vignette replayed through the engine.
    """
    try:
        guide = interchange_document.load(document_of(version))
    except interchange_document.FormatError as error:
        return (str(error),)
    faults = [finding.sentence for finding in check_structure(guide)]
    faults += citations.unknown(guide)
    faults += [f"A question cannot be called “{q.key}”." for q in guide.questions if q.key in RESERVED_KEYS]
    for vignette in guide.vignettes:
        faults += [f"Test case “{vignette.title}”: {difference}" for difference in vignettes.replay(guide, vignette)]
    return tuple(faults)


@transaction.atomic
def approve(version, *, by):
    """Freeze a draft as approved by a clinician who is not its author. Raises Refused."""
    version = GuideVersion.objects.select_for_update().get(pk=version.pk)
    reasons = list(check(version))
    if version.state != State.DRAFT:
        reasons.append("Only a draft can be approved. Copy this version to a draft first.")
    if version.author_id == by.pk:
        reasons.append("You wrote this version. Ask another clinician to approve it.")
    if reasons:
        raise Refused(*reasons)
    _freeze(version)
    version.state, version.approved_by, version.approved_at = State.APPROVED, by, timezone.now()
    version.save()
    return version


@transaction.atomic
def publish(version, *, by):
    """Make a version the public one and retire the one before it. Raises Refused.

    `by` is None for founding content. Without clinical approval this is possible in a demonstration only.
    """
    version = GuideVersion.objects.select_for_update().get(pk=version.pk)
    _refuse_publication(version)
    now = timezone.now()
    if version.state == State.DRAFT:
        _freeze(version)
    version.guide.versions.filter(state=State.PUBLISHED).update(state=State.RETIRED, retired_at=now)
    version.state, version.published_by, version.published_at = State.PUBLISHED, by, now
    version.save()
    transaction.on_commit(definitions.forget)
    return version


def _refuse_publication(version):
    if version.state not in (State.DRAFT, State.APPROVED):
        raise Refused("This version was published before. Copy it to a draft to use it again.")
    if version.state == State.DRAFT:
        if not settings.DEMO:
            raise Refused("A clinician who did not write this version approves it first.")
        faults = check(version)
        if faults:
            raise Refused(*faults)
    elif interchange_document.content_hash(json.loads(version.document)) != version.content_hash:
        raise Refused("The approved document has changed since it was approved. Copy it to a draft and check it again.")


def _freeze(version):
    document = interchange.read(version)
    version.document = interchange_document.canonical_bytes(document).decode()
    version.content_hash = interchange_document.content_hash(document)
    version.logic_hash = interchange_document.logic_hash(document)
