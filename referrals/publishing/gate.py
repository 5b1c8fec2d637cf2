"""What stands between a draft and the public. Nobody gets round it, superusers included."""

from django.conf import settings
from django.utils import timezone

from content.models import Reviewer
from referrals.engine import document as interchange_document
from referrals.engine.proof.findings import PROPERTIES

from . import comparing, proving
from .checks import check_document
from .refusals import Reason

PLAIN = {code for code in PROPERTIES if code.startswith("S")} | {"P16"}  # check_document looks at these anew
NOT_PROVEN = Reason("It has not been checked as it is now. Choose “Check the guide”.", "proof")
NOT_COMPARED = Reason("It has not been compared with what is public. Choose “Compare the versions”.", "comparison")
NOT_READ = Reason("Read the comparison to the end, and mark each change that is intended.", "comparison")
IS_AUTHOR = Reason("You wrote this version, or a part of it. Ask another clinician to approve it.")
NOT_REGISTERED = Reason(
    "A guide is approved by a registered professional. Ask an administrator to record your registration."
)
REGISTRATION_ENDED = Reason("Your registration on record has ended. Ask an administrator to record its new end.")
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
    waiting = [finding for finding in findings if not finding.blocks and finding.key not in seen]
    return (*stops, *(Reason(f"Nobody has acknowledged: {one.sentence}", f"findings.{one.key}") for one in waiting))


def stops_approval(version, document, *, by, seen=None):
    """Return the Reasons why this person may not approve this document; `seen` is the content hash that they read."""
    return (
        *stops_checking(version, document),
        *([IS_AUTHOR] if is_author(version, by) else []),
        *_not_registered(by),
        *([CHANGED] if seen is not None and seen != interchange_document.content_hash(document) else []),
        *_not_read(version, document, by),
    )


def is_author(version, person):
    """Whether a person edited the version as a draft."""
    return version.author_id == person.pk or version.authors.filter(pk=person.pk).exists()


def profession_of(person):
    """Return the profession under which a person is registered, "" where they are not."""
    return next((one.profession for one in Reviewer.objects.filter(user=person)), "")


def _not_registered(by):
    reviewer = Reviewer.objects.filter(user=by).first()
    if reviewer is None or (reviewer.profession == Reviewer.Profession.DEMONSTRATION and not settings.DEMO):
        return (NOT_REGISTERED,)
    return (REGISTRATION_ENDED,) if reviewer.expires_date < timezone.localdate() else ()


def _not_proven(proof):
    for finding in proof.findings:
        if finding.blocks and finding.property not in PLAIN:
            yield Reason(finding.sentence, f"findings.{finding.key}")


def _not_read(version, document, by):
    run = comparing.comparison_for(version, document)
    if run is None:
        return (NOT_COMPARED,)
    left = comparing.unread(run, by)
    if left is None:
        return (NOT_READ,)
    return tuple(Reason(f"Not marked as intended: {group.sentence}", "comparison") for group in left)
