"""Topics, and the doors of the home page."""

from django.contrib import admin
from django.urls import reverse

from content.models import Topic

from .filters import WorkFilter
from .reviewing import ReviewableAdmin


@admin.register(Topic)
class TopicAdmin(ReviewableAdmin):
    list_display = ["title", "stands", "next_check", "on_home", "position", "public_page", "edited"]
    list_filter = [WorkFilter, "state", "on_home"]
    search_fields = ["title", "summary", "door_title"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "figure", "position"]}),
        ("Door on the home page", {"fields": ["on_home", "door_title", "door_text"]}),
    ]
    examples = {
        "summary": "One plain sentence under the title: “How to keep your balance, and what to do after a fall.”",
        "door_text": "What is behind the door: “Ways to move more safely”.",
    }
    at_a_glance = ["title", "slug", "summary"]

    def public_address(self, obj):
        return reverse("topic", args=[obj.slug])
