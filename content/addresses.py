"""Where each thing that has a page of its own is read."""

from django.urls import reverse

from content.audiences import Reader
from content.models import Kind

# Pages about the site that have an address of their own: its name, and the title while nothing is published there.
POLICIES = {
    "about": ("about", "About us"),
    "how-we-check": ("how_we_check", "How we check pages"),
    "accessibility": ("accessibility", "Accessibility"),
    "privacy": ("privacy", "Privacy"),
    "sources": ("sources", "Sources and thanks"),
}


def article_address(slug, reader):
    """Return the address of an article for a Reader, or for "short"; someone with MS reads the first address."""
    if reader == Reader.PATIENT:
        return reverse("article", args=[slug])
    return reverse("article_reader", args=[slug, str(reader)])


def exercise_address(slug):
    """Return the address of an exercise."""
    return reverse("exercise", args=[slug])


def policy_address(slug):
    """Return the address of a page about the site."""
    return reverse(POLICIES[slug][0]) if slug in POLICIES else reverse("policy", args=[slug])


def service_address(slug):
    """Return the address of the page of a service."""
    return reverse("service", args=[slug])


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
