"""The buttons that move a thing on its way to readers, and the box that shows them above its form."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path

from content import ageing, pausing, publishing, readiness, reading, scheduling
from content.models import Release, ReviewEvent
from content.workflow import Move, State

from . import desk_forms, move_forms
from .previews import PreviewsAdmin

FORMS = move_forms.FORMS | desk_forms.FORMS
NEXT = (Move.TAKE, Move.APPROVE, Move.SEND_BACK, Move.SUBMIT, Move.PUBLISH)  # the way to readers, in its order
MORE = (Move.SCHEDULE, Move.PAUSE, Move.WITHDRAW)
LATEST = 5  # how many events the box shows; all are in the history


class MovesAdmin(PreviewsAdmin):
    """Each move is posted to an address of its own, and is one domain call."""

    def public_address(self, obj):
        """Return the address at which readers find it."""
        raise NotImplementedError

    def get_urls(self):
        view = self.admin_site.admin_view(self.make_move)
        return [
            path("<int:pk>/move/<slug:move>/", view, name=f"content_{self.opts.model_name}_move"),
            *super().get_urls(),
        ]

    def make_move(self, request, pk, move):
        """Make one move of the review, and say what stops it when something does; what was typed is kept."""
        if move not in FORMS:
            raise Http404
        obj = get_object_or_404(self.model, pk=pk)
        if not publishing.may(request.user, move, obj):
            raise PermissionDenied
        form = FORMS[move](request.POST if request.method == "POST" else None, thing=obj, by=request.user)
        if request.method == "POST":
            return self._make(request, obj, form)
        return self._ask(request, obj, form) if form.visible_fields() else HttpResponseNotAllowed(["POST"])

    def _make(self, request, obj, form):
        if form.is_valid():
            try:
                form.make()
            except publishing.Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                reading.forget()
                messages.success(request, form.done)
                return HttpResponseRedirect(self.address("change", obj.pk))
        if form.visible_fields():
            return self._ask(request, obj, form, status=422)
        messages.error(request, " ".join(fault for faults in form.errors.values() for fault in faults))
        return HttpResponseRedirect(self.address("change", obj.pk))

    def move_at_once(self, request, obj, move):
        """Make a move that asks nothing, right after a save, and say how it went."""
        return self._make(request, obj, FORMS[move]({}, thing=obj, by=request.user))

    def _ask(self, request, obj, form, status=200):
        """The form of one move on a page of its own."""
        title = f"{form.heading or form.button}: {obj}"
        return self.page(request, "admin/content/move.html", obj, title, status, form=form)

    def review_box(self, by, obj):
        """Return what the box above the form shows: where it stands, and what this person can do with it now."""
        release = Release.objects.filter(**obj.key).select_related("revision__approved_by").first()
        moves = publishing.possible_moves(by, obj)
        # What is public can be sent again, but need not be.
        later = () if obj.state in (State.DRAFT, State.APPROVED) else (Move.SUBMIT,)
        return {
            "moves": moves,
            "next": [FORMS[move](thing=obj, by=by) for move in NEXT if move in moves and move not in later],
            "more": [FORMS[move](thing=obj, by=by) for move in (*later, *MORE) if move in moves],
            "move_url": f"admin:content_{self.opts.model_name}_move",
            "revision": release.revision if release else None,
            "public_address": self.public_address(obj) if release else "",
            "compare_url": self.address("compare", obj.pk) if release else "",
            "history_url": self.address("history", obj.pk),
            "previews": self.preview_links(obj),
            "history": ReviewEvent.objects.filter(**obj.key).select_related("actor")[:LATEST],
            "due": ageing.reasons(obj),
            "plans": _ending(scheduling.open_plans(obj), "schedule", Move.UNSCHEDULE, obj, by),
            "pauses": _ending(pausing.open_pauses(obj), "pause", Move.RESUME, obj, by),
            "findings": readiness.findings(obj) if publishing.may(by, Move.SUBMIT, obj) else (),
        }


def _ending(rows, name, move, obj, by):
    """Each open plan or pause with the form that ends it, or None where this person may not."""
    may = publishing.may(by, move, obj)
    return [
        (row, FORMS[move](thing=obj, by=by, initial={name: row.pk}, auto_id=f"{move}-{row.pk}-%s") if may else None)
        for row in rows
    ]
