"""Addresses for the machines and people that keep the site running."""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from msphysio import sign_in, standing


@require_safe
@never_cache
def live(request):
    """200 as long as this process answers."""
    return _plain("live", 200)


@require_safe
@never_cache
def ready(request):
    """200 when the database answers, else 503: readers are still served from memory, editors are not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _plain("database away", 503)
    return _plain("ready", 200)


@require_safe
@never_cache
def details(request):
    """How the site stands, as JSON, for those who may see the record of publications."""
    if not (request.user.has_perm("content.view_release") and sign_in.stands(request)):
        raise PermissionDenied
    return JsonResponse({**asdict(standing.for_readers()), **asdict(standing.for_keepers())})


def _plain(text, status):
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")
