"""The register of sources: what cites each of them, and what happens when one gets a new version."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from content import ageing, publishing
from content.exchange import SourceResource
from content.models import Source, SourceChange

from .exchange import ExchangeMixin
from .filters import UsedFilter
from .guarding import GuardedAdmin


class NewVersionForm(forms.Form):
    """A new version of a source came out."""

    edition = forms.CharField(
        label="New version", max_length=60, help_text="As it says itself: “2026” or “updated in March 2026”."
    )
    note = forms.CharField(
        label="What changed",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="What matters for our pages: “Now also advises exercise for people who use a wheelchair.”",
    )


@admin.register(Source)
class SourceAdmin(ExchangeMixin, GuardedAdmin):
    resource_classes = [SourceResource]
    change_form_template = "admin/content/source_change_form.html"
    list_display = ["key", "title", "year", "source_kind", "edition", "cited"]
    list_filter = [UsedFilter, "source_kind"]
    search_fields = ["key", "title", "authors", "publisher"]
    fields = ["key", "authors", "year", "title", "publisher", "doi", "url", "source_kind", "edition", "note"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(articles=Count("citations__article", distinct=True))

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    @admin.display(description="Articles that cite it", ordering="articles")
    def cited(self, obj):
        address = reverse("admin:content_article_changelist")
        return format_html('<a href="{}?citations__source__id__exact={}">{}</a>', address, obj.pk, obj.articles)

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.note_new_version))
        return [path("<int:pk>/new-version/", view, name="content_source_new_version"), *super().get_urls()]

    def note_new_version(self, request, pk):
        """Note a new version: what cites the source is due for a check, and is listed on the page that comes back."""
        source = self.thing_to_read(request, pk)
        if not request.user.has_perm("content.add_sourcechange"):
            raise PermissionDenied
        form = NewVersionForm(request.POST, auto_id="version-%s")
        if form.is_valid():
            try:
                found = ageing.source_changed(source, by=request.user, **form.cleaned_data)
            except publishing.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_change(request, source, f"A new version came out: {form.cleaned_data['edition']}")
                due = sum(one.public for one in found)
                messages.success(request, f"Noted. {due} due for a check now: see “What cites it” below.")
                return HttpResponseRedirect(self.address("change", pk))
        title = f"A new version came out: {source}"
        return self.page(request, "admin/content/new_version.html", source, title, 422, form=form)

    def render_change_form(self, request, context, **kwargs):
        source = kwargs.get("obj")
        if source:
            may = request.user.has_perm("content.add_sourcechange")
            context |= {
                "citing": ageing.citing(source),
                "changes": SourceChange.objects.filter(source=source).select_related("noted_by"),
                "new_version": NewVersionForm(auto_id="version-%s") if may else None,
                "new_version_url": self.address("new_version", source.pk),
            }
        return super().render_change_form(request, context, **kwargs)
