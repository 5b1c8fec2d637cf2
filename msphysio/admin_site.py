"""The editors' desk: Django's own admin under our name."""

from django.contrib.admin import AdminSite

from msphysio import desk


class EditorsSite(AdminSite):
    """Where editors write, and where clinicians check. Its first page is a desk: what waits for whoever signed in."""

    site_header = site_title = "MS Physio editing"
    index_title = "Your desk"
    index_template = "admin/desk.html"

    def index(self, request, extra_context=None):
        work = {"piles": desk.piles(request.user), **desk.weekly_counts(request.user)}
        return super().index(request, {**work, **(extra_context or {})})
