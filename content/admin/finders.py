"""Finders: where other organisations help people to look for services."""

from django.contrib import admin
from django.urls import reverse

from content.models import Finder

from .reviewing import ReviewableAdmin


@admin.register(Finder)
class FinderAdmin(ReviewableAdmin):
    list_display = ["finder", "organisation", "stands", "next_check", "checked", "public_page", "edited"]
    search_fields = ["finder", "organisation", "what", "url"]
    prepopulated_fields = {"slug": ["organisation", "finder"]}
    fields = ["organisation", "finder", "slug", "nations", "what", "url", "checked", "use"]
    examples = {"finder": "What it is called there: “Find a physio”."}
    at_a_glance = ["organisation", "finder", "url"]

    def public_address(self, obj):
        return reverse("services")
