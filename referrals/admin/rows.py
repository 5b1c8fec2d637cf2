"""What the admin of every row of a guide version shares: only drafts can be edited, and order is never lost."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from referrals import publishing
from referrals.definitions import guide_of
from referrals.engine import conditions
from referrals.models import GuideVersion


def newest_draft_first(queryset):
    """Order rows so that the version an editor works on comes first."""
    return queryset.select_related("version__guide").order_by("-version__number", "position")


class DraftOnly:
    """A row can be changed while its version is a draft; afterwards it can be read."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or self.version_of(obj).is_draft)

    def has_add_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @staticmethod
    def version_of(obj):
        return obj.version


class DraftOnlyInline(DraftOnly):
    """Rows below another row: the object that Django passes is the parent."""

    extra = 0


class VersionRowAdmin(DraftOnly, admin.ModelAdmin):
    """A row of a version, found by version; its logic is shown as a sentence and edited with the whole guide."""

    list_filter = [("version", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["version__guide"]
    readonly_fields = ["version", "key", "position", "preview"]
    save_on_top = True

    def get_queryset(self, request):
        return newest_draft_first(super().get_queryset(request))

    def save_related(self, request, form, formsets, change):
        """Save the rows below too, then note who edited the version."""
        super().save_related(request, form, formsets, change)
        publishing.record_edit(form.instance.version, by=request.user)

    @admin.display(description="Preview")
    def preview(self, obj):
        """Links to the page as each reader will see it."""
        if not obj.pk:
            return "Save first."
        address = reverse("admin:guide_preview", args=[obj.version_id, self.opts.model_name, obj.key])
        return format_html('<a href="{}">To the person</a> · <a href="{}?voice=carer">To a carer</a>', address, address)

    @admin.display(description="version")
    def edition(self, obj):
        return f"{obj.version.number} ({obj.version.get_state_display().lower()})"


def condition_sentence(obj, rows, field):
    """Return the condition of a saved row as one plain sentence; `rows` names its kind in the engine's Guide."""
    guide = guide_of(publishing.document_of(GuideVersion.objects.get(pk=obj.version_id)))
    row = next(row for row in getattr(guide, rows) if row.key == obj.key)
    return conditions.sentence(guide, getattr(row, field))
