"""The directory of services."""

from django.contrib import admin

from content import duplicates, presenters
from content.exchange import ServiceResource
from content.models import Service

from .exchange import ExchangeMixin
from .filters import ListedFilter, NotKnownFilter, TwiceFilter, WorkFilter
from .reviewing import ReviewableAdmin


@admin.register(Service)
class ServiceAdmin(ExchangeMixin, ReviewableAdmin):
    resource_classes = [ServiceResource]
    list_display = ["name", "town", "nation", "stands", "next_check", "confidence", "seen", "edited"]
    change_form_template = "admin/content/service_change_form.html"
    list_filter = [
        *(WorkFilter, "state", ListedFilter, TwiceFilter, "nation", "service_kind", "confidence"),
        *(NotKnownFilter, "physiotherapy"),
    ]
    search_fields = ["name", "former_names", "town", "postcode", "area_served", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "former_names", "service_kind"]}),
        (
            "Where it is",
            {
                "fields": [
                    "address",
                    "town",
                    "postcode",
                    "nation",
                    "area_served",
                    "serves_nations",
                    "place",
                    "geoname_id",
                ]
            },
        ),
        ("How to get in touch", {"fields": ["phone", "website"]}),
        ("What it offers", {"fields": [*Service.OFFERS, *Service.ACCESS]}),
        ("Who can use it", {"fields": ["who_can_use", "not_for", *Service.ACCEPTS, "how_to_get_in"]}),
        ("What it costs", {"fields": ["price", "cost"]}),
        ("How we know", {"fields": ["source_url", "seen", "confidence", "other_sources", "place_unsourced", "notes"]}),
    ]
    examples = {
        "phone": "As it is dialled in the UK: “0113 496 0000”.",
        "postcode": "“LS1 4AP”. Leave it empty when it is not known.",
        "serves_nations": "Only where it also serves people of another nation, or the whole UK.",
        "accepts_out_of_area": "“No” where people have to live there or have a GP there.",
        "how_to_get_in": "What somebody does first: “Ask your GP to refer you”, “Phone them”.",
        "geoname_id": "Distances are measured to this town. Copy both from a service in the same town.",
        "place_unsourced": "Readers never see it. When you have confirmed it, write it where it belongs.",
        "notes": "Readers never see them. Begin with CHECK FIRST where something is in doubt.",
        "other_sources": "One on each line. Readers never see them.",
        "cost": "As the service says it: “Free”, “A donation is welcome”.",
        "area_served": "As the service says it: “West Yorkshire”.",
        "seen": "When the page that says so was read: “2026-03” or “2026-03-14”.",
        "not_for": "Whom the service does not take: “Children under 16”.",
    }
    at_a_glance = ["name", "town", "nation", "phone", "website", "seen", "confidence"]

    def public_address(self, obj):
        return presenters.service_address(obj.slug)

    def render_change_form(self, request, context, **kwargs):
        """With what is perhaps the same service."""
        if obj := kwargs.get("obj"):
            alike = duplicates.alike(obj)
            context["alike"] = [(other, why, self.address("change", other.pk)) for other, why in alike]
        return super().render_change_form(request, context, **kwargs)
