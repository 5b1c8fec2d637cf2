"""Proofs of a version: begun, carried out, looked up by what they prove; and what people acknowledged."""

from django.db import transaction

from referrals.definitions import guide_of
from referrals.engine import document as interchange_document
from referrals.engine.proof.findings import Proof, from_data, to_data
from referrals.engine.proof.prove import prove
from referrals.engine.proof.solver import DEFAULT_EFFORT
from referrals.models import Acknowledgement, GuideVersion, ProofRun

from .checks import check_document
from .drafts import document_of
from .places import hash_of_places
from .refusals import Reason, Refused
from .runs import carry_out, carry_out_behind, going_on, is_long

UNDECIDED = "undecided"
WHOLE_LOGIC = ("P5c", "P6")  # findings about everybody: any change of logic may change whom they mean


def prove_version(version, *, by):
    """Prove a version and return its ProofRun: finished, or, for a long guide, going on behind this request.

    Raises Refused when the version cannot be read as a guide, or a proof of it is going on. Call it outside
    transactions: nothing is locked while the proof runs.
    """
    document = document_of(version)
    try:
        guide = guide_of(document)
    except interchange_document.FormatError as error:
        raise Refused(Reason(str(error), error.path)) from error
    run = _begin(version, document, by)

    def work(progress):
        proof = prove(guide, effort=run.effort, progress=progress)
        run.engine = proof.engine
        return to_data(proof)

    if not is_long(guide):
        return carry_out(run, work)
    carry_out_behind(run, work)
    return run


def prove_if_short(version, *, by):
    """Prove a draft that was changed since its last check, where that takes a moment and is not in vain."""
    document = document_of(version)
    if check_document(document):
        return
    if version.is_draft and run_for(version, document) is None and not is_long(guide_of(document)):
        prove_version(version, by=by)


def latest_run(version):
    """Return the newest ProofRun of a version, whatever became of it, or None."""
    return ProofRun.objects.filter(version=version).first()


def run_for(version, document):
    """Return the newest finished ProofRun of these very bytes, in this or another version of the guide, or None.

    Of the bytes, not of the logic alone: words and test cases decide S5, P11, P16 and P17, and equal reasons are told
    once.
    """
    content_hash = interchange_document.content_hash(document)
    runs = ProofRun.objects.filter(version__guide_id=version.guide_id, data__isnull=False)
    return runs.filter(content_hash=content_hash).first()


def stops(finding):
    """Whether the guide cannot go on with this finding: it blocks, or nobody knows what it would have found."""
    return finding.blocks or finding.verdict == UNDECIDED


def proof_of(run) -> Proof:
    """Return the Proof that a finished run keeps."""
    return from_data(run.data)


@transaction.atomic
def acknowledge(version, finding, *, by, reason):
    """File that a person has seen a finding of a draft and why it may stand. Raises Refused."""
    if not reason.strip():
        raise Refused("Say why this may stand as it is.")
    if finding.verdict == UNDECIDED:
        raise Refused("This was not decided, so nobody can say that it may stand. Make the guide simpler there.")
    if finding.blocks:
        raise Refused("This stops publication. It has to be mended: it cannot be acknowledged.")
    version = GuideVersion.objects.select_for_update().get(pk=version.pk)
    if not version.is_draft:
        raise Refused("This version is frozen. Copy it to a new draft first.")
    Acknowledgement.objects.get_or_create(
        version=version,
        key=finding.key,
        subject_hash=_subject_hash(document_of(version), finding),
        defaults={
            "property": finding.property,
            "subject": finding.subject,
            "sentence": finding.sentence,
            "by": by,
            "reason": reason.strip(),
        },
    )


def acknowledgements(version, document, findings):
    """Return `{finding key: Acknowledgement}` of those findings that stand acknowledged, in any version of the guide.

    One lapses as soon as what it speaks of changes.
    """
    wanted = {(finding.key, _subject_hash(document, finding)) for finding in findings if not stops(finding)}
    filed = Acknowledgement.objects.filter(version__guide_id=version.guide_id, key__in={key for key, _ in wanted})
    return {one.key: one for one in filed.select_related("by", "version") if (one.key, one.subject_hash) in wanted}


def _subject_hash(document, finding):
    if finding.property in WHOLE_LOGIC:
        return interchange_document.logic_hash(document)
    return hash_of_places(document, (finding.subject, *finding.mend))


@transaction.atomic
def _begin(version, document, by):
    GuideVersion.objects.select_for_update().get(pk=version.pk)
    last = latest_run(version)
    if last and going_on(last):
        raise Refused(Reason("A check of this version is going on. Its page shows how far it is.", "proof"))
    return ProofRun.objects.create(
        version=version,
        content_hash=interchange_document.content_hash(document),
        logic_hash=interchange_document.logic_hash(document),
        started_by=by,
        effort=DEFAULT_EFFORT,
    )
