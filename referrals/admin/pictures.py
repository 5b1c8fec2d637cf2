"""The picture of a whole version, with the same as a list."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache

from referrals import picture, publishing
from referrals.definitions import guide_of
from referrals.engine.document import FormatError
from referrals.models import GuideVersion


@never_cache
def picture_page(request, pk):
    """Show a version as a picture and as a list; say what to mend where it is too incomplete to be drawn."""
    if not request.user.has_perm("referrals.view_guideversion"):
        raise PermissionDenied
    version = get_object_or_404(GuideVersion.objects.select_related("guide"), pk=pk)
    page = {**admin.site.each_context(request), "title": "The whole guide", "version": version, **_context(version)}
    return TemplateResponse(request, "admin/referrals/guideversion/picture.html", page)


def _context(version):
    try:
        outline = picture.outline(guide_of(publishing.document_of(version)))
    except FormatError as error:
        return {"fault": str(error)}
    return {"outline": outline, "picture": picture.draw(outline)}
