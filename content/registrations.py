"""Who may look at the registrations of clinical reviewers: numbers and interests of named people."""

from content.models import Reviewer

ALL, OWN = "content.view_reviewer", "content.view_own_reviewer"


def may_look(user):
    """Whether there is any registration that this person may look at, if it exists."""
    return user.has_perm(ALL) or user.has_perm(OWN)


def readable_by(user):
    """Return the registrations that this person may look at: all, their own, or none."""
    if user.has_perm(ALL):
        return Reviewer.objects.all()
    return Reviewer.objects.filter(user=user) if user.has_perm(OWN) else Reviewer.objects.none()
