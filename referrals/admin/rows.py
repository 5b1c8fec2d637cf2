"""What the admin of every row of a guide version shares: drafts can be edited, everything else can be read."""

from urllib.parse import parse_qs

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from referrals import interchange, publishing
from referrals.engine.document import KEY
from referrals.models import GuideVersion

from .conditions import ConditionField
from .uses import uses_of
from .vocabulary import read_aloud, vocabulary

NO_DRAFT = "There is no draft. Copy a version to a new draft first, then add to that."


def newest_draft_first(queryset):
    """Order rows so that the version an editor works on comes first."""
    return queryset.order_by("-version__number", "position")


class DraftOnly:
    """A row can be changed while its version is a draft; afterwards it can be read."""

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or self.version_of(obj).is_draft)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or self.version_of(obj).is_draft)

    @staticmethod
    def version_of(obj):
        return obj.version


class DraftOnlyInline(DraftOnly):
    """Rows below another row: the object that Django passes is the parent. New ones go to the end."""

    extra = 0
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 48})}}

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and (obj is None or self.version_of(obj).is_draft)


class VersionRowForm(forms.ModelForm):
    """A row of `version`, which VersionRowAdmin sets. Fields that are conditions speak of that version."""

    version = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.version = self.version
        self.conditions = [name for name, field in self.fields.items() if isinstance(field, ConditionField)]
        if self.conditions and self.version:
            self._speak_of_the_version()
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 2 if name.endswith(("_self", "_carer")) else 3

    def _speak_of_the_version(self):
        guide = vocabulary(self.version.pk)
        address = reverse("admin:guide_answers", args=[self.version.pk])
        for name in self.conditions:
            self.fields[name].speak_of(guide, address)
            if self.instance.pk:
                self.initial[name] = interchange.read_condition(self.instance, name)

    def clean_key(self):
        """A key of the interchange file, which no other row of the version has."""
        key = self.cleaned_data["key"]
        if not KEY.accepts(key):
            raise forms.ValidationError("Use small letters, digits, - and _ only, and begin with a letter or digit.")
        if type(self.instance).objects.filter(version=self.version, key=key).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"“{key}” is used in this version. Choose another key.")
        return key


def read_back(name, description):
    """Return a method of an admin that reads a condition aloud, for people who may only read it."""

    @admin.display(description=description)
    def sentence(self, obj):
        if not obj.pk:
            return "–"
        return read_aloud(vocabulary(obj.version_id), interchange.read_condition(obj, name))

    return sentence


class VersionRowAdmin(DraftOnly, admin.ModelAdmin):
    """A row of a version. Writing goes to the newest draft, or to that in the address (`?version=`)."""

    form = VersionRowForm
    actions = None
    list_filter = [("version", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["version__guide"]
    readonly_fields = ["version", "preview"]
    save_on_top = True
    change_form_template = "admin/referrals/row_form.html"
    change_list_template = "admin/referrals/row_list.html"
    formfield_overrides = {models.TextField: {"widget": forms.Textarea(attrs={"rows": 2, "cols": 60})}}

    def get_queryset(self, request):
        return newest_draft_first(super().get_queryset(request))

    def get_readonly_fields(self, request, obj=None):
        """The key stays the same for ever: it is typed once."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "key"] if obj else [name for name in fixed if name != "version"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"version": self.version_for(request, obj)})

    def get_fieldsets(self, request, obj=None):
        """A new row has no preview yet, and its version is named above the form."""
        hidden = () if obj else ("version", "preview")
        return [
            (name, {**options, "fields": [one for one in options["fields"] if one not in hidden]})
            for name, options in super().get_fieldsets(request, obj)
        ]

    def version_for(self, request, obj=None):
        """Return the version that a form is about: that of the row, or the draft that a new row goes to, or None."""
        if obj is not None:
            return obj.version
        drafts = GuideVersion.objects.filter(state__in=[GuideVersion.State.DRAFT, GuideVersion.State.CHECKED])
        filters = parse_qs(request.GET.get("_changelist_filters", ""))
        wanted = request.GET.get("version") or filters.get("version__id__exact", [""])[0]
        drafts = drafts.select_related("guide").order_by("-number")
        return drafts.filter(pk=wanted).first() if wanted.isdecimal() else drafts.first()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Links to other rows stay inside the version: no pop-ups that add to it behind the form."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for link in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(getattr(field, "widget", None), link):
                setattr(field.widget, link, False)
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Say kindly that a version has been frozen while its row was open."""
        try:
            if object_id is None and self.has_add_permission(request) and self.version_for(request) is None:
                raise publishing.Refused(NO_DRAFT)
            return super().changeform_view(request, object_id, form_url, extra_context)
        except publishing.Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return HttpResponseRedirect(reverse("admin:referrals_guideversion_changelist"))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["guide_version"] = self.version_for(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        publishing.record_edit(obj.version, by=request.user)
        if not change:
            obj.position = publishing.next_position(self.model.objects.filter(version=obj.version))
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save the conditions too."""
        super().save_related(request, form, formsets, change)
        for name in getattr(form, "conditions", ()):
            if name in form.changed_data:
                publishing.write_condition(form.instance, name, form.cleaned_data[name], by=request.user)

    def save_formset(self, request, form, formset, change):
        """Rows below go to the end of their list, in the order in which they were typed."""
        new = [one.instance for one in formset.forms if one.instance.pk is None]
        if new and hasattr(formset.model, "position"):
            last = publishing.next_position(formset.get_queryset())
            for n, one in enumerate(new):
                one.position = last + n
        super().save_formset(request, form, formset, change)

    def delete_model(self, request, obj):
        publishing.record_edit(obj.version, by=request.user)
        super().delete_model(request, obj)

    def get_deleted_objects(self, objs, request):
        """Where something still names the row, link to that: not to a row of a condition, which has no page."""
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        named = [link for obj in objs for link in uses_of(obj)] if protected else []
        return to_delete, counts, perms_needed, named or protected

    @admin.display(description="Preview")
    def preview(self, obj):
        """Links to the page as each reader will see it."""
        if not obj.pk:
            return "Save first."
        address = reverse("admin:guide_preview", args=[obj.version_id, self.opts.model_name, obj.key])
        return format_html('<a href="{}">To the person</a> · <a href="{}?voice=carer">To a carer</a>', address, address)

    @admin.display(description="version", ordering="version__number")
    def edition(self, obj):
        return f"{obj.version.number} ({obj.version.get_state_display().lower()})"
