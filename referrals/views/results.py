"""The end of the guide: the result, and a letter to take along."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from referrals import letters, results

from .walking import finished_page

TEMPLATES = {
    "emergency": "referrals/result_emergency.html",
    "exit": "referrals/result_exit.html",
    "urgent": "referrals/result_urgent.html",
    "routes": "referrals/result.html",
}


@require_safe
@finished_page
def result(request, visit):
    """Show urgent advice first, then the ways to physiotherapy."""
    page = results.page(visit.version, visit.walk)
    context = {"nav": "guide", "title": page.heading, "page": page, "visit": visit}
    return render(request, TEMPLATES[page.kind], context)


@require_safe
@finished_page
def letter(request, visit, route):
    """Show a letter for one of the suggested routes, ready to print."""
    found = letters.letter(visit.version, visit.walk, route)
    if found is None:
        raise Http404(f"no letter for {route}")
    return render(request, "referrals/letter.html", {"nav": "guide", "title": "Your letter", "letter": found})
