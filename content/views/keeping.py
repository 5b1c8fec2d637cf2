"""Marks public pages that are the same for everybody: msphysio.kept_pages renders each once, and keeps it in memory."""

from functools import wraps


def kept(view):
    """Mark a view whose page is made of nothing but its address, the reading settings, the day and what is held.

    What is held is read from content.held, never queried. The page is given its ETag and is compressed outside of all
    other middleware; it is kept where its address has no “?”. A page that is somebody's own after all, with a cookie,
    a session or a token against forged forms, is left as it is. A view that counts its readers puts a function of
    their browser's name on the response, as `opened`.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if _is_for_everybody(request, response):
            _send_to_everybody(request, response)
        return response

    answer.is_kept = True
    return answer


def keep_at(request, response, address):
    """Have a page kept by its address although that has a “?”; returns whether it is.

    For a page made of nothing but `address`, the reading settings, the day and what is held, and only if all that the
    reader sent as an address is that: what else stands there - a further word, a mark of who sent the link - is theirs.
    """
    if request.get_full_path() != address or not _is_for_everybody(request, response):
        return False
    _send_to_everybody(request, response)
    request.kept_as = getattr(request, "asked_as", None)
    return True


def _send_to_everybody(request, response):
    response.is_for_everybody = True
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # compressed once for all, not here


def _is_for_everybody(request, response):
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and "no-store" not in response.get("Cache-Control", "")
    )
