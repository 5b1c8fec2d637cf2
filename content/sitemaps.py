"""The site map: pages that search engines may show, each with the day on which it changed last.

A demonstration has none: nothing in it is approved, and its pages ask not to be found.
"""

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from content import directory, presenters, reading
from content.models import Kind

LISTS = {"article_list": Kind.ARTICLE, "exercise_list": Kind.EXERCISE, "faq_list": Kind.FAQ, "glossary": Kind.TERM}
LISTS |= {"story_list": Kind.STORY}
ALWAYS = ("home", "guide_start", "services", "safety")


class PublicPages(Sitemap):
    """What is public and not paused, as (address, when it changed last or None)."""

    def items(self):
        """Return the pages; none in a demonstration."""
        if settings.DEMO:
            return []
        always = [(reverse(name), None) for name in ALWAYS]
        lists = [(reverse(name), _served(kind)) for name, kind in LISTS.items()]
        pages = [(presenters.address_of(thing), [thing]) for kind in presenters.WITH_PAGES for thing in _served(kind)]
        return always + [(path, presenters.last_changed(things)) for path, things in lists + pages if things]

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]


def _served(kind):
    return directory.listed() if kind == Kind.SERVICE else presenters.served(reading.every(kind))
