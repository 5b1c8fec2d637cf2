"""What is due in the guide, for its editors: the parts whose source has a new version, and the guide past its date."""

from urllib.parse import urlencode

from django.db.models import Subquery
from django.urls import reverse
from django.utils import timezone

from content import review_dates
from content.ageing import Citing
from content.models import SourceChange
from referrals import citations, definitions
from referrals.models import GuideVersion

LABELS = {"route": "route of the guide", "rule": "rule of the guide", "sign": "urgent sign of the guide"}
LABELS |= {"help": "help in a nation, in the guide", "letters": "letters of the guide"}
LISTS = {"route": "route", "rule": "rule", "sign": "urgentsign"}


def parts(source_key):
    """Return what cites a source, as content.ageing.Citing: what is public first, then what only drafts have."""
    current = definitions.published()
    public = citations.in_guide(current.guide, source_key) if current else []
    known = {(kind, key) for kind, key, _ in public}
    drafts = [found for found in definitions.citing(source_key) if (found[0], found[1]) not in known]
    return [*(_citing(*found, True) for found in public), *(_citing(*found, False) for found in drafts)]


def due():
    """Return `(Citing, why)` of the public guide past its check date, then of each part whose source has changed.

    One query. A source counts that has changed since the guide was checked. Checked means approved; what a
    demonstration shows without approval counts from its publication.
    """
    current = definitions.published()
    if current is None:
        return []
    public = GuideVersion.objects.filter(state=GuideVersion.State.PUBLISHED).values("published_at")[:1]
    changes = SourceChange.objects.filter(noted_at__gt=current.approved_at or Subquery(public))
    return _past(current) + [
        (_citing(*found, True), f"{change.source} has a new version: {change.edition}.")
        for change in changes.select_related("source").order_by("noted_at")
        for found in citations.in_guide(current.guide, change.source.key)
    ]


def _past(current):
    """The guide as a whole, when the day of its next check has passed."""
    day = current.next_check_date
    if not review_dates.is_past(day, timezone.localdate()):
        return []
    address = f"{reverse('admin:referrals_guideversion_changelist')}?{urlencode({'state__exact': 'published'})}"
    why = f"The guide is past its check date, {day.day} {day:%B %Y}."
    return [(Citing("guide", f"version {current.number}", address, True), why)]


def _citing(kind, key, title, public):
    # Who helps in each nation and the words of letters are on the page of each version.
    address = reverse(f"admin:referrals_{LISTS.get(kind, 'guideversion')}_changelist")
    query = f"?{urlencode({'q': key})}" if kind in LISTS else ""
    return Citing(LABELS[kind], title or key, f"{address}{query}", public)
