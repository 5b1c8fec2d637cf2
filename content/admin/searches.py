"""Words that people searched for and found nothing: what the glossary could learn."""

from django.contrib import admin

from content.models import SearchMiss

from .base import ContentAdmin


@admin.register(SearchMiss)
class SearchMissAdmin(ContentAdmin):
    list_display = ["word", "week", "number"]
    list_filter = ["week"]
    search_fields = ["word"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
