"""The register of sources."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from content.models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["key", "title", "year", "source_kind", "cited"]
    list_filter = ["source_kind"]
    search_fields = ["key", "title", "authors", "publisher"]
    fields = ["key", "authors", "year", "title", "publisher", "doi", "url", "source_kind", "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(articles=Count("citations__article", distinct=True))

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    @admin.display(description="Articles that cite it", ordering="articles")
    def cited(self, obj):
        address = reverse("admin:content_article_changelist")
        return format_html('<a href="{}?citations__source__id__exact={}">{}</a>', address, obj.pk, obj.articles)
