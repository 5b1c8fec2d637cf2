"""Routes: the ways to physiotherapy that the result page prints."""

from django.contrib import admin

from referrals.models import Route, RouteAvailability, RouteFact

from .rows import DraftOnlyInline, VersionRowAdmin


class RouteFactInline(DraftOnlyInline, admin.TabularInline):
    model = RouteFact
    readonly_fields = ["position"]


class RouteAvailabilityInline(DraftOnlyInline, admin.TabularInline):
    model = RouteAvailability
    fk_name = "route"
    readonly_fields = ["nation", "offered", "substitute"]


@admin.register(Route)
class RouteAdmin(VersionRowAdmin):
    list_display = ["title_self", "edition", "position", "letter_to"]
    search_fields = ["key", "title_self", "title_carer", "text_self"]
    fieldsets = [
        (None, {"fields": ["version", "preview"]}),
        ("To the person with MS", {"fields": ["title_self", "text_self", "say_self"]}),
        ("To a carer", {"fields": ["title_carer", "text_carer", "say_carer"]}),
        ("On the page", {"fields": ["tag", "letter_to", "link_label", "link_url", "article", "sources"]}),
        ("Logic", {"fields": ["key", "position"]}),
    ]
    inlines = [RouteFactInline, RouteAvailabilityInline]
