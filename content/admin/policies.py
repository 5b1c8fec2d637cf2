"""Pages about the site itself."""

from django.contrib import admin

from content import presenters
from content.models import Policy

from .blocks import ProseAdmin
from .reviewing import ReviewableAdmin


@admin.register(Policy)
class PolicyAdmin(ReviewableAdmin, ProseAdmin):
    list_display = ["title", "stands", "next_check", "public_page", "edited"]
    search_fields = ["title", "lead", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    fields = ["title", "slug", "lead", "body", "position"]
    examples = {"lead": "One plain sentence that says what the page tells: “What we store about you, and what not.”"}
    at_a_glance = ["title", "slug", "lead"]

    def public_address(self, obj):
        return presenters.policy_address(obj.slug)
