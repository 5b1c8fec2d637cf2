"""What administrators see of signing in: failures, which end at the press of a button. Secrets are on no page."""

from axes.models import AccessAttempt
from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister([StaticDevice, TOTPDevice])


@admin.register(AccessAttempt)
class FailedSignInAdmin(admin.ModelAdmin):
    """Names and addresses of failed sign-ins of the last hour. Deleting one ends the wait of whoever it was."""

    list_display = ["username", "ip_address", "failures_since_start", "attempt_time"]
    fields = readonly_fields = list_display
    search_fields = ["username"]
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
