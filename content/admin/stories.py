"""Stories that people tell, and how they came."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from content import publishing, told
from content.models import Revision, Story, StoryOffer, StoryReply

from .blocks import ProseAdmin
from .filters import WorkFilter
from .move_forms import ReasonField
from .reviewing import ReviewableAdmin


class TurnDownForm(forms.Form):
    """Why a story is not printed."""

    heading, button = "Do not print it", "Delete its words"
    reason = ReasonField(help_text="“It advertises a product.” It goes into the history; nobody can tell the teller.")


@admin.register(Story)
class StoryAdmin(ReviewableAdmin, ProseAdmin):
    change_form_template = "admin/content/story_change_form.html"
    list_display = ["title", "told_by", "called_for", "stands", "next_check", "consented_at", "public_page", "edited"]
    list_select_related = ["edited_by", "offer"]
    list_filter = [
        WorkFilter,
        "state",
        "teller",
        ("consented_at", admin.EmptyFieldListFilter),
        ("offer", admin.EmptyFieldListFilter),
        "topics",
    ]
    search_fields = ["title", "told_by", "slug"]
    prepopulated_fields = {"slug": ["title"]}
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "told_by", "teller", "body"]}),
        ("Consent", {"fields": ["consented_at"]}),
        ("For the clinician", {"fields": ["clinical_note"]}),
        ("Where it is listed", {"fields": ["topics"]}),
    ]
    examples = {
        "told_by": "A first name or another name that the person chose: “Sam”. Never a name that they did not choose.",
        "body": "In the person's own words. Take out names of other people and of hospitals.",
    }
    at_a_glance = ["title", "told_by", "teller", "consented_at"]

    @admin.display(description="Called for help?")
    def called_for(self, obj):
        """Return what the words called for as they came, so that somebody looks there first."""
        return ", ".join(_called_for(getattr(obj, "offer", None))) or "No"

    def public_address(self, obj):
        return reverse("story", args=[obj.slug])

    def has_change_permission(self, request, obj=None):
        """What was taken back, or turned down, is over."""
        return super().has_change_permission(request, obj) and not (obj and obj.consent_ended_at)

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.turn_down))
        return [path("<int:pk>/turn-down/", view, name="content_story_turn_down"), *super().get_urls()]

    def turn_down(self, request, pk):
        """Erase a story that will not be printed, with a reason."""
        story = self.thing_to_read(request, pk)
        if not request.user.has_perm("content.change_story"):
            raise PermissionDenied
        form = TurnDownForm(request.POST)
        if form.is_valid():
            try:
                publishing.turn_down(story, by=request.user, reason=form.cleaned_data["reason"])
            except publishing.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Its words are deleted. The history says why.")
                return HttpResponseRedirect(self.address("changelist"))
        title = f"{form.heading}: {story}"
        return self.page(request, "admin/content/move.html", story, title, 422, form=form)

    def render_change_form(self, request, context, **kwargs):
        story = kwargs.get("obj")
        if story:
            context |= self._how_it_came(request, story)
        return super().render_change_form(request, context, **kwargs)

    def _how_it_came(self, request, story):
        offer = StoryOffer.objects.filter(story=story).first()
        may_turn_down = self.has_change_permission(request, story) and not Revision.objects.filter(**story.key).exists()
        waiting = StoryReply.objects.filter(story=story, standing=StoryReply.Standing.WAITING).count()
        return {
            "offer": offer,
            "called_for": _called_for(offer),
            "turn_down": TurnDownForm(auto_id="turn-down-%s") if may_turn_down else None,
            "turn_down_url": self.address("turn_down", story.pk),
            "waiting_replies": waiting if request.user.has_perm("content.view_storyreply") else 0,
        }


def _called_for(offer):
    return told.headings_of(offer.urgent) if offer else ()
