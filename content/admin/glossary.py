"""The glossary."""

from django.contrib import admin
from django.urls import reverse

from content.exchange import TermResource
from content.models import Term

from .exchange import ExchangeMixin
from .reviewing import ReviewableAdmin


@admin.register(Term)
class TermAdmin(ExchangeMixin, ReviewableAdmin):
    resource_classes = [TermResource]
    list_display = ["term", "stands", "next_check", "public_page", "edited"]
    search_fields = ["term", "meaning", "lay_words", "slug"]
    prepopulated_fields = {"slug": ["term"]}
    autocomplete_fields = ["sources"]
    fields = ["term", "slug", "meaning", "lay_words", "marked", "sources"]
    examples = {"meaning": "At most 3 short sentences: “Muscles that are stiff and hard to move.”"}
    at_a_glance = ["term", "slug", "meaning", "lay_words", "marked"]

    def public_address(self, obj):
        return f"{reverse('glossary')}#{obj.slug}"
