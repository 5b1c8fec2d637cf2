"""Which work is waiting for whom: the lists that the desk counts and that the filters of the admin show.

Each list is a condition on the working copies of one model, so that a count or a filter takes one query.
"""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from content.models import Kind, Pause, Recheck, Release, ReviewEvent, Revision, Schedule
from content.workflow import Move, State

SOON = timedelta(days=60)  # how long before its check date a thing is worth looking at


class Work(models.TextChoices):
    """The questions that editors ask of a list."""

    WAITING = "waiting", "Waiting for me"
    MINE = "mine", "My drafts"
    SENT_BACK = "sent_back", "Sent back to the writer"
    SUBMITTED = "submitted", "Waiting for somebody's approval"
    DUE = "due", "Check due within 60 days"
    OVERDUE = "overdue", "Past its check date"
    UNAPPROVED = "unapproved", "Never approved by anybody"
    PLANNED = "planned", "Planned for a date"
    PAUSED = "paused", "Paused"


def condition(work, model, user):
    """Return the Q of a Work for the working copies of one model, as this user sees it."""
    return CONDITIONS[Work(work)](model, user)


def of_thing(rows, model, **fields):
    """Return the rows filed under the thing of the outer query: Release, Pause, Schedule and the like."""
    return rows.objects.filter(kind=model.kind, object_id=OuterRef("pk"), **fields)


def _waiting(model, user):
    """What needs this person's next move: to check it, to publish it, to mend what came back, to take up an offer."""
    found = Q(pk__in=[])
    if user.has_perm(f"content.approve_{model.kind}"):
        found |= Q(state__in=[State.SUBMITTED, State.IN_REVIEW]) & ~Q(edited_by=user) & ~_sent_by(model, user)
    if user.has_perm(f"content.publish_{model.kind}"):
        found |= Q(state=State.APPROVED)
    if user.has_perm(f"content.change_{model.kind}"):
        found |= Q(edited_by=user) & _sent_back(model, user)
    if model.kind == Kind.STORY and user.has_perm("content.change_story"):
        found |= Q(state=State.DRAFT, edited_by=None, offer__isnull=False)
    return found


def _mine(model, user):
    return Q(state=State.DRAFT, edited_by=user)


def _sent_back(model, user):
    """A draft whose last word from others was a reason to mend it."""
    latest = of_thing(ReviewEvent, model).order_by("-pk").values("act")[:1]
    return Q(state=State.DRAFT) & Q(pk__in=model.objects.alias(last=Subquery(latest)).filter(last=Move.SEND_BACK))


def _sent_by(model, user):
    """What this person sent for approval last."""
    latest = of_thing(ReviewEvent, model, act=Move.SUBMIT).order_by("-pk").values("actor")[:1]
    return Q(pk__in=model.objects.alias(sender=Subquery(latest)).filter(sender=user.pk))


def _submitted(model, user):
    return Q(state__in=[State.SUBMITTED, State.IN_REVIEW])


def _due(model, user):
    today = timezone.localdate()
    return Q(Exists(of_thing(Release, model, revision__next_review_date__range=(today, today + SOON))))


def _overdue(model, user):
    today = timezone.localdate()
    late = of_thing(Release, model, revision__next_review_date__lt=today)
    return Q(Exists(late)) | Q(state=State.DUE) | Q(Exists(of_thing(Recheck, model, settled_at=None)))


def _unapproved(model, user):
    """What was withdrawn waits for nobody."""
    return ~Q(state=State.WITHDRAWN) & ~Q(Exists(of_thing(Revision, model, approved_by__isnull=False)))


def _planned(model, user):
    return Q(Exists(of_thing(Schedule, model, done_at=None)))


def _paused(model, user):
    return Q(Exists(of_thing(Pause, model, lifted_at=None)))


CONDITIONS = {
    Work.WAITING: _waiting,
    Work.MINE: _mine,
    Work.SENT_BACK: _sent_back,
    Work.SUBMITTED: _submitted,
    Work.DUE: _due,
    Work.OVERDUE: _overdue,
    Work.UNAPPROVED: _unapproved,
    Work.PLANNED: _planned,
    Work.PAUSED: _paused,
}
