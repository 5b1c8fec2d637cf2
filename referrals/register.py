"""What the guide takes from content's register of sources, for the editors who note that a source has a new version."""

from urllib.parse import urlencode

from django.db.models import Subquery
from django.urls import reverse

from content.ageing import Citing
from content.models import SourceChange
from referrals import citations, definitions
from referrals.models import GuideVersion

LABELS = {"route": "route of the guide", "rule": "rule of the guide", "sign": "urgent sign of the guide"}
LISTS = {"route": "route", "rule": "rule", "sign": "urgentsign"}


def parts(source_key):
    """Return what cites a source, as content.ageing.Citing: what is public first, then what only drafts have."""
    current = definitions.published()
    public = citations.in_guide(current.guide, source_key) if current else []
    known = {(kind, key) for kind, key, _ in public}
    drafts = [found for found in definitions.citing(source_key) if (found[0], found[1]) not in known]
    return [*(_citing(*found, True) for found in public), *(_citing(*found, False) for found in drafts)]


def due():
    """Return `(Citing, why)` of each part of the public guide whose source has changed since its last check; one query.

    Checked means approved; what a demonstration shows without approval counts from its publication.
    """
    current = definitions.published()
    if current is None:
        return []
    public = GuideVersion.objects.filter(state=GuideVersion.State.PUBLISHED).values("published_at")[:1]
    changes = SourceChange.objects.filter(noted_at__gt=current.approved_at or Subquery(public))
    return [
        (_citing(*found, True), f"{change.source} has a new version: {change.edition}.")
        for change in changes.select_related("source").order_by("noted_at")
        for found in citations.in_guide(current.guide, change.source.key)
    ]


def _citing(kind, key, title, public):
    address = reverse(f"admin:referrals_{LISTS[kind]}_changelist")
    return Citing(LABELS[kind], title or key, f"{address}?{urlencode({'q': key})}", public)
