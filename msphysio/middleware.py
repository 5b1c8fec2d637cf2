"""What happens to every answer of the site on its way out."""

from django.utils.cache import patch_vary_headers

from msphysio import errors


def pages(get_response):
    """Give a refused method a page with a way on, and tell caches that pages depend on the reading settings."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            allowed = response["Allow"]
            response = errors.wrong_method(request)
            response["Allow"] = allowed
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response

    return middleware
