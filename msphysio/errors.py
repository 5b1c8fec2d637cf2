"""Pages for when something goes wrong: kind, with a way on, and without the database."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.template import loader

from msphysio.context_processors import site


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
    """500."""
    return _page(request, "500", "Something went wrong here", 500)


def csrf_failure(request, reason=""):
    """403 when the form is too old, or cookies are off."""
    return _page(request, "csrf", "We could not take your answer", 403)


def _page(request, name, title, status):
    """Render without the request, so that no session, account or database is touched on the way."""
    context = {**site(request), "title": f"Error: {title}", "heading": title, "noindex": True}
    return HttpResponse(loader.get_template(f"{name}.html").render(context), status=status)
