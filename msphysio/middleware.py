"""What happens to every request on its way in and out."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from content import patience
from msphysio import errors
from msphysio.reading_settings import Reading

AGAIN = 5  # seconds after which a database that comes back is back
EDITORS = ("/admin/", "/health/details")
STACK = 2**14  # words, of 8 bytes: more than fits in 128 KB with what Python adds, so that it gets 256 KB


def patient(get_response):
    """Give requests so much patience with the database: little where readers wait, more at the editors' desk."""

    def middleware(request):
        with patience.of(patience.EDITORS if is_at_the_desk(request) else patience.READERS):
            return get_response(request)

    return middleware


class AtTheDesk:
    """For middleware that only editors need: a reader has no session, no account and no messages."""

    def __call__(self, request):
        """Do the work of the middleware where editors are, and nothing elsewhere."""
        return super().__call__(request) if is_at_the_desk(request) else self.get_response(request)


class Sessions(AtTheDesk, SessionMiddleware):
    """Django's, for editors."""


class Accounts(AtTheDesk, AuthenticationMiddleware):
    """Django's, for editors."""


class Messages(AtTheDesk, MessageMiddleware):
    """Django's, for editors."""


def is_at_the_desk(request):
    """Whether a page is for editors, not for readers."""
    return request.path_info.startswith(EDITORS)


def pages(get_response):
    """Give requests their reading settings, and refused methods a page; tell caches what pages depend on."""

    def middleware(request):
        request.reading = Reading.of(request)
        response = get_response(request) if _is_well_formed(request) else errors.bad_request(request)
        if response.status_code == 405 and not response.content:
            allowed = response["Allow"]
            response = errors.wrong_method(request)
            response["Allow"] = allowed
        if response.status_code == 503:
            response.setdefault("Retry-After", AGAIN)
            add_never_cache_headers(response)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response

    return middleware


def roomy(get_response):
    """Have pages made on one stretch of Python's stack, half of which is left for all the calls of a page.

    Python gets its stack in stretches of 16 KB. A loop just below the end of one gets and gives back the next with each
    call: 70 times for one result of the guide, a tenth of its time. A call that says that it needs much gets a long
    stretch. Mended in 2026 for Python 3.13 and later, so this goes with 3.12: github.com/python/cpython/issues/142183
    """

    def middleware(request):
        return get_response(request)

    middleware.__code__ = middleware.__code__.replace(co_stacksize=STACK)
    return middleware


def _is_well_formed(request):
    """Whether the length of what was sent is a number, and no cookie holds a NUL, which no database takes.

    Most servers see to both; Django fails where none did. RFC 9110, section 5.5.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdecimal() and "\0" not in request.META.get("HTTP_COOKIE", "")
