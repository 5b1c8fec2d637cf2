"""Leaving no trace: answers, and codes to come back with, cleared from this device, and a quick way out."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from content.story_card import CARD
from referrals import answers, cards

from .saving import copy_token


@require_POST
@never_cache
def clear(request):
    """Forget the answers of this device; offer to erase the copy that was saved of them."""
    held, _ = answers.read(request)
    response = _cleared_page(request, copy_token(held.saved)) if held and held.saved else redirect("cleared")
    return _forget(response)


@require_safe
@never_cache
def cleared(request):
    """Say that the answers are gone."""
    return _cleared_page(request)


def _cleared_page(request, copy=""):
    context = {"nav": "guide", "title": "Your answers are cleared", "copy": copy}
    return render(request, "referrals/cleared.html", context)


@csrf_exempt  # a person in danger must get away, also when the form is too old; the worst it can do is to clear answers
@require_POST
@never_cache
def leave(request):
    """Forget the answers, and go to a neutral page of somebody else at once.

    A redirect would be a form sent to another site, which the security policy refuses. `Refresh` is a visit of its
    own, and takes the place of this page in the browser's history.
    """
    response = render(request, "referrals/leave.html", {"elsewhere": settings.QUICK_EXIT}, status=200)
    response["Refresh"] = f"0; url={settings.QUICK_EXIT}"
    return _forget(response)


def _forget(response):
    answers.clear(response)
    cards.clear(response)
    CARD.clear(response)
    return response
