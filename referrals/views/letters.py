"""What a person takes away from the guide: letters on paper."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from referrals import letters

from .walking import finished_page


@require_safe
@finished_page
def letter(request, visit, route):
    """Show a letter for one of the suggested routes, ready to print."""
    found = letters.letter(visit.version, visit.walk, route)
    if found is None:
        raise Http404(f"no letter for {route}")
    return render(request, "referrals/letter.html", {"nav": "guide", "title": "Your letter", "letter": found})
