"""Guide versions: copy, read through, check, approve and publish."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from referrals import publishing
from referrals.models import GuideVersion, Vignette

from .previews import preview
from .rows import VersionRowAdmin


@dataclass(frozen=True)
class MoveButton:
    """One thing that can be done with a whole version: who may, from which states, and what is said afterwards."""

    label: str
    permission: str
    states: tuple[str, ...]
    act: Callable
    done: str


State = GuideVersion.State
MOVES = {
    "copy": MoveButton(
        "Copy to a new draft",
        "referrals.change_guideversion",
        tuple(State),
        publishing.copy_to_draft,
        "Version {0.number} is a new draft. Edit its questions, routes and rules.",
    ),
    "hand-in": MoveButton(
        "Send for approval",
        "referrals.change_guideversion",
        (State.DRAFT,),
        publishing.hand_in,
        "Version {0.number} waits for a clinician who did not write it.",
    ),
    "publish": MoveButton(
        "Publish",
        "referrals.publish_guideversion",
        (State.DRAFT, State.APPROVED),
        publishing.publish,
        "Version {0.number} is live.",
    ),
}


@admin.register(GuideVersion)
class GuideVersionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "state", "author", "approved_by", "published_at", "note"]
    list_filter = ["state", "guide"]
    list_select_related = ["guide", "author", "approved_by"]
    fields = [
        "guide",
        "number",
        "state",
        "based_on",
        "author",
        "note",
        "approved_by",
        "approved_at",
        "published_by",
        "published_at",
    ]
    change_form_template = "admin/referrals/guideversion/change_form.html"

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != "note"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        return [
            path("<int:pk>/move/<slug:move>/", self.admin_site.admin_view(require_POST(self.move)), name="guide_move"),
            path("<int:pk>/check/", self.admin_site.admin_view(self.check_version), name="guide_check"),
            path("<int:pk>/preview/<slug:kind>/<slug:key>/", self.admin_site.admin_view(preview), name="guide_preview"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        version = self.get_object(request, object_id)
        moves = [(name, move.label) for name, move in MOVES.items() if version and _may(request.user, move, version)]
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "moves": moves})

    def move(self, request, pk, move):
        """Copy, approve or publish; say what stops it when something does."""
        version = get_object_or_404(GuideVersion, pk=pk)
        if move not in MOVES or not request.user.has_perm(MOVES[move].permission):
            raise PermissionDenied
        try:
            version = MOVES[move].act(version, by=request.user)
        except publishing.Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        else:
            messages.success(request, MOVES[move].done.format(version))
        return HttpResponseRedirect(reverse("admin:referrals_guideversion_change", args=[version.pk]))

    def check_version(self, request, pk):
        """Show what stops this version from being published."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        version = get_object_or_404(GuideVersion.objects.select_related("guide"), pk=pk)
        faults = publishing.check(version)
        context = {
            **self.admin_site.each_context(request),
            "title": "Check the guide",
            "version": version,
            "faults": faults,
            "opts": self.opts,
            "counts": _counts(version),
        }
        return TemplateResponse(request, "admin/referrals/guideversion/check.html", context)


def _may(user, move, version):
    return user.has_perm(move.permission) and version.state in move.states


def _counts(version):
    return [
        ("Questions", version.question_set.count()),
        ("Routes", version.route_set.count()),
        ("Rules", version.rule_set.count()),
        ("Urgent signs", version.urgentsign_set.count()),
        ("Test cases", version.vignette_set.count()),
    ]


@admin.register(Vignette)
class VignetteAdmin(VersionRowAdmin):
    list_display = ["title", "edition", "source"]
    search_fields = ["title", "story", "source"]
    readonly_fields = ["version", "key", "position"]
