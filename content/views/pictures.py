"""Pictures that editors uploaded. An address names the bytes, so what it shows never changes."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from content import pictures


@require_safe
def show_picture(request, sha256):
    """Send one picture, to be kept for good by browsers and caches. Other bytes than its address names are not sent."""
    data = pictures.stored(sha256)
    if data is None:
        raise Http404(f"no picture {sha256}")
    response = HttpResponse(data, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # podcast players and previews of links show them
    return response
