"""What readers say is wrong with a page, and the clock that runs until somebody answers."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from content.models import ProblemReport
from content.publishing import Refused

Urgency = ProblemReport.Urgency
WORKING_DAYS = {Urgency.HARM: 1, Urgency.WRONG: 5, Urgency.UNCLEAR: 20}
LONGEST = 2000  # characters
MOST_AN_HOUR = 60


def report(page, urgency, words, kind="", object_id=None):
    """File what a reader says of a page, without who said it; returns the ProblemReport. Raises Refused."""
    words = words.strip()
    if urgency not in Urgency.values:
        raise Refused("Choose what kind of problem it is.")
    if not words:
        raise Refused("Say in a few words what is wrong.")
    if len(words) > LONGEST:
        raise Refused(f"Use at most {LONGEST:,} characters.")
    now = timezone.now()
    return ProblemReport.objects.create(
        page=page,
        kind=kind,
        object_id=object_id,
        urgency=urgency,
        words=words,
        reported_at=now,
        due_at=due(urgency, now),
    )


@transaction.atomic
def answer(report, *, by, answer):
    """Say what was done about a report; it stays on record. Raises Refused."""
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if not by.has_perm("content.change_problemreport"):
        raise Refused("Your account does not have the right to do this.")
    if report.answered_at:
        raise Refused("Somebody has answered this already.")
    if not answer.strip():
        raise Refused("Say what was done.")
    report.answer, report.answered_by, report.answered_at = answer.strip(), by, timezone.now()
    report.save(update_fields=["answer", "answered_by", "answered_at"])
    return report


def open_reports():
    """Return the ProblemReports that wait for an answer, the most pressing first."""
    return ProblemReport.objects.filter(answered_at=None).order_by("due_at", "pk")


def open_reports_of(thing):
    """Return the open reports about one Reviewable, the most pressing first."""
    return open_reports().filter(**thing.key)


def is_flooded():
    """Whether so many reports came in the last hour that no more are taken: who sent them is not known, so from all."""
    return ProblemReport.objects.filter(reported_at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR


def due(urgency, now):
    """Return when a report has to be answered: so many working days later, Monday to Friday, at the same hour.

    Bank holidays count as working days: they differ between the nations, and an answer may be early.
    """
    at = timezone.localtime(now)
    for _ in range(WORKING_DAYS[urgency]):
        at += timedelta(days=1)
        while at.weekday() > 4:
            at += timedelta(days=1)
    return at
