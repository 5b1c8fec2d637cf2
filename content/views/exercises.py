"""Exercises that stand alone, as the public reads them. Nothing here queries: content.reading holds what is there."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from content import presenters, reading
from content.models import Kind
from content.presenters import Metadata

from .keeping import kept
from .showing import show

ALL_EXERCISES = "Drawn exercises to ask your physiotherapist about, by position, purpose and energy."
SHEET = "Put exercises on a sheet, print it, and show it to your physiotherapist. It stays on your device."


@require_safe
@kept
def show_exercise_list(request):
    """List the published exercises, or those that fit ?position=, ?purpose= and ?energy=; ?with= is on the sheet."""
    page = presenters.exercise_list(request.GET, _on_sheet(request))
    metadata = Metadata(ALL_EXERCISES, reverse("exercise_list"))
    return show(request, "content/exercise_list.html", "Exercises", metadata, page=page)


@require_safe
@kept
def show_exercise_sheet(request):
    """Show the sheet of the exercises in ?with=, in that order. Nobody's sheet is kept here."""
    chosen = _on_sheet(request)
    metadata = Metadata(SHEET, reverse("exercise_sheet"), chosen)
    page = presenters.exercise_sheet(chosen)
    return show(request, "content/exercise_sheet.html", "My exercises", metadata, page=page, noindex=bool(chosen))


@require_safe
@kept
def show_exercise(request, slug):
    """Show one exercise."""
    published = reading.one(Kind.EXERCISE, slug)
    if published is None:
        raise Http404
    page = presenters.exercise_page(published)
    metadata = Metadata(page.summary, presenters.exercise_address(slug), (published,))
    helpful = presenters.helpful(request.path, metadata.path, published.number, request.GET.get("helpful", ""))
    return show(request, "content/exercise.html", page.title, metadata, page=page, helpful=helpful)


def _on_sheet(request):
    return presenters.exercises_asked_for(request.GET.getlist("with"))
