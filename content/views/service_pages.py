"""The page of one service. It queries nothing."""

from django.http import Http404
from django.views.decorators.http import require_safe

from content import presenters, reading
from content.models import Kind, Service
from content.presenters import Metadata

from .keeping import kept
from .showing import show


@require_safe
@kept
def show_service(request, slug):
    """Show what is known of a service, and what is not. One that is known too badly has no page."""
    published = reading.one(Kind.SERVICE, slug)
    if published is None or published.document["confidence"] == Service.Confidence.LOW:
        raise Http404
    page = presenters.service_page(published)
    metadata = Metadata(page.description, page.url, (published,), page.entity)
    return show(request, "content/service.html", page.name, metadata, nav="services", page=page)
