"""A form that two people may have open at once: saved one at a time, and never over what was saved meanwhile."""

from django.db import transaction

from . import merging, stale
from .base import ContentAdmin


class GuardedAdmin(ContentAdmin):
    """A stale form comes back with both versions, instead of being saved: see content.admin.stale."""

    form = stale.FreshForm
    change_form_template = "admin/content/guarded_form.html"

    class Media:
        css = {"all": ["css/admin-review.css"]}

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """One save at a time: the second of two that come together sees what the first one saved."""
        with transaction.atomic():
            if request.method == "POST" and str(object_id).isdecimal():
                self.model.objects.select_for_update().filter(pk=object_id).first()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in kwargs and obj.pk and stale.is_stale(self._saved(request, obj), request.POST):
            now = inline.get_formset(request, obj)(instance=obj, prefix=prefix, queryset=kwargs["queryset"])
            kwargs["data"] = merging.rows(kwargs["data"], now, merging.read(request.POST))
        return kwargs

    def render_change_form(self, request, context, **kwargs):
        obj = kwargs.get("obj")
        if obj and self.has_change_permission(request, obj):
            context |= self._guard(request, obj, context)
        return super().render_change_form(request, context, **kwargs)

    def _guard(self, request, obj, context):
        """What the form carries to be known as stale when it comes back, and the two versions if it is."""
        form = context["adminform"].form
        formsets = [wrapped.formset for wrapped in context["inline_admin_formsets"]]
        clash = form.is_bound and form.is_stale
        return {
            "opened_at": stale.token(self._saved(request, obj) if form.is_bound else obj),
            "opened_with": merging.digests(*self._as_saved(request, form, formsets)),
            "conflict": stale.conflict(form, formsets, request.POST) if clash else None,
        }

    def _as_saved(self, request, form, formsets):
        """The form and its formsets unbound, with what is saved, whatever somebody typed into them."""
        if not form.is_bound:
            return form, formsets
        saved = self._saved(request, form.instance)
        found = [type(one)(instance=saved, prefix=one.prefix) for one in formsets]
        return type(form)(instance=saved), found

    def _saved(self, request, obj):
        return self.get_queryset(request).get(pk=obj.pk)
