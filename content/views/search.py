"""Search over everything that readers may read. Its words stand in the address, as in any search; no log has them."""

import logging

from django.db import Error
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content import presenters
from content.presenters import Metadata, SearchPage
from content.search import counting

from .showing import show

logger = logging.getLogger(__name__)

TEMPLATE = "content/search.html"


@require_safe
@never_cache
def show_search(request):
    """Show what a search finds, with what is urgent above it; without words, the way to search."""
    text, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    try:
        if not text.strip():
            return _show(request, SearchPage(""))
        known = kind if kind in presenters.SEARCH_GROUPS else ""
        page = presenters.search_page(text, kind=known, as_typed="exact" in request.GET)
        counting.searched(page.question, found=page.found)
        return _show(request, page)
    except Error:
        logger.warning("the database is away: the search rests")
        return _show(request, presenters.resting_search(text), status=503)


def _show(request, page, status=200):
    title = f"Search: {page.text}" if page.text else "Search"
    metadata = Metadata("", reverse("search"))
    response = show(request, TEMPLATE, title, metadata, nav="search", page=page, noindex=True)
    response.status_code = status
    return response
