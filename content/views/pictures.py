"""Pictures that editors uploaded. An address names the bytes, so what it shows never changes."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from content import pictures


@require_safe
def show_picture(request, sha256):
    """Send one picture, to be kept for good by browsers and caches."""
    try:
        file = default_storage.open(pictures.path(sha256))
    except FileNotFoundError as error:
        raise Http404(f"no picture {sha256}") from error
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
