"""The editors' desk: Django's own admin under our name."""

from functools import update_wrapper

from django.contrib.admin import AdminSite

from msphysio import desk, headers


class EditorsSite(AdminSite):
    """Where editors write, and where clinicians check. Its first page is a desk: what waits for whoever signed in."""

    site_header = site_title = "MS Physio editing"
    index_title = "Your desk"
    index_template = "admin/desk.html"

    def index(self, request, extra_context=None):
        work = {"piles": desk.piles(request.user), **desk.weekly_counts(request.user)}
        return super().index(request, {**work, **(extra_context or {})})

    def admin_view(self, view, cacheable=False):
        """Wrap a view as Django does, and give what it answers the policy of the admin."""
        guarded = super().admin_view(view, cacheable)

        def seated(request, *args, **kwargs):
            return headers.for_editors(guarded(request, *args, **kwargs))

        return update_wrapper(seated, view)
