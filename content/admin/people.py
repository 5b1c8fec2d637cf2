"""Who is registered to approve clinical content."""

from django.contrib import admin
from django.utils import timezone

from content.models import Reviewer

from .base import ContentAdmin
from .filters import RegistrationFilter


@admin.register(Reviewer)
class ReviewerAdmin(ContentAdmin):
    list_display = ["user", "profession", "body", "number", "expires_date", "is_current", "interests"]
    list_filter = [RegistrationFilter, "profession", "body"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__last_name", "number"]
    autocomplete_fields = ["user"]
    fields = ["user", "profession", "body", "number", "expires_date", "interests"]

    def get_readonly_fields(self, request, obj=None):
        return ["user"] if obj else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "number":
            field.help_text = "As it stands in the public register: “PH123456”. Look it up there before you save it."
        return field

    @admin.display(description="Current", boolean=True)
    def is_current(self, obj):
        """Whether this person can approve clinical content today."""
        return obj.expires_date >= timezone.localdate()
