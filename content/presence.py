"""Who has a thing open in the admin at this moment, so that two people do not write over each other.

The only writer of EditMark: a mark is made when the form opens and renewed while it stays open. Old ones are forgotten.
"""

from datetime import timedelta

from django.utils import timezone

from content.models import EditMark

FRESH = timedelta(minutes=2)  # the open page calls every minute; one call may be lost
KEPT = timedelta(days=1)


def mark(thing, user):
    """Note that somebody has a Reviewable open now, and forget marks of days gone by."""
    now = timezone.now()
    EditMark.objects.filter(seen_at__lt=now - KEPT).delete()
    EditMark.objects.update_or_create(**thing.key, user=user, defaults={"seen_at": now})


def leave(thing, user):
    """Note that somebody is done with it."""
    EditMark.objects.filter(**thing.key, user=user).delete()


def others(thing, user):
    """Return the names of the other people who have a Reviewable open, in alphabetical order."""
    marks = EditMark.objects.filter(**thing.key, seen_at__gte=timezone.now() - FRESH).exclude(user=user)
    return tuple(sorted(name_of(mark.user) for mark in marks.select_related("user")))


def name_of(user):
    """Return what colleagues call somebody."""
    return user.get_full_name() or user.get_username()
