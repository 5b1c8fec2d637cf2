"""A guide version on its way to the public: each step as people take it, through the writer of guide state."""

from referrals import publishing
from referrals.engine import document as interchange_document


def findings_of(version):
    """Return the findings of the proof of a version as it stands."""
    return publishing.proof_of(publishing.run_for(version, publishing.document_of(version))).findings


def prove_and_acknowledge(version, by):
    """Prove a version, and acknowledge everything that does not stop it."""
    publishing.prove_version(version, by=by)
    for finding in findings_of(version):
        if not finding.blocks:
            publishing.acknowledge(version, finding, by=by, reason="Meant so.")


def hand_in(version, by):
    """Bring a draft to the clinicians, and return it."""
    prove_and_acknowledge(version, by)
    return publishing.hand_in(version, by=by)


def read_comparison(version, by):
    """Compare a version with the public one, and find every change intended."""
    run = publishing.compare_version(version, by=by)
    groups = publishing.comparison_of(run).groups
    publishing.mark_read(run, [publishing.group_key(group) for group in groups], by=by)
    return run


def approve(version, by, note=""):
    """Read the comparison and approve a version that was handed in, and return it."""
    read_comparison(version, by)
    seen = interchange_document.content_hash(publishing.document_of(version))
    return publishing.approve(version, by=by, seen=seen, note=note)
