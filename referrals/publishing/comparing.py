"""Comparisons of a version with the public one: carried out, looked up by what they compare, and read."""

import hashlib

from django.db import transaction

from referrals.definitions import guide_of
from referrals.engine import document as interchange_document
from referrals.engine.proof.compare import compare
from referrals.engine.proof.comparison import Comparison, comparison_from_data, comparison_to_data
from referrals.engine.proof.solver import DEFAULT_EFFORT
from referrals.models import ComparisonRun, GuideVersion, Reading

from . import proving
from .drafts import document_of
from .refusals import Reason, Refused
from .runs import carry_out, carry_out_behind, going_on, is_long

NOTHING = Comparison(groups=(), complete=True, added=(), removed=(), wording=(), undecided=False, steps=0)


def compare_version(version, *, by):
    """Compare a version with the public one and return its ComparisonRun: finished, or going on behind this request.

    Where nothing is public there is nothing to compare: the run has no groups. Raises Refused as prove_version does.
    """
    document = document_of(version)
    against = public_version(version)
    try:
        guide = guide_of(document)
        earlier = guide_of(document_of(against)) if against else None
    except interchange_document.FormatError as error:
        raise Refused(Reason(str(error), error.path)) from error
    run = _begin(version, document, against, by)

    def work(progress):
        found = compare(earlier, guide, effort=run.effort, progress=progress) if earlier else NOTHING
        return comparison_to_data(found)

    if not earlier or not (is_long(guide) or is_long(earlier)):
        return carry_out(run, work)
    carry_out_behind(run, work)
    return run


def public_version(version):
    """Return the version of the same guide that is public now, or None; never `version` itself."""
    public = GuideVersion.objects.filter(guide_id=version.guide_id, state=GuideVersion.State.PUBLISHED)
    return public.exclude(pk=version.pk).first()


def latest_comparison(version):
    """Return the newest ComparisonRun of a version, whatever became of it, or None."""
    return ComparisonRun.objects.filter(version=version).select_related("against").first()


def comparison_for(version, document):
    """Return the newest finished ComparisonRun of these very bytes with what is public now, or None."""
    against = public_version(version)
    runs = ComparisonRun.objects.filter(version=version, data__isnull=False, against=against)
    return runs.filter(
        content_hash=interchange_document.content_hash(document), against_hash=against.content_hash if against else ""
    ).first()


def is_with_what_is_public(run, version):
    """Whether a comparison of a version is with exactly what is public now, or with nothing where nothing is."""
    against = public_version(version)
    known = (against.pk, against.content_hash) if against else (None, "")
    return (run.against_id, run.against_hash) == known


def acknowledged(version, document):
    """Return the Acknowledgements that stand for the proof of these bytes, in the order of its findings."""
    run = proving.run_for(version, document)
    findings = proving.proof_of(run).findings if run else ()
    found = proving.acknowledgements(version, document, findings)
    return tuple(found[finding.key] for finding in findings if finding.key in found)


def acknowledged_key(acknowledgements):
    """Return what is filed when somebody has read these acknowledgements: another one for others. "" where none are."""
    if not acknowledgements:
        return ""
    text = "\n".join(f"{one.key} {one.subject_hash} {one.by_id} {one.reason}" for one in acknowledgements)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def comparison_of(run):
    """Return the Comparison that a finished run keeps."""
    return comparison_from_data(run.data)


def group_key(group):
    """Return a short name of a group that stays the same in the same comparison."""
    text = "\n".join((group.kind, group.subject, group.sentence, group.before, group.after))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@transaction.atomic
def mark_read(run, groups, *, by):
    """File that a person has read a comparison, and which groups (by key) they find intended. Raises Refused.

    Among the groups may be the key of the acknowledgements of these bytes: that they have read those.

    Once something is filed it stays: who was mistaken sends the version back.
    """
    accepted = acknowledged(run.version, document_of(run.version))
    known = {acknowledged_key(accepted), *(group_key(group) for group in comparison_of(run).groups)}
    if not set(groups) <= known:
        raise Refused("This comparison has changed since you opened it. Read it again.")
    for group in {"", *groups}:
        Reading.objects.get_or_create(run=run, group=group, by=by)


def unread(run, by):
    """Return the groups of a comparison that a person has not marked as intended; None if they never read it."""
    marked = set(Reading.objects.filter(run=run, by=by).values_list("group", flat=True))
    if "" not in marked:
        return None
    return tuple(group for group in comparison_of(run).groups if group_key(group) not in marked)


def has_read(run, acknowledgements, by):
    """Whether a person filed beside this comparison that they have read these acknowledgements."""
    return Reading.objects.filter(run=run, by=by, group=acknowledged_key(acknowledgements)).exists()


@transaction.atomic
def _begin(version, document, against, by):
    GuideVersion.objects.select_for_update().get(pk=version.pk)
    last = latest_comparison(version)
    if last and going_on(last):
        raise Refused(Reason("A comparison of this version is going on. Its page shows how far it is.", "comparison"))
    return ComparisonRun.objects.create(
        version=version,
        content_hash=interchange_document.content_hash(document),
        against=against,
        against_hash=against.content_hash if against else "",
        started_by=by,
        effort=DEFAULT_EFFORT,
    )
