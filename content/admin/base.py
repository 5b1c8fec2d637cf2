"""What every page of the content admin has: its address, its frame, and nothing that deletes."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse


class ContentAdmin(admin.ModelAdmin):
    """A model of content in the admin. Nothing is ever deleted here: things are withdrawn, ended or answered."""

    def has_delete_permission(self, request, obj=None):
        return False

    def address(self, name, *args, **query):
        """Return the address of one of this model's pages: self.address("compare", 3, to="draft")."""
        path = reverse(f"admin:content_{self.opts.model_name}_{name}", args=args)
        return f"{path}?{urlencode(query)}" if query else path

    def thing_to_read(self, request, pk):
        """Return the row for somebody who may read it. Raises Http404 and PermissionDenied."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=pk)

    def page(self, request, template, obj, title, status=200, **context):
        """Return one of our own pages in the frame of the admin, with the way back to `obj`."""
        frame = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": obj,
            "title": title,
            "back": self.address("change", obj.pk) if obj else self.address("changelist"),
            "list": self.address("changelist"),
        }
        return TemplateResponse(request, template, {**frame, **context}, status=status)
