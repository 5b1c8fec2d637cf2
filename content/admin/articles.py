"""Articles: their head, their blocks, their sources."""

from django import forms
from django.contrib import admin
from django.db import models

from content.addresses import article_address
from content.audiences import Reader
from content.models import Article, Citation

from .blocks import BlocksAdmin, block_inlines
from .filters import WorkFilter
from .reviewing import ReviewableAdmin


class CitationForm(forms.ModelForm):
    """In a table the column names are not labels: each field says what it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label


class CitationFormSet(forms.BaseInlineFormSet):
    """The tick box that deletes a row says so too."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete"


class CitationInline(admin.TabularInline):
    model = Citation
    form, formset = CitationForm, CitationFormSet
    extra = 0
    autocomplete_fields = ["source"]
    fields = ["position", "claim", "source"]
    verbose_name_plural = "Where this information comes from"
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 50})}}


@admin.register(Article)
class ArticleAdmin(ReviewableAdmin, BlocksAdmin):
    list_display = ["title", "stands", "next_check", "public_page", "edited"]
    list_filter = [WorkFilter, "state", "topic"]
    list_select_related = ["edited_by", "topic"]
    search_fields = ["title", "also_called", "summary", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "also_called", "summary", "figure"]}),
        ("In short", {"fields": ["in_short", "in_short_carer"]}),
        ("Where it is listed", {"classes": ["tabbed"], "fields": ["topic", "also_in", "position", "on_home"]}),
        ("What to do next", {"classes": ["tabbed"], "fields": ["next_label", "next_url"]}),
        ("For the clinician", {"classes": ["tabbed"], "fields": ["to_check"]}),
    ]
    examples = {
        "title": "What the page is about, in a few plain words: “Stiff muscles and spasms”.",
        "slug": "The end of its address. It never changes: other sites and printed pages lead to it.",
        "next_url": "A page of this site: “/get-physio/”.",
        "next_label": "What the link says: “Find out how to get physiotherapy”.",
    }
    at_a_glance = ["title", "slug", "topic"]
    inlines = [*block_inlines(), CitationInline]

    def lookup_allowed(self, lookup, value, request):
        """The register of sources links to the articles that cite a source."""
        return lookup == "citations__source__id__exact" or super().lookup_allowed(lookup, value, request)

    def public_address(self, obj):
        return article_address(obj.slug, Reader.PATIENT)
