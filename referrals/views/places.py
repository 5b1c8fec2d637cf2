"""Where the person lives, so that the result can name services near them. The place stays in their own cookie."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from referrals import answers, near
from referrals.place_forms import WhereForm, WhichForm

from .walking import finished_page


@require_http_methods(["GET", "HEAD", "POST"])
@finished_page
def near_me(request, visit):
    """Ask for a town or the first half of a postcode, or which of several towns; then show the result again."""
    if request.method != "POST":
        towns = near.waiting(visit.answers)
        return _page(request, WhichForm(towns) if towns else WhereForm(visit.walk.voice))
    if "forget" in request.POST:
        return _kept(near.at(visit.answers, None), reverse("result"))
    if "again" in request.POST:
        return _kept(near.at(visit.answers, None), reverse("near"))
    which = "which" in request.POST
    form = WhichForm(near.waiting(visit.answers), request.POST) if which else WhereForm(visit.walk.voice, request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    found = form.cleaned_data["place" if which else "found"]
    given = near.at(visit.answers, found) if which else near.placed(visit.answers, found)
    address = reverse("result") + near.anchor(visit.version.guide, visit.walk)
    return _kept(given, reverse("near") if given.place is None else address)


def _kept(given, address):
    response = redirect(address)
    answers.write(response, given)
    return response


def _page(request, form, status=200):
    field = next(iter(form.fields.values()))
    field.as_page_heading = True
    context = {"nav": "guide", "title": f"{'Error: ' if form.errors else ''}{field.label}", "form": form}
    context["which"] = isinstance(form, WhichForm)
    return render(request, "referrals/near.html", context, status=status)
