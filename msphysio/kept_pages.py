"""Public pages without answers: rendered once for all readers, then sent from the memory of each process.

A page is kept by its scheme, the Host that was asked for, its path and the reading settings, for one day, until one of
the held values that it was made of is another: what is paused or published is seen at the next request, as without
this. While the database is away the held values stay, and so do the pages. A view says that its page may be kept with
content.views.keeping.kept; nothing else ever is. An address with a “?” is not, so nothing that somebody typed; but for
what a search finds for words of our pages alone: see content.views.keeping.keep_at. Nobody else may keep that.

What others may keep (`SHARED`): a shared cache for 10 seconds, and for 20 more while it asks again or the site is
broken, so that a pause has reached every reader after 30 seconds, whatever happens to the site meanwhile. A browser
asks each time, and is told that nothing changed. Kept pages hold no token and no words of the reader, so their size
gives nothing away: they are compressed once, and well. Those with a “?” are padded, since their size would tell what
was asked for. Other pages keep Django's GZipMiddleware, which pads them against guessing. They are made for one reader
each, so Brotli would cost more time there than it saves.
"""

import secrets
import threading
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from content.held import one_moment, still_hold
from content.memory import Memory
from msphysio.reading_settings import COOKIE, Reading
from msphysio.representations import FOR_ALL, FOR_ONE, Representations

SHARED = "public, max-age=0, s-maxage=10, stale-while-revalidate=20, stale-if-error=20"
OWN = "private, no-cache"  # an address with a “?” holds what somebody chose or typed
PATIENCE = 2  # seconds to wait for another thread that renders the same page
OVERHEAD = 8192  # bytes of headers and objects beside a page's own
PADDING = "-" * 100  # as much as GZipMiddleware adds at most
USUAL = Reading()


class KeptPage:
    """A page and what it was made of. `opened(agent)` counts a reader, or is None. `match`: what kind of page it is."""

    def __init__(self, request, response, generations):
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        self._padded = bool(request.META.get("QUERY_STRING"))
        self._sent = Representations(response.content, headers, FOR_ONE if self._padded else FOR_ALL)
        self._generations, self._day = generations, _day()
        self._opened, self._match = getattr(response, "opened", None), request.resolver_match
        self.size = 2 * len(response.content) + OVERHEAD  # the compressed ones together are smaller than the page

    def holds(self):
        """Whether readers should still get it."""
        begins, ends = self._day
        return begins <= time.time() < ends and still_hold(self._generations)

    def answer(self, request, accepted):
        """Return the response to a request, and count a reader; a browser that fetches ahead has shown it to nobody."""
        meta, request.resolver_match = request.META, self._match
        if self._opened and request.method == "GET" and "HTTP_SEC_PURPOSE" not in meta:
            self._opened(meta.get("HTTP_USER_AGENT", ""))
        response = self._sent.answer(accepted, meta.get("HTTP_IF_NONE_MATCH"))
        if self._padded:
            response["X-Padding"] = PADDING[: secrets.randbelow(len(PADDING))]
        return response


class KeptPages:
    """The middleware. Outside of all that makes a page, so that a kept one costs next to nothing."""

    def __init__(self, get_response):
        self.get_response = get_response
        self._pages = Memory(settings.KEPT_PAGES_MEGABYTES * 2**20, lambda page: page.size)
        self._under_way = {}

    def __call__(self, request):
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        key = _key(request)
        page = self._kept(key)
        accepted = request.META.get("HTTP_ACCEPT_ENCODING")
        return page.answer(request, accepted) if page else self._render(request, key, accepted)

    def process_view(self, request, view, args, kwargs):
        """Let one thread render a missing page. The others wait for it, and render too where that takes long.

        Whoever comes first may be late: another may have kept the page since this one looked for it.
        """
        key = getattr(request, "kept_as", None)
        if key is None or not getattr(view, "is_kept", False):
            return None
        first = self._under_way.setdefault(key, request.rendered)
        if first is not request.rendered:
            first.wait(PATIENCE)
        request.kept_page = self._kept(key)
        return HttpResponse() if request.kept_page else None

    def _render(self, request, key, accepted):
        request.asked_as, request.kept_page, request.rendered = key, None, threading.Event()
        request.kept_as = None if request.META.get("QUERY_STRING") else key  # a view can allow more
        try:
            with one_moment() as moment:
                response = self.get_response(request)
            if request.kept_page:
                return request.kept_page.answer(request, accepted)
            if not getattr(response, "is_for_everybody", False):
                return response
            return self._made(request, response, moment).answer(request, accepted)
        finally:
            if self._under_way.get(key) is request.rendered:
                del self._under_way[key]
            request.rendered.set()

    def _made(self, request, response, moment):
        if "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = SHARED if request.kept_as else OWN
        patch_vary_headers(response, ("Accept-Encoding",))
        page = KeptPage(request, response, moment.generations())
        if request.kept_as and moment.complete:
            self._pages.keep(request.kept_as, page)
        return page

    def _kept(self, key):
        page = self._pages.recall(key)
        return page if page and page.holds() else None


def _key(request):
    """Return what a page is kept by, or None. The Host is as it was sent: only for an allowed one was a page kept."""
    meta = request.META
    if "HTTP_HOST" not in meta:
        return None
    reading = Reading.of(request) if COOKIE in meta.get("HTTP_COOKIE", "") else USUAL
    return request.scheme, meta["HTTP_HOST"], request.path, meta.get("QUERY_STRING", ""), reading


def _day():
    """Return when this day began and when it ends, as seconds of the epoch."""
    today = timezone.localdate()
    return tuple(
        timezone.make_aware(datetime.combine(day, time_of_day())).timestamp() for day in (today, today + timedelta(1))
    )
