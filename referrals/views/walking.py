"""What every page of the guide shares: the version, the answers, the walk; and that no browser keeps the page."""

from dataclasses import dataclass, replace
from functools import wraps

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from referrals import answers, definitions, trust
from referrals.engine.walk import walk


@dataclass(frozen=True)
class Visit:
    """One request of somebody who is answering."""

    version: definitions.PublicVersion
    answers: answers.Answers
    walk: object
    begun: bool  # whether this device held readable answers
    lost: bool  # whether it held answers that can no longer be read
    updated: bool  # whether the guide has changed since the answers were given

    @property
    def standing(self):
        """How the version stands today: due for a check, or not."""
        return trust.standing(self.version)

    @property
    def quick_exit(self):
        """Whether pages offer a quick way out: somebody told of danger, or of what others may not be meant to know."""
        return any(sign.level in ("A", "B", "C") for sign in self.walk.signs)

    @property
    def next_url(self):
        """Where to go on: the first question without an answer, the check page, or the result that stops the walk."""
        if self.walk.stopped:
            return reverse("result")
        return reverse("question", args=[self.walk.current.key]) if self.walk.current else reverse("check")

    @property
    def last_url(self):
        """The question that was answered last in the order of the walk: the way back to correct a mistake."""
        given = [question for question in self.walk.asked if question is not self.walk.current]
        return reverse("question", args=[given[-1].key]) if given else reverse("guide_start")


def guide_page(view):
    """Give a view its `Visit`; say kindly that there are no questions when no guide may be shown."""

    @never_cache
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        visit = visit_of(request)
        if visit is None:
            return render(
                request, "referrals/no_guide.html", {"nav": "guide", "title": "The questions are resting"}, status=503
            )
        return view(request, visit, *args, **kwargs)

    return wrapped


def begun_page(view):
    """Like guide_page, and send people who have no answers yet to the start."""

    @guide_page
    @wraps(view)
    def wrapped(request, visit, *args, **kwargs):
        if not visit.begun:
            return redirect(reverse("guide_lost" if visit.lost else "guide_start"))
        return view(request, visit, *args, **kwargs)

    return wrapped


def finished_page(view):
    """Like begun_page, and send people whose walk is not at its end to their next question."""

    @begun_page
    @wraps(view)
    def wrapped(request, visit, *args, **kwargs):
        if not visit.walk.finished:
            return redirect(visit.next_url)
        return view(request, visit, *args, **kwargs)

    return wrapped


def visit_of(request, brought=None):
    """Return the Visit of a request, or None when no guide may be shown. Answers `brought` count, not the device's."""
    found, lost = (brought, False) if brought else answers.read(request)
    if found:
        definitions.know_of(found.version)
    current = definitions.published()
    if current is None:
        return None
    version = (definitions.version(found.version) if found else None) or current
    kept = found or answers.Answers(version=current.number)
    updated = bool(found) and version.number != found.version
    if updated:
        kept = replace(kept, version=version.number)
    return Visit(
        version=version,
        answers=kept,
        walk=walk(version.guide, kept.given),
        begun=found is not None,
        lost=lost,
        updated=updated,
    )
