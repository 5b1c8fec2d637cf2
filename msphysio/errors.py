"""Pages for when something goes wrong: kind, with a way on, and without the database."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.template import loader

from content import resting
from msphysio import failures, sent_again
from msphysio.context_processors import site

logger = logging.getLogger(__name__)


def bad_request(request, exception=None):
    """400, or 413 when more was sent than the site takes."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, "413", "That was too much to send", 413)
    return _page(request, "400", "We could not read that", 400)


def forbidden(request, exception=None):
    """403."""
    return _page(request, "403", "You cannot open this page", 403)


def not_found(request, exception=None):
    """404."""
    return _page(request, "404", "We cannot find that page", 404)


def wrong_method(request):
    """405: an address that takes answers was opened like a page, or the other way round."""
    return _page(request, "405", "This page works another way", 405)


def broken(request):
    """500; or 503 where the database is away or the disk is full, with what was sent."""
    if failures.is_disk_full(sys.exception()):
        logger.error("the disk is full: what was sent was not kept")
        return away(request)
    if isinstance(sys.exception(), resting.AWAY):
        resting.told(logger, "some pages rest")
        return away(request)
    return _page(request, "500", "Something went wrong here", 500)


def away(request):
    """503: what was asked for needs the database. What somebody sent comes back, to be sent again."""
    return _page(request, "503", "This page rests for a moment", 503, sent=sent_again.of(request))


def csrf_failure(request, reason=""):
    """403 when the form is too old, or cookies are off."""
    return _page(request, "csrf", "We could not take your answer", 403)


def _page(request, name, title, status, **more):
    """Render without the request, so that no session, account or database is touched on the way."""
    context = {**site(request), "title": f"Error: {title}", "heading": title, "noindex": True, **more}
    return HttpResponse(loader.get_template(f"{name}.html").render(context), status=status)
