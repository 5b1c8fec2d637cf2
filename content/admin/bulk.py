"""Moves for many things at once, from the list. Each thing is asked for itself: who is refused is named, and why."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME

from content import publishing, reading

from .base import ContentAdmin
from .move_forms import ReasonField

SHOWN = 20  # refusals that are named one by one


class WithdrawManyForm(forms.Form):
    """Why several things are withdrawn."""

    reason = ReasonField(help_text="“The service has closed.” It goes into the history of each of them.")


class BulkMovesAdmin(ContentAdmin):
    """Bulk actions that respect the review."""

    actions = ["submit_selected", "take_selected", "publish_selected", "withdraw_selected"]
    actions_on_bottom = True

    def get_actions(self, request):
        """Only moves that this person has the right to."""
        found = super().get_actions(request)
        may = {
            name: publishing.may(request.user, name.removesuffix("_selected"), self.model()) for name in self.actions
        }
        return {name: action for name, action in found.items() if may.get(name, True)}

    @admin.action(description="Send for approval")
    def submit_selected(self, request, queryset):
        self._each(request, queryset, "sent for approval", lambda thing: publishing.submit(thing, by=request.user))

    @admin.action(description="Take for review")
    def take_selected(self, request, queryset):
        self._each(request, queryset, "taken for review", lambda thing: publishing.take(thing, by=request.user))

    @admin.action(description="Publish")
    def publish_selected(self, request, queryset):
        self._each(request, queryset, "published", lambda thing: publishing.publish(thing, by=request.user))

    @admin.action(description="Withdraw, with a reason")
    def withdraw_selected(self, request, queryset):
        """Ask for the reason first, on a page that lists what is meant."""
        form = WithdrawManyForm(request.POST if "reason" in request.POST else None)
        if form.is_valid():
            why = form.cleaned_data["reason"]
            return self._each(
                request, queryset, "withdrawn", lambda thing: publishing.withdraw(thing, by=request.user, reason=why)
            )
        chosen = {"form": form, "things": queryset, "checkbox": ACTION_CHECKBOX_NAME, "action": "withdraw_selected"}
        status = 422 if form.is_bound else 200
        return self.page(
            request, "admin/content/withdraw_selected.html", None, "Withdraw from readers", status, **chosen
        )

    def _each(self, request, queryset, done, call):
        refused, number = [], 0
        for thing in queryset:
            try:
                call(thing)
            except publishing.Refused as refusal:
                refused.append(f"“{thing}” was not {done}: {refusal}")
            else:
                number += 1
        reading.forget()
        if number:
            messages.success(request, f"{number} {done}.")
        for sentence in refused[:SHOWN]:
            messages.warning(request, sentence)
        if len(refused) > SHOWN:
            messages.warning(request, f"{len(refused) - SHOWN} more were not {done}.")
