"""Replies to stories: what a reader sent, and the decision whether other readers see it."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from content import replies, told
from content.models import StoryReply

from .deciding import DecidingAdmin

Standing = StoryReply.Standing
DECISIONS = (
    (Standing.SHOWN.value, "Show it to readers"),
    (Standing.NOT_SHOWN.value, "Do not show it: delete its words"),
)


class DecisionForm(forms.ModelForm):
    """Whether readers see a reply. What is not shown has a reason."""

    decision = forms.ChoiceField(label="What you decide", choices=DECISIONS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why it is not shown",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="“It tells people to stop a medicine.” Only editors read it. Its words are deleted.",
    )

    class Meta:
        model = StoryReply
        fields = ["reason"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == Standing.NOT_SHOWN and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why it is not shown.")
        return cleaned

    def _post_clean(self):
        """The row is written by content.replies, which keeps its constraints."""


@admin.register(StoryReply)
class StoryReplyAdmin(DecidingAdmin):
    form = DecisionForm
    list_display = ["beginning", "story_link", "standing", "sent_at", "decided_by"]
    list_filter = ["standing", ("story", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["story", "decided_by"]
    search_fields = ["words", "name", "story__title"]
    sent = ["story_link", "name", "words", "help_shown", "sent_at", "standing"]

    def has_change_permission(self, request, obj=None):
        """What was deleted stays deleted."""
        return super().has_change_permission(request, obj) and not (obj and obj.standing == Standing.NOT_SHOWN)

    def get_fields(self, request, obj=None):
        ended = ["decided_by", "decided_at"] if obj and obj.decided_at else []
        asked = ["decision", "reason"] if self.has_change_permission(request, obj) else ["reason"]
        return [*self.sent, *ended, *asked]

    def get_readonly_fields(self, request, obj=None):
        ended = ["decided_by", "decided_at"] if obj and obj.decided_at else []
        return [*self.sent, *ended, *([] if self.has_change_permission(request, obj) else ["reason"])]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """`decision` is no column: it is asked for on the form alone."""
        return super().get_form(request, obj, change, **{**kwargs, "fields": ["reason"]})

    def decide(self, request, obj, form):
        """The decision is made by content.replies, which is asked for nothing else."""
        if form.cleaned_data["decision"] == Standing.SHOWN:
            replies.show(obj, by=request.user)
        else:
            replies.hide(obj, by=request.user, reason=form.cleaned_data["reason"])

    @admin.display(description="What it says")
    def beginning(self, obj):
        words = obj.words or "(deleted)"
        return words if len(words) <= 80 else f"{words[:79].rstrip()}…"

    @admin.display(description="Story", ordering="story__title")
    def story_link(self, obj):
        return format_html('<a href="{}">{}</a>', reverse("admin:content_story_change", args=[obj.story_id]), obj.story)

    @admin.display(description="Help that was shown first")
    def help_shown(self, obj):
        """The notices that its words called for."""
        return "; ".join(told.headings_of(obj.urgent)) or "None"
