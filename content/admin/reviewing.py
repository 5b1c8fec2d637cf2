"""What the admin of every reviewable thing shares: saving makes a draft, and buttons move it on its way to readers."""

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.forms.widgets import Script
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from content import presence, publishing, reports
from content.models import Release
from content.workflow import Move

from .bulk import BulkMovesAdmin
from .filters import WorkFilter
from .guarding import GuardedAdmin
from .histories import HistoryAdmin
from .moves import MovesAdmin

READ_REPORTS = "content.view_problemreport"
SAVE_AND = {Move.SUBMIT: "Save and send for approval", Move.PUBLISH: "Save and publish"}


class ReviewableAdmin(BulkMovesAdmin, MovesAdmin, HistoryAdmin, GuardedAdmin):
    """The working copy. What readers see changes when it is published, never when it is saved.

    `examples` has help texts by field; `at_a_glance` the fields that those see who may read but not change it.
    """

    change_form_template = "admin/content/change_form.html"
    list_filter = [WorkFilter, "state"]
    list_select_related = ["edited_by"]
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False
    examples = {}
    at_a_glance = []

    class Media:
        js = [Script("js/admin/names.js", type="module"), Script("js/admin/presence.js", type="module")]

    def get_queryset(self, request):
        released = Release.objects.filter(kind=self.model.kind, object_id=OuterRef("pk"))
        check = Subquery(released.values("revision__next_review_date")[:1])
        return super().get_queryset(request).annotate(is_public=Exists(released), check_date=check)

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def may_write(self, request, obj=None):
        """Whether this person may save it. Who may not reads the previews instead of a form that is closed."""
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def get_fieldsets(self, request, obj=None):
        closed = [(None, {"fields": self.at_a_glance})]
        return super().get_fieldsets(request, obj) if self.may_write(request, obj) else closed

    def get_inlines(self, request, obj):
        return super().get_inlines(request, obj) if self.may_write(request, obj) else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in self.examples:
            field.help_text = self.examples[db_field.name]
        return field

    @admin.display(description="State", ordering="state")
    def stands(self, obj):
        """Where the working copy stands, and whether readers see an edition that was published before."""
        label = obj.get_state_display()
        return f"{label} (an older edition is public)" if obj.is_public and obj.state != "published" else label

    @admin.display(description="Next check", ordering="check_date")
    def next_check(self, obj):
        """When what readers see is to be checked again; nothing where no clinician has approved it."""
        return obj.check_date or ("Never approved" if obj.is_public else "")

    @admin.display(description="Edited", ordering="edited_at")
    def edited(self, obj):
        """When, and by whom; nobody where the founding library wrote it."""
        day = date_format(timezone.localdate(obj.edited_at), "j M Y")
        return f"{day} by {obj.edited_by}" if obj.edited_by else day

    @admin.display(description="Public page")
    def public_page(self, obj):
        """A link to what readers see, where they see it."""
        if not obj.is_public:
            return "Not public"
        return format_html(
            '<a href="{}">Open<span class="visually-hidden"> {}</span></a>', self.public_address(obj), obj
        )

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.renew_mark))
        return [path("<int:pk>/presence/", view, name=f"content_{self.opts.model_name}_presence"), *super().get_urls()]

    def renew_mark(self, request, pk):
        """Note that somebody still has the form open; returns {"others": [names]}. With “leave”: that they are done."""
        obj = self.thing_to_read(request, pk)
        if not self.may_write(request, obj):
            raise PermissionDenied
        if "leave" in request.POST:
            presence.leave(obj, request.user)
            return HttpResponse(status=204)
        presence.mark(obj, request.user)
        return JsonResponse({"others": presence.others(obj, request.user)})

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
        """“Save and publish” and “Save and send for approval”, which may have to ask what changed first."""
        move = next((move for move in SAVE_AND if f"_{move}" in request.POST), None)
        if move == Move.SUBMIT and publishing.is_released(obj):
            return HttpResponseRedirect(self.address("move", obj.pk, move))
        return self.move_at_once(request, obj, move) if move else None

    def render_change_form(self, request, context, **kwargs):
        obj = kwargs.get("obj")
        context["show_save_and_add_another"] = False
        context["save_and"] = self._save_and(request.user, obj)
        if obj:
            context |= self._about(request, obj)
        return super().render_change_form(request, context, **kwargs)

    def _about(self, request, obj):
        """What the change form shows besides the form: the review, the words for who only reads, who else is here."""
        others = presence.others(obj, request.user)
        writes = self.may_write(request, obj)
        if writes:
            presence.mark(obj, request.user)
        return {
            "review": self.review_box(request.user, obj),
            "words": None if writes else self.everything(obj),
            "others": others,
            "presence_url": self.address("presence", obj.pk),
            "reports": reports.open_reports_of(obj) if request.user.has_perm(READ_REPORTS) else (),
        }

    def _save_and(self, by, obj):
        """The moves that can follow a save, by label. Publishing needs approval first, except in a demonstration."""
        thing = obj or self.model()
        allowed = [move for move in SAVE_AND if publishing.may(by, move, thing)]
        return [(move, SAVE_AND[move]) for move in allowed if move != Move.PUBLISH or settings.DEMO]
