"""The end of the guide: the result."""

from functools import lru_cache

from django.shortcuts import render
from django.views.decorators.http import require_safe

from referrals import answers, near, results
from referrals.place_forms import WhereForm

from .walking import finished_page

TEMPLATES = {
    "emergency": "referrals/result_emergency.html",
    "exit": "referrals/result_exit.html",
    "urgent": "referrals/result_urgent.html",
    "routes": "referrals/result.html",
}

_where = lru_cache(maxsize=2)(WhereForm)  # with nothing in it, one for each voice


@require_safe
@finished_page
def result(request, visit):
    """Show urgent advice first, then the ways to physiotherapy."""
    kept = visit.answers
    page = results.page(visit.version, visit.walk, near.chosen(kept), kept.near, kept.seen)
    context = {
        "nav": "guide",
        "title": page.heading,
        "page": page,
        "visit": visit,
        "where": _where(visit.walk.voice),
    }
    response = render(request, TEMPLATES[page.kind], context)
    if page.routes:
        answers.keep_day(response, kept)
    return response
