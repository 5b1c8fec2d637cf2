"""Search over everything that readers may read. Its words stand in the address, as in any search; no log has them."""

import logging
from functools import partial

from django.db import Error
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from content import presenters, reading, resting
from content.presenters import Metadata, SearchPage
from content.search import counting

from .keeping import keep_at, kept
from .showing import show

logger = logging.getLogger(__name__)

SEARCH, FOLLOW_UP = "content/search.html", "content/follow_up.html"


@require_safe
@never_cache
def show_search(request):
    """Show what a search finds, with what is urgent above it; without words, the way to search.

    With `about`, the address of an article, the words are a further question about that article.
    """
    text = request.GET.get("q", "")
    about = _about(request)
    if about:
        return _answer(request, text, about)
    if not text.strip():
        return _show(request, SEARCH, SearchPage(""))
    kind = request.GET.get("kind", "")
    known = kind if kind in presenters.SEARCH_GROUPS else ""
    try:
        page = presenters.search_page(text, kind=known, as_typed="exact" in request.GET)
    except Error:
        return _rest(request, SEARCH, presenters.resting_search(text))
    return _show_found(request, page, known)


@require_safe
@kept
def list_words(request):
    """List what a search field can suggest, the same for everybody: nothing that somebody types is sent for it."""
    return JsonResponse({"words": presenters.suggestions()})


def _about(request):
    try:
        published = reading.article(request.GET.get("about", ""))
    except Error:
        return None  # nothing was read since this process began: the search says so itself
    return published if published and not published.paused else None


def _answer(request, text, about):
    try:
        page = presenters.follow_up_page(text, about)
    except Error:
        return _rest(request, FOLLOW_UP, presenters.resting_follow_up(text, about))
    if page.text:
        counting.searched(page.question, found=page.found)
    return _show(request, FOLLOW_UP, page)


def _show_found(request, page, kind):
    """Show what was found, and count its words; keep the page where every word is one of our own pages."""
    response = _show(request, SEARCH, page)
    address = presenters.search_address(page.text, **({"kind": kind} if kind else {}))
    if page.question.is_of_our_words and keep_at(request, response, address):
        response.opened = partial(_count, page.question, page.found)
    else:
        counting.searched(page.question, found=page.found)
    return response


def _count(question, found, agent):
    counting.searched(question, found=found)


def _rest(request, template, page):
    resting.told(logger, "the search rests")
    return _show(request, template, page, status=503)


def _show(request, template, page, status=200):
    title = f"Search: {page.text}" if page.text else "Search"
    metadata = Metadata("", reverse("search"))
    response = show(request, template, title, metadata, nav="search", page=page, noindex=True)
    response.status_code = status
    return response
