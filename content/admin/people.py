"""Who is registered to approve clinical content."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.utils import timezone

from content import registrations
from content.models import Reviewer

from .filters import RegistrationFilter
from .guarding import GuardedAdmin

EXAMPLES = {
    "user": "An account in the group “clinical reviewer”.",
    "number": "As it stands in the public register: “PH123456”. Look it up there before you save it.",
}


@admin.register(Reviewer)
class ReviewerAdmin(GuardedAdmin):
    list_display = ["user", "profession", "body", "number", "expires_date", "is_current", "interests"]
    list_filter = [RegistrationFilter, "profession", "body"]
    list_select_related = ["user"]
    search_fields = ["user__username", "user__last_name", "number"]
    fields = ["user", "profession", "body", "number", "expires_date", "interests"]

    def get_queryset(self, request):
        mine = registrations.readable_by(request.user)
        return super().get_queryset(request).filter(pk__in=mine.values("pk"))

    def has_view_permission(self, request, obj=None):
        """Lists and pages show only what this person may look at: see content.registrations."""
        return registrations.may_look(request.user)

    def get_readonly_fields(self, request, obj=None):
        return ["user"] if obj else []

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only accounts that may approve clinical content need a registration."""
        if db_field.name == "user":
            kwargs["queryset"] = get_user_model().objects.filter(groups__name="clinical reviewer")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in EXAMPLES:
            field.help_text = EXAMPLES[db_field.name]
        return field

    @admin.display(description="Current", boolean=True)
    def is_current(self, obj):
        """Whether this person can approve clinical content today."""
        return obj.expires_date >= timezone.localdate()
