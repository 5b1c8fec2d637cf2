"""What stands between a draft and the public. Nobody gets round it, superusers included."""

from django.conf import settings
from django.utils import timezone

from content.models import Reviewer
from referrals import definitions
from referrals.engine import document as interchange_document
from referrals.engine.proof.findings import PROPERTIES
from referrals.models import Approval, GuideVersion

from . import comparing, proving, rights
from .checks import check_document
from .paused import can_do_without, paused_of
from .refusals import Reason

DEMONSTRATION = Reviewer.Profession.DEMONSTRATION.value
PLAIN = {code for code in PROPERTIES if code.startswith("S")} | {"P16"}  # check_document looks at these anew
NOT_PROVEN = Reason("It has not been checked as it is now. Choose “Check the guide”.", "proof")
NOT_COMPARED = Reason("It has not been compared with what is public. Choose “Compare the versions”.", "comparison")
NOT_READ = Reason("Read the comparison to the end, and mark each change that is intended.", "comparison")
IS_AUTHOR = Reason("You wrote this version, or a part of it. Ask another clinician to approve it.")
NO_RIGHT_TO_APPROVE = Reason("Only a member of the group “clinical reviewer” approves a guide. Ask one of them.")
NO_RIGHT_TO_PUBLISH = Reason("Only a member of the group “publisher” publishes a guide. Ask one of them.")
NOT_READ_ACKNOWLEDGED = Reason(
    "Read what was acknowledged, and why. Then tick on the comparison that you have read it.", "comparison"
)
STALE = Reason(
    "What is public has changed since this was approved, so nobody has read what it would change now. "
    "Copy it to a new draft, then compare that and have it approved.",
    "comparison",
)
ONLY_TRIED = Reason(
    "Only an account of a demonstration approved this. Copy it to a new draft, and ask a clinician to approve that."
)
NOT_APPROVED = Reason("A clinician who did not write this version approves it first.")
NOT_WHAT_WAS_APPROVED = Reason("It is not what was approved any more. Copy it to a draft and check it again.")
WAS_PUBLIC = Reason("This version was published before. Copy it to a draft to use it again.")
NOT_REGISTERED = Reason(
    "A guide is approved by a registered professional. Ask an administrator to record your registration."
)
REGISTRATION_ENDED = Reason("Your registration on record has ended. Ask an administrator to record its new end.")
NEEDS_WHAT_IS_PAUSED = Reason(
    "Something is paused, and stays paused in this version: some people would have no first step then. "
    "Put it back into service, or pause it with another way instead; then publish."
)
CHANGED = Reason("The guide has changed since you read it. Read the comparison again, then approve it.", "comparison")


def stops_publication(version, document):
    """Return the Reasons why nobody may see this document: a fault of structure, or a property that does not hold."""
    faults = check_document(document)
    run = proving.run_for(version, document)
    if run is None:
        return (*faults, NOT_PROVEN)
    return (*faults, *_not_proven(proving.proof_of(run)))


def stops_checking(version, document):
    """Return the Reasons why a draft may not be handed to a clinician: those above, and what nobody acknowledged."""
    stops = stops_publication(version, document)
    run = proving.run_for(version, document)
    if run is None:
        return stops
    findings = proving.proof_of(run).findings
    seen = proving.acknowledgements(version, document, findings)
    waiting = [finding for finding in findings if not proving.stops(finding) and finding.key not in seen]
    return (*stops, *(Reason(f"Nobody has acknowledged: {one.sentence}", f"findings.{one.key}") for one in waiting))


def stops_approval(version, document, *, by, seen=None):
    """Return the Reasons why this person may not approve this document; `seen` is the content hash that they read."""
    return (
        *stops_checking(version, document),
        *([IS_AUTHOR] if is_author(version, by) else []),
        *([] if rights.may(by, rights.APPROVE) else [NO_RIGHT_TO_APPROVE]),
        *_not_registered(by),
        *([CHANGED] if seen is not None and seen != interchange_document.content_hash(document) else []),
        *_not_read(version, document, by),
    )


def stops_release(version, document, *, by):
    """Return the Reasons why this person may not make an approved version the public one; `by` None: founding content.

    Lock the guide first: what is public must not change between the answer and the release.
    """
    if by is None and version.state == GuideVersion.State.DRAFT and settings.DEMO:
        return (*stops_publication(version, document), *_with_what_is_paused(version, document))
    if version.state in (GuideVersion.State.DRAFT, GuideVersion.State.CHECKED):
        return (NOT_APPROVED,)
    if version.state != GuideVersion.State.APPROVED:
        return (WAS_PUBLIC,)
    return (
        *([] if by and rights.may(by, rights.PUBLISH) else [NO_RIGHT_TO_PUBLISH]),
        *([ONLY_TRIED] if version.approver_role == DEMONSTRATION and not settings.DEMO else []),
        *_not_as_approved(version, document),
        *stops_publication(version, document),
        *_with_what_is_paused(version, document),
    )


def is_author(version, person):
    """Whether a person edited the version as a draft."""
    return version.author_id == person.pk or version.authors.filter(pk=person.pk).exists()


def profession_of(person):
    """Return the profession under which a person is registered, "" where they are not."""
    return next((one.profession for one in Reviewer.objects.filter(user=person)), "")


def _not_as_approved(version, document):
    content_hash = interchange_document.content_hash(document)
    if content_hash != version.content_hash:
        return (NOT_WHAT_WAS_APPROVED,)
    approval = version.approvals.filter(decision=Approval.Decision.APPROVE, content_hash=content_hash).first()
    fits = approval and comparing.is_with_what_is_public(approval.comparison_run, version)
    return () if fits else (STALE,)


def _with_what_is_paused(version, document):
    paused = paused_of(version.guide)
    fits = not paused or can_do_without(definitions.guide_of(document), paused)
    return () if fits else (NEEDS_WHAT_IS_PAUSED,)


def _not_registered(by):
    reviewer = Reviewer.objects.filter(user=by).first()
    if reviewer is None or (reviewer.profession == DEMONSTRATION and not settings.DEMO):
        return (NOT_REGISTERED,)
    return (REGISTRATION_ENDED,) if reviewer.expires_date < timezone.localdate() else ()


def _not_proven(proof):
    told = set()
    for finding in proof.findings:
        if finding.verdict == proving.UNDECIDED or (finding.blocks and finding.property not in PLAIN):
            told.add(finding.property)
            yield Reason(finding.sentence, f"findings.{finding.key}")
    for code, verdict in proof.verdicts.items():
        if verdict == proving.UNDECIDED and code not in told:
            yield Reason(f"This was not decided: {PROPERTIES[code].title.lower()}.", "proof")


def _not_read(version, document, by):
    run = comparing.comparison_for(version, document)
    if run is None:
        return (NOT_COMPARED,)
    left = comparing.unread(run, by)
    if left is None:
        return (NOT_READ,)
    accepted = comparing.acknowledged(version, document)
    missing = [] if comparing.has_read(run, accepted, by) else [NOT_READ_ACKNOWLEDGED]
    return (*missing, *(Reason(f"Not marked as intended: {group.sentence}", "comparison") for group in left))
