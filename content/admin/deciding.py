"""What readers sent, and somebody decides on once: by a module of its own, which may refuse."""

from django.contrib import messages
from django.http import HttpResponseRedirect

from content import publishing

from .base import ContentAdmin


class DecidingAdmin(ContentAdmin):
    """Nothing is added here. Saving is `decide(request, obj, form)`; a refusal is said, and the page comes back."""

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        try:
            self.decide(request, obj, form)
        except publishing.Refused as refusal:
            request.was_refused = True
            messages.error(request, str(refusal))

    def response_change(self, request, obj):
        if getattr(request, "was_refused", False):
            return HttpResponseRedirect(self.address("change", obj.pk))
        return super().response_change(request, obj)
