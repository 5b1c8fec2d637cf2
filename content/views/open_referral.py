"""The directory for other directories: Open Referral UK as JSON. Nothing here queries when warm."""

from django.http import JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from content import open_referral

FRESH = 300  # seconds that a copy may be used without asking again
AS_TEXT = {"ensure_ascii": False}


@require_safe
@cache_control(public=True, max_age=FRESH)
@conditional_page
def show_details(request):
    """Say which version of the standard this is."""
    return _json(open_referral.details())


@require_safe
@cache_control(public=True, max_age=FRESH)
@conditional_page
def list_services(request):
    """List the services, page by page: ?page=2&per_page=20."""
    try:
        number = _number(request, "page", 1, 10**6)
        per_page = _number(request, "per_page", open_referral.PER_PAGE, open_referral.MOST)
    except ValueError as error:
        return _json({"error": str(error)}, status=400)
    return _json(open_referral.page(number, per_page))


@require_safe
@cache_control(public=True, max_age=FRESH)
@conditional_page
def show_service(request, identifier):
    """Show one service with all its parts."""
    found = open_referral.service(identifier)
    if found is None:
        return _json({"error": "There is no service with this id."}, status=404)
    return _json(found)


def _number(request, name, default, most):
    text = request.GET.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) < 8 and 1 <= int(text) <= most):
        raise ValueError(f"{name} is a whole number from 1 to {most}.")
    return int(text)


def _json(data, status=200):
    return JsonResponse(data, status=status, json_dumps_params=AS_TEXT)
