"""The order of what a version holds, by numbers, by buttons or by dragging; and what questions can be answered."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404

from referrals import publishing
from referrals.models import ExclusivePair, Fact, Option, Question, Route, RouteFact, Rule, UrgentSign, Vignette

from .pages import go_to, render, told, version_page
from .vocabulary import vocabulary


@dataclass(frozen=True)
class Kind:
    """Rows that have an order. `words` is the field by which people know them; `parent` what they are inside of."""

    slug: str
    label: str
    model: type[models.Model]
    words: str
    parent: str = ""

    @property
    def model_name(self):
        """The name of the model in addresses of the admin."""
        return self.model._meta.model_name

    def rows(self, version, within):
        """Return the rows of a version, or of one question or route of it, in their order."""
        if not self.parent:
            return self.model.objects.filter(version=version).order_by("position")
        return self.model.objects.filter(**{self.parent: within, f"{self.parent}__version": version}).order_by(
            "position"
        )


ALL_KINDS = (
    Kind("questions", "Questions", Question, "text_self"),
    Kind("facts", "Facts", Fact, "label"),
    Kind("routes", "Routes", Route, "title_self"),
    Kind("rules", "Rules", Rule, "reason_self"),
    Kind("signs", "Urgent signs", UrgentSign, "title_self"),
    Kind("pairs", "Exclusive pairs", ExclusivePair, "why"),
    Kind("test-cases", "Test cases", Vignette, "title"),
    Kind("answers", "Answers", Option, "text_self", "question"),
    Kind("good-to-know", "Good to know", RouteFact, "text_self", "route"),
)
KINDS = {kind.slug: kind for kind in ALL_KINDS if not kind.parent}
INSIDE = {kind.slug: kind for kind in ALL_KINDS if kind.parent}


@version_page("view_guideversion")
def order(request, version, kind, within=None):
    """Show the order of one kind of rows, or change it."""
    kind = (KINDS if within is None else INSIDE).get(kind)
    if kind is None:
        raise Http404("no such order")
    may = version.is_draft and request.user.has_perm(f"referrals.change_{kind.model_name}")
    rows = list(kind.rows(version, within))
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        return _reorder(request, version, kind, within, rows)
    return _page(request, version, kind, within, rows, may)


@version_page("view_guideversion")
def answers(request, version):
    """Return, as JSON, the kind of each question and its answers: what conditions may name."""
    found = {
        f"question:{question.key}": {
            "kind": question.kind,
            "options": [(one.key, one.text.you if one.text else one.key) for one in question.options],
        }
        for question in vocabulary(version.pk).questions
    }
    return JsonResponse(found)


def _reorder(request, version, kind, within, rows):
    numbers = {row.pk: request.POST.get(f"place-{row.pk}", "").strip() for row in rows}
    moved, _, direction = request.POST.get("move", "").partition(":")
    if not all(number.isdecimal() for number in numbers.values()):
        messages.error(request, "Give every row a whole number. The smallest number comes first.")
        return _page(request, version, kind, within, rows, True, typed=numbers, status=422)
    places = {row.pk: (int(numbers[row.pk]), n) for n, row in enumerate(rows)}
    wanted = sorted(places, key=places.get)
    if moved.isdecimal() and int(moved) in places:
        _step(wanted, int(moved), -1 if direction == "up" else 1)
    shown = [int(pk) for pk in request.POST.getlist("shown") if pk.isdecimal()]
    order = wanted if sorted(shown) == sorted(wanted) else shown
    done = "" if moved else "The new order is saved."
    told(request, lambda: publishing.reorder(version, kind.rows(version, within), order, by=request.user), done)
    name, args = ("guide_order", [kind.slug]) if within is None else ("guide_order_within", [kind.slug, within])
    return go_to(name, version, *args, anchor=f"row-{moved}" if moved else "")


def _step(wanted, pk, by):
    place = wanted.index(pk)
    other = min(max(place + by, 0), len(wanted) - 1)
    wanted[place], wanted[other] = wanted[other], wanted[place]


def _page(request, version, kind, within, rows, may, typed=None, status=200):
    items = [
        {"pk": row.pk, "words": getattr(row, kind.words), "place": (typed or {}).get(row.pk, n)}
        for n, row in enumerate(rows, start=1)
    ]
    parent = get_object_or_404(kind.model._meta.get_field(kind.parent).related_model, pk=within) if within else None
    context = {"kind": kind, "items": items, "may": may, "parent": parent}
    response = render(request, "order", f"Order of {kind.label.lower()}", version, context)
    response.status_code = status
    return response
