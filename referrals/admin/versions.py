"""Guide versions: what each is, where it stands, and the addresses of all that can be done with it."""

from django import forms
from django.contrib import admin
from django.db import models
from django.urls import path

from referrals import publishing
from referrals.models import Acknowledgement, Approval, GuideVersion

from . import comparisons, counts, files, moves, ordering, pauses, pictures, proofs, walking
from .previews import preview
from .words import LetterStandardInline, LetterWordsInline, NationHelpInline, OncePerNationInline

PAGES = [
    ("<int:pk>/move/<slug:move>/", moves.move, "guide_move"),
    ("<int:pk>/check/", proofs.check, "guide_check"),
    ("<int:pk>/check/run/", proofs.prove, "guide_prove"),
    ("<int:pk>/check/acknowledge/", proofs.acknowledge, "guide_acknowledge"),
    ("<int:pk>/check/keep/", proofs.keep, "guide_keep"),
    ("<int:pk>/reach/<slug:key>/", proofs.reach, "guide_reach"),
    ("<int:pk>/compare/", comparisons.comparison, "guide_compare"),
    ("<int:pk>/compare/run/", comparisons.compare, "guide_compare_run"),
    ("<int:pk>/compare/read/", comparisons.read, "guide_read"),
    ("<int:pk>/walk/", walking.walk_draft, "guide_walk"),
    ("<int:pk>/order/<slug:kind>/", ordering.order, "guide_order"),
    ("<int:pk>/order/<slug:kind>/<int:within>/", ordering.order, "guide_order_within"),
    ("<int:pk>/answers/", ordering.answers, "guide_answers"),
    ("<int:pk>/export/", files.export, "guide_export"),
    ("<int:pk>/picture/", pictures.picture_page, "guide_picture"),
    ("counts/", counts.counts_page, "guide_counts"),
    ("pauses/", pauses.pauses_page, "guide_pauses"),
    ("pauses/<int:pk>/lift/", pauses.lift_pause, "guide_lift"),
    ("import/", files.import_guide, "guide_import"),
    ("<int:pk>/preview/<slug:kind>/<slug:key>/", preview, "guide_preview"),
]


@admin.register(GuideVersion)
class GuideVersionAdmin(admin.ModelAdmin):
    list_display = ["__str__", "state", "author", "approved_by", "published_at", "note"]
    list_filter = ["state", "guide"]
    list_select_related = ["guide", "author", "approved_by"]
    fields = ["guide", "number", "state", "based_on", "written_by", "note"]
    change_form_template = "admin/referrals/guideversion/change_form.html"
    change_list_template = "admin/referrals/guideversion/change_list.html"
    inlines = [NationHelpInline, LetterWordsInline, LetterStandardInline]
    actions = None
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 60})}}

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name != "note"]

    def has_add_permission(self, request):
        return False  # a version is copied or imported

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_draft)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """An empty form names the nation that it waits for, and counts as empty while that is all it says."""
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, OncePerNationInline):
            found["initial"] = [{"nation": nation} for nation in inline.missing(obj)]
        return found

    def get_urls(self):
        view = self.admin_site.admin_view
        return [*(path(route, view(page), name=name) for route, page, name in PAGES), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"may_import": request.user.has_perm("referrals.add_guideversion"), **(extra_context or {})}
        return super().changelist_view(request, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        version = self.get_object(request, object_id)
        context = self._standing(request, version) if version else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def save_model(self, request, obj, form, change):
        publishing.record_edit(obj, by=request.user)
        obj.refresh_from_db(fields=["state", "author"])
        obj.save(update_fields=["note"])

    @admin.display(description="Written by")
    def written_by(self, obj):
        """All who edited it: none of them may approve it."""
        return ", ".join(map(str, obj.authors.all())) or "The MS Physio team"

    @staticmethod
    def _standing(request, version):
        return {
            "moves": moves.possible(request.user, version),
            "may_order": version.is_draft and request.user.has_perm("referrals.change_question"),
            "kinds": ordering.KINDS.values(),
            "decisions": Approval.objects.filter(version=version).select_related("reviewer"),
            "acknowledged": Acknowledgement.objects.filter(version=version).select_related("by"),
        }
