"""Stories that people tell."""

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse

from content.models import Story

from .blocks import ProseAdmin
from .filters import WorkFilter
from .reviewing import ReviewableAdmin


@admin.register(Story)
class StoryAdmin(ReviewableAdmin, ProseAdmin):
    list_display = ["title", "told_by", "stands", "next_check", "consented_at", "public_page", "edited"]
    list_filter = [WorkFilter, "state", "teller", ("consented_at", admin.EmptyFieldListFilter), "topics"]
    search_fields = ["title", "told_by", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "told_by", "teller", "body"]}),
        ("Consent", {"fields": ["consented_at"]}),
        ("For the clinician", {"fields": ["clinical_note"]}),
        ("Where it is listed", {"fields": ["topics"]}),
    ]
    examples = {
        "told_by": "A first name or another name that the person chose: “Sam”. Never a name that they did not choose.",
        "body": "In the person's own words. Take out names of other people and of hospitals.",
    }
    at_a_glance = ["title", "told_by", "teller", "consented_at"]

    def public_address(self, obj):
        return reverse("story", args=[obj.slug])
