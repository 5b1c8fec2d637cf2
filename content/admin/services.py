"""The directory of services."""

from django.contrib import admin

from content import presenters
from content.exchange import ServiceResource
from content.models import Service

from .exchange import ExchangeMixin
from .filters import NotKnownFilter, WorkFilter
from .reviewing import ReviewableAdmin


@admin.register(Service)
class ServiceAdmin(ExchangeMixin, ReviewableAdmin):
    resource_classes = [ServiceResource]
    list_display = ["name", "town", "nation", "stands", "next_check", "confidence", "seen", "edited"]
    list_filter = [WorkFilter, "state", "nation", "service_kind", "confidence", NotKnownFilter, "physiotherapy"]
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
        "cost": "As the service says it: “Free”, “A donation is welcome”.",
        "area_served": "As the service says it: “West Yorkshire”.",
        "seen": "When the page that says so was read: “2026-03” or “2026-03-14”.",
        "not_for": "Whom the service does not take: “Children under 16”.",
    }
    at_a_glance = ["name", "town", "nation", "phone", "website", "seen", "confidence"]

    def public_address(self, obj):
        return presenters.service_address(obj.slug)
