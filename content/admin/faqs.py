"""Questions people ask."""

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse

from content.models import Faq

from .blocks import ProseAdmin
from .filters import WorkFilter
from .reviewing import ReviewableAdmin


@admin.register(Faq)
class FaqAdmin(ReviewableAdmin, ProseAdmin):
    list_display = ["question", "stands", "next_check", "public_page", "edited"]
    list_filter = [WorkFilter, "state", "topics"]
    search_fields = ["question", "answer", "slug"]
    prepopulated_fields = {"slug": ["question"]}
    autocomplete_fields = ["sources"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["question", "slug", "answer"]}),
        ("Where to read more", {"fields": ["link_label", "link_url"]}),
        ("Where it is listed, and what it rests on", {"fields": ["topics", "position", "sources"]}),
    ]
    examples = {
        "answer": "2 to 4 plain sentences. Say first what the person can do.",
        "link_url": "A page of this site: “/articles/balance-and-falls/”.",
    }
    at_a_glance = ["question", "slug"]

    def public_address(self, obj):
        return f"{reverse('faq_list')}#{obj.slug}"
