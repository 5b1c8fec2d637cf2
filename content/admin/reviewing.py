"""What the admin of every reviewable thing shares: saving makes a draft, and buttons move it on its way to readers."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from content import publishing, reading, snapshots
from content.models import Release, ReviewEvent
from content.workflow import Move

DONE = {
    Move.SUBMIT: "Sent for approval.",
    Move.TAKE: "You are reviewing it now.",
    Move.SEND_BACK: "Sent back to the writer.",
    Move.APPROVE: "Approved. It can be published now.",
    Move.PUBLISH: "Published. Readers see it now.",
    Move.WITHDRAW: "Withdrawn. Readers do not see it any more.",
}
SAVE_AND = {Move.SUBMIT: "Save and send for approval", Move.PUBLISH: "Save and publish"}
HISTORY = 12  # how many of the latest events are shown


class ReviewableAdmin(admin.ModelAdmin):
    """The working copy. What readers see changes when it is published, never when it is saved."""

    change_form_template = "admin/content/change_form.html"
    list_filter = ["state"]
    list_select_related = ["edited_by"]
    save_on_top = False

    def get_queryset(self, request):
        released = Release.objects.filter(kind=self.model.kind, object_id=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_public=Exists(released))

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="State", ordering="state")
    def stands(self, obj):
        """Where the working copy stands, and whether readers see an edition that was published before."""
        label = obj.get_state_display()
        return f"{label} (an older edition is public)" if obj.is_public and obj.state != "published" else label

    @admin.display(description="Public page")
    def public_page(self, obj):
        """A link to what readers see, where they see it."""
        return format_html('<a href="{}">{}</a>', self.public_address(obj), "Open") if obj.is_public else "Not public"

    def public_address(self, obj):
        """Return the address at which readers find it."""
        raise NotImplementedError

    def preview_links(self, obj):
        """Return {label, url} for each way to preview the working copy."""
        return []

    def get_urls(self):
        opts = self.opts
        view = self.admin_site.admin_view(require_POST(self.make_move))
        return [path("<int:pk>/move/<slug:move>/", view, name=f"content_{opts.model_name}_move"), *super().get_urls()]

    def save_related(self, request, form, formsets, change):
        """Save the blocks too, then note the edit; saving without a change changes nothing."""
        super().save_related(request, form, formsets, change)
        if not change or form.has_changed() or any(formset.has_changed() for formset in formsets):
            thing = publishing.record_edit(form.instance, by=request.user)
            form.instance.state, form.instance.edited_by_id = thing.state, thing.edited_by_id

    def response_add(self, request, obj, post_url_continue=None):
        return self._move_after_saving(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._move_after_saving(request, obj) or super().response_change(request, obj)

    def _move_after_saving(self, request, obj):
        """“Save and publish” and “Save and send for approval”."""
        move = next((move for move in SAVE_AND if f"_{move}" in request.POST), None)
        return self._move(request, obj, move) if move else None

    def make_move(self, request, pk, move):
        """Make one move of the workflow, and say what stops it when something does."""
        if move not in DONE:
            raise Http404
        obj = get_object_or_404(self.model, pk=pk)
        if not publishing.may(request.user, move, obj):
            raise PermissionDenied
        return self._move(request, obj, Move(move))

    def _move(self, request, obj, move):
        try:
            self._domain_call(request.POST, request.user, obj, move)
        except publishing.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            reading.forget()
            messages.success(request, DONE[move])
        return HttpResponseRedirect(reverse(f"admin:content_{self.opts.model_name}_change", args=[obj.pk]))

    def _domain_call(self, posted, by, obj, move):
        if move == Move.APPROVE:
            return publishing.approve(obj, by=by, seen=posted.get("seen", ""))
        if move in (Move.SEND_BACK, Move.WITHDRAW):
            return getattr(publishing, move)(obj, by=by, reason=posted.get("reason", ""))
        return getattr(publishing, move)(obj, by=by)

    def render_change_form(self, request, context, **kwargs):
        obj = kwargs.get("obj")
        context["show_save_and_add_another"] = False
        context["save_and"] = self._save_and(request.user, obj)
        if obj:
            context["review"] = self._review(request.user, obj)
        return super().render_change_form(request, context, **kwargs)

    def _save_and(self, by, obj):
        """The moves that can follow a save, by label. Publishing needs approval first, except in a demonstration."""
        thing = obj or self.model()
        allowed = [move for move in SAVE_AND if publishing.may(by, move, thing)]
        return [(move, SAVE_AND[move]) for move in allowed if move != Move.PUBLISH or settings.DEMO]

    def _review(self, by, obj):
        release = Release.objects.filter(**obj.key).select_related("revision__approved_by").first()
        return {
            "moves": publishing.possible_moves(by, obj),
            "seen": snapshots.hash_of(obj),
            "revision": release.revision if release else None,
            "public_address": self.public_address(obj) if release else "",
            "previews": self.preview_links(obj),
            "history": ReviewEvent.objects.filter(**obj.key).select_related("actor")[:HISTORY],
            "move_url": f"admin:content_{self.opts.model_name}_move",
        }
