"""Problems that readers reported, each with its clock, and the answer that ends it."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from content import reports
from content.models import ProblemReport

from .deciding import DecidingAdmin
from .filters import ClockFilter


class AnswerForm(forms.ModelForm):
    """What was done about a report. Once answered, it stays as it is."""

    answer = forms.CharField(
        label="What was done",
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        help_text="“The number is corrected; edition 3 was published today.” Only editors read it.",
    )

    class Meta:
        model = ProblemReport
        fields = ["answer"]


@admin.register(ProblemReport)
class ReportAdmin(DecidingAdmin):
    form = AnswerForm
    list_display = ["what_kind", "page_link", "beginning", "reported_at", "due_at", "clock", "answered_by"]
    list_display_links = ["what_kind"]
    list_filter = [ClockFilter, "urgency", "kind"]
    list_select_related = ["answered_by"]
    search_fields = ["page", "words", "answer"]

    def has_change_permission(self, request, obj=None):
        """What was answered stays as it is."""
        return super().has_change_permission(request, obj) and not (obj and obj.answered_at)

    def get_fields(self, request, obj=None):
        return ["page_link", "urgency", "words", "reported_at", "due_at", "clock", "answer", *self._ended(obj)]

    def get_readonly_fields(self, request, obj=None):
        return ["page_link", "urgency", "words", "reported_at", "due_at", "clock", *self._ended(obj)]

    def decide(self, request, obj, form):
        """The answer is filed by content.reports, which is asked for nothing else."""
        reports.answer(obj, by=request.user, answer=form.cleaned_data["answer"])

    def _ended(self, obj):
        return ["answered_by", "answered_at"] if obj and obj.answered_at else []

    @admin.display(description="Kind of problem", ordering="urgency")
    def what_kind(self, obj):
        return obj.get_urgency_display()

    @admin.display(description="Page", ordering="page")
    def page_link(self, obj):
        return format_html('<a href="{0}">{0}</a>', obj.page)

    @admin.display(description="What is wrong")
    def beginning(self, obj):
        return obj.words if len(obj.words) <= 80 else f"{obj.words[:79].rstrip()}…"

    @admin.display(description="Clock", ordering="due_at")
    def clock(self, obj):
        """How long there is, or since when it is too late."""
        if obj.answered_at:
            return "Answered"
        days = (timezone.localdate(obj.due_at) - timezone.localdate()).days
        if obj.due_at < timezone.now():
            return "Too late: answer today"
        return "Answer today" if days == 0 else f"{days} day{'s' if days != 1 else ''} left"
