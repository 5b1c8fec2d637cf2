"""The editors' desk: Django's own admin under our name."""

from django.contrib.admin import AdminSite


class EditorsSite(AdminSite):
    """Where editors write, and where clinicians check."""

    site_header = site_title = "MS Physio editing"
    index_title = "What would you like to work on?"
