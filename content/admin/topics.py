"""Topics, and the doors of the home page."""

from django.contrib import admin
from django.urls import path, reverse

from content.models import Topic

from .previews import preview_topic
from .reviewing import ReviewableAdmin


@admin.register(Topic)
class TopicAdmin(ReviewableAdmin):
    list_display = ["title", "stands", "on_home", "position", "edited_by", "public_page"]
    list_filter = ["state", "on_home"]
    search_fields = ["title", "summary", "door_title"]
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "figure", "position"]}),
        ("Door on the home page", {"fields": ["on_home", "door_title", "door_text"]}),
    ]

    def public_address(self, obj):
        return reverse("topic", args=[obj.slug])

    def preview_links(self, obj):
        return [{"label": "The page of the topic", "url": reverse("admin:content_topic_preview", args=[obj.pk])}]

    def get_urls(self):
        view = self.admin_site.admin_view(preview_topic)
        return [path("<int:pk>/preview/", view, name="content_topic_preview"), *super().get_urls()]
