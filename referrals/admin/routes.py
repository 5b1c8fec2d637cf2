"""Routes: the ways to physiotherapy that the result page prints, and where each is offered."""

from django.contrib import admin

from referrals import publishing
from referrals.models import Route, RouteAvailability, RouteFact

from .rows import DraftOnlyInline, VersionRowAdmin


class RouteFactInline(DraftOnlyInline, admin.TabularInline):
    model = RouteFact
    fields = ["icon", "text_self", "text_carer"]
    verbose_name, verbose_name_plural = "line", "good to know"


class RouteAvailabilityInline(DraftOnlyInline, admin.TabularInline):
    model = RouteAvailability
    fk_name = "route"
    fields = ["nation", "offered", "substitute", "note"]
    readonly_fields = ["nation"]

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """What takes its place is a route of the same version."""
        route = request.resolver_match.kwargs.get("object_id")
        version = Route.objects.filter(pk=route).values("version")[:1]
        return routes_to_choose(super().formfield_for_foreignkey(db_field, request, **kwargs), version, without=route)


@admin.register(Route)
class RouteAdmin(VersionRowAdmin):
    list_display = ["title_self", "edition", "position", "letter_to"]
    search_fields = ["key", "title_self", "title_carer", "text_self"]
    fieldsets = [
        (None, {"fields": ["version", "preview", "key"]}),
        ("To the person with MS", {"fields": ["title_self", "text_self", "say_self"]}),
        ("To a carer", {"fields": ["title_carer", "text_carer", "say_carer"]}),
        ("On the page", {"fields": ["tag", "letter_to", "link_label", "link_url", "article", "sources"]}),
    ]
    inlines = [RouteFactInline, RouteAvailabilityInline]

    def save_related(self, request, form, formsets, change):
        """A new route is offered in every nation until somebody says otherwise."""
        super().save_related(request, form, formsets, change)
        publishing.complete(form.instance)


def routes_to_choose(field, version, without=None):
    """Return a field that offers the routes of one version, by title."""
    field.queryset = Route.objects.filter(version=version).exclude(pk=without)
    field.label_from_instance = lambda route: f"{route.title_self} ({route.key})"
    for link in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
        if hasattr(field.widget, link):
            setattr(field.widget, link, False)
    return field
