"""Where each thing that has a page of its own is read."""

from django.urls import reverse

from content.audiences import Reader
from content.models import Kind

from .article import article_address
from .exercise import exercise_address
from .pages import policy_address
from .service import service_address

_ADDRESSES = {
    Kind.ARTICLE: lambda slug: article_address(slug, Reader.PATIENT),
    Kind.TOPIC: lambda slug: reverse("topic", args=[slug]),
    Kind.EXERCISE: exercise_address,
    Kind.STORY: lambda slug: reverse("story", args=[slug]),
    Kind.POLICY: policy_address,
    Kind.SERVICE: service_address,
}
WITH_PAGES = tuple(_ADDRESSES)


def address_of(published):
    """Return the address of a Published thing of a kind that has pages: see WITH_PAGES."""
    return _ADDRESSES[Kind(published.kind)](published.slug)
