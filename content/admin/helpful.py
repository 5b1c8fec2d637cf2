"""What readers say of pages: how many each edition helped, and the words that some of them added."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.html import format_html

from content import helpful, told
from content.models import PageRemark, PageVote

from .base import ContentAdmin


class FeedbackAdmin(ContentAdmin):
    """What readers said stands as they said it."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(PageVote)
class PageVoteAdmin(FeedbackAdmin):
    def changelist_view(self, request, extra_context=None):
        """One report in place of rows: each edition of each page, or of the page in ?page=, the least helpful first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = request.GET.get("page", "")
        context = {"page": page, "rows": helpful.summary(page), "least": helpful.LEAST}
        remarks = reverse("admin:content_pageremark_changelist") if self._reads_words(request) else ""
        title = "Was this page helpful?"
        return self.page(request, "admin/content/helpful.html", None, title, remarks=remarks, **context)

    def _reads_words(self, request):
        return request.user.has_perm("content.view_pageremark")


@admin.register(PageRemark)
class PageRemarkAdmin(FeedbackAdmin):
    list_display = ["words", "said", "calls_for", "page_link", "week", "take_away"]
    list_display_links = None
    list_filter = ["helpful", "week", "page"]
    search_fields = ["page", "words"]

    def has_delete_permission(self, request, obj=None):
        """Words that say who somebody is are taken away."""
        return request.user.has_perm("content.delete_pageremark")

    def get_list_display(self, request):
        return self.list_display if self.has_delete_permission(request) else self.list_display[:-1]

    def get_actions(self, request):
        """Each is deleted on a page of its own, which shows what goes."""
        return {}

    def delete_model(self, request, obj):
        helpful.remove(obj)

    @admin.display(description="Page", ordering="page")
    def page_link(self, obj):
        edition = f", edition {obj.edition}" if obj.edition else ""
        return format_html('<a href="{0}">{0}</a>{1}', obj.page, edition)

    @admin.display(description="It helped", ordering="helpful")
    def said(self, obj):
        return "Yes" if obj.helpful else "No"

    @admin.display(description="Calls for help?")
    def calls_for(self, obj):
        """Return what these words call for by the phrases of today, so that somebody looks there first."""
        return ", ".join(notice.heading for notice in told.notices_in(obj.words)) or "No"

    @admin.display(description="Personal?")
    def take_away(self, obj):
        return format_html('<a href="{}">Delete it</a>', self.address("delete", obj.pk))
