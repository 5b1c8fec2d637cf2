"""Recordings that editors uploaded, whole or the part that a player asks for. An address names the bytes."""

import re

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from content import recordings, sounds

# One part, as players ask for it: “bytes=0-499”, “bytes=500-” or the last 500, “bytes=-500”. RFC 9110, section 14.
PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


@require_safe
def send_recording(request, sha256, kind):
    """Send a recording, or a part of it (206), to be kept for good by browsers and caches.

    Other bytes than its address names are not sent. Several parts at once are answered with the whole, as is allowed.
    """
    size = recordings.size_of(sha256, kind)
    if size is None:
        raise Http404(f"no recording {sha256}")
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # sound does not get smaller, and a part has to be of these bytes
    etag = f'"{sha256}"'
    asked = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    part = _part(asked, size)
    if part is not None and not part:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    sent = range(size) if part is None else part
    headers = {
        "Content-Length": str(len(sent)),
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "cross-origin",  # podcast players of other sites play them too
    }
    if part is not None:
        headers["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    return StreamingHttpResponse(
        recordings.chunks(sha256, kind, sent.start, len(sent)),
        status=200 if part is None else 206,
        headers=headers,
        content_type=sounds.TYPES[kind],
    )


def _part(asked, size):
    """The bytes that are asked for, as a range: empty where there are none, None where the whole is to be sent."""
    found = PART.fullmatch(asked)
    if not found or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None  # not a range at all
    return range(int(first), min(int(last or size), size - 1) + 1)
