"""Two addresses for the machines that keep the site running."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

log = logging.getLogger(__name__)


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
    except DatabaseError as error:
        log.warning("database away: %s", type(error).__name__)
        return _plain("database away", 503)
    return _plain("ready", 200)


def _plain(text, status):
    return HttpResponse(text + "\n", status=status, content_type="text/plain; charset=utf-8")
