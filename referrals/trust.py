"""How far the guide can be trusted, as its pages print it: who checked it and when, and whether that is long ago.

Whether it is past its check date depends on the day, so it is asked anew for each request, of what is held.
"""

from dataclasses import dataclass

from django.utils import timezone

from content import review_dates
from content.presenters import Standing
from content.presenters.trust import day, with_article


@dataclass(frozen=True)
class Checked:
    """Who checked a version of the guide, in one line: the profession, never the name."""

    checked: str
    waiting: bool


def checked(version):
    """Return who Checked a PublicVersion, or that it waits for a clinician."""
    if version.approved_at is None:
        return Checked("Waiting for clinical approval", waiting=True)
    at = day(timezone.localdate(version.approved_at))
    return Checked(f"Checked by {with_article(version.approver_role or 'clinician')}, {at}", waiting=False)


def standing(version):
    """Return the Standing of the pages of a PublicVersion today. The guide goes on working, however old it is."""
    past = review_dates.is_past(version.next_check_date, timezone.localdate())
    return Standing(
        paused=False,
        due=past or version.source_changed,
        due_date=day(version.next_check_date) if past else "",
        partly=False,
    )
