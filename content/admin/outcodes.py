"""First parts of postcodes: where “near me” measures from, one by one; towns only to choose from."""

from django.contrib import admin
from django.db.models.functions import Now

from content import gazetteer, held
from content.models import Outcode, Place


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    """Towns of GeoNames. Nobody changes them here: load_library writes them."""

    list_display = ["name", "nation", "population", "id"]
    list_filter = ["nation"]
    search_fields = ["name", "folded", "id"]
    ordering = ["-population"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Outcode)
class OutcodeAdmin(admin.ModelAdmin):
    """What an editor writes here is never overwritten by load_outcodes: it has no source file."""

    list_display = ["code", "place", "nation", "latitude", "longitude", "came_from"]
    list_filter = ["nation"]
    search_fields = ["code", "place__name"]
    autocomplete_fields = ["place"]
    fields = ["code", "place", "nation", "latitude", "longitude"]
    list_select_related = ["place"]

    @admin.display(description="from", ordering="source")
    def came_from(self, obj):
        return obj.source or "an editor"

    def save_model(self, request, obj, form, change):
        obj.source, obj.changed_at = "", Now()
        super().save_model(request, obj, form, change)
        self._tell_everybody()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._tell_everybody()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        self._tell_everybody()

    def _tell_everybody(self):
        held.ring_on_commit()
        gazetteer.forget()
