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
    publishing.mark_read(run, marks_of(run), by=by)
    return run


def marks_of(run):
    """Return what somebody ticks who has read all: the keys of the groups, and that of what was acknowledged."""
    accepted = publishing.acknowledged(run.version, publishing.document_of(run.version))
    groups = publishing.comparison_of(run).groups
    return [*(publishing.group_key(group) for group in groups), publishing.acknowledged_key(accepted)]


def approve(version, by, note=""):
    """Read the comparison and approve a version that was handed in, and return it."""
    read_comparison(version, by)
    seen = interchange_document.content_hash(publishing.document_of(version))
    return publishing.approve(version, by=by, seen=seen, note=note)
