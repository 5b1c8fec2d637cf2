"""Taking a route or a rule of the public guide out of service, and putting it back."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from referrals import definitions, pausing, publishing
from referrals.engine.pausing import safe_routes
from referrals.models import GuidePause, GuideVersion


class PauseForm(forms.Form):
    """What to take out of service, what people get instead, and why."""

    part = forms.ChoiceField(label="Take out of service")
    instead = forms.ChoiceField(label="What people get instead", help_text="A way that every nation offers.")
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text="For other editors: “The team has stopped taking new people.”",
    )

    def __init__(self, guide, *args, **kwargs):
        super().__init__(*args, **kwargs)
        routes = [(f"route {route.key}", route.title.you) for route in guide.routes]
        rules = [(f"rule {rule.key}", f"{rule.reason.you} ({rule.key})") for rule in guide.rules]
        self.fields["part"].choices = [("", "Choose one"), ("Routes", routes), ("Rules, by their reason", rules)]
        self.fields["instead"].choices = [(route.key, route.title.you) for route in safe_routes(guide)]


@never_cache
def pauses_page(request):
    """Show what is paused and the form to pause more; with POST, pause it."""
    if not pausing.may_pause(request.user):
        raise PermissionDenied
    version = definitions.published()
    form = PauseForm(version.approved_guide, request.POST or None) if version else None
    if form and request.method == "POST" and form.is_valid() and _paused(request, **form.cleaned_data):
        return HttpResponseRedirect(reverse("admin:guide_pauses"))
    context = {
        **admin.site.each_context(request),
        "title": "Parts of the guide out of service",
        "opts": GuideVersion._meta,
        "form": form,
        "pauses": _named(version) if version else [],
    }
    status = 422 if form and form.errors else 200
    return TemplateResponse(request, "admin/referrals/guideversion/pauses.html", context, status=status)


@never_cache
@require_POST
def lift_pause(request, pk):
    """Put one part back into service."""
    if not pausing.may_pause(request.user):
        raise PermissionDenied
    try:
        pausing.lift(get_object_or_404(GuidePause, pk=pk), by=request.user, reason=request.POST.get("reason", ""))
    except publishing.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is back in service.")
    return HttpResponseRedirect(reverse("admin:guide_pauses"))


def _paused(request, part, instead, reason):
    kind, key = part.split(" ", 1)
    try:
        pausing.pause(kind, key, instead=instead, reason=reason, by=request.user)
    except publishing.Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "It is out of service from the next request on.")
    return True


def _named(version):
    """The open pauses with the words that people know the parts by."""
    guide = version.approved_guide
    rules = {rule.key: rule.reason.you for rule in guide.rules}
    routes = {route.key: route.title.you for route in guide.routes}
    words = {"route": routes, "rule": rules}
    return [
        {"pause": found, "name": words[found.part].get(found.key, found.key), "instead": routes.get(found.instead, "")}
        for found in pausing.open_pauses(guide.key)
    ]
