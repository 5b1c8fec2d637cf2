"""Routes: the ways to physiotherapy that the result page prints, with what a person needs to act, and where each is
offered.
"""

from django import forms
from django.contrib import admin

from referrals import publishing
from referrals.engine.definition import BARRIERS
from referrals.models import Demand, Route, RouteAvailability, RouteFact, ServiceKind, ServiceNeed

from .rows import DraftOnlyInline, VersionRowAdmin, VersionRowForm


def ticked(choices, label):
    """A field of which any number of answers can be ticked."""
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices.choices, required=False, widget=widget, label=label)


class RouteForm(VersionRowForm):
    """A route: texts get the room that they need, and what is one line long gets one line."""

    LONG = ("text", "contact", "bring", "ask", "not_right", "gives", "next_step", "fallback")
    SHORT = ("tag", "letter_to", "link_label", "link_url")
    services = ticked(ServiceKind, "Kinds of service to list under this route")
    service_needs = ticked(ServiceNeed, "What such a service must be known to offer")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in self.SHORT:
                field.widget = forms.TextInput(attrs={"class": "vTextField"})
            elif name.rsplit("_", 1)[0] in self.LONG:
                field.widget.attrs["rows"] = 4


class DemandInline(DraftOnlyInline, admin.StackedInline):
    model = Demand
    extra, max_num = 1, len(BARRIERS)
    fields = ["barrier", ("reason_self", "reason_carer"), ("way_round_self", "way_round_carer")]
    verbose_name, verbose_name_plural = "demand", "what it asks of a person"


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
    form = RouteForm
    list_display = ["title_self", "edition", "position", "letter_to"]
    search_fields = ["key", "title_self", "title_carer", "text_self"]
    fieldsets = [
        (None, {"fields": ["version", "preview", "key"]}),
        ("What it is", {"fields": [("title_self", "title_carer"), ("text_self", "text_carer"), "tag"]}),
        ("Whom to contact", {"fields": [("contact_self", "contact_carer"), "link_label", "link_url"]}),
        ("What to say", {"fields": [("say_self", "say_carer"), "letter_to"]}),
        ("What to bring", {"fields": [("bring_self", "bring_carer")]}),
        ("What to ask", {"fields": [("ask_self", "ask_carer")]}),
        ("What it costs", {"fields": [("cost_self", "cost_carer")]}),
        ("What they may get", {"fields": [("gives_self", "gives_carer")]}),
        ("When it is not right", {"fields": [("not_right_self", "not_right_carer")]}),
        ("If nothing happens", {"fields": ["next_step_days", ("next_step_self", "next_step_carer")]}),
        ("If they are refused, or wait", {"fields": [("fallback_self", "fallback_carer"), "body_helps"]}),
        ("Services near them", {"fields": ["services", "service_needs"]}),
        ("Read more", {"fields": ["article", "sources"]}),
    ]
    inlines = [DemandInline, RouteFactInline, RouteAvailabilityInline]

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
