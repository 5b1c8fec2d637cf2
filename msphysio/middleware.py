"""What happens to every request on its way in and out."""

from django.utils.cache import patch_vary_headers

from msphysio import errors
from msphysio.reading_settings import Reading


def pages(get_response):
    """Give requests their reading settings, and refused methods a page; tell caches what pages depend on."""

    def middleware(request):
        request.reading = Reading.of(request)
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            allowed = response["Allow"]
            response = errors.wrong_method(request)
            response["Allow"] = allowed
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response

    return middleware
