"""What happened to a thing: its editions, its events, and any two editions side by side."""

import json

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import path

from content import compare, publishing, snapshots
from content.models import Release, ReviewEvent, Revision
from content.workflow import Move

from .base import ContentAdmin
from .move_forms import RestoreForm

DRAFT = "draft"
EVENTS = 50  # on one page of the history
LONG = 1_500  # letters; what is longer stands folded


class HistoryAdmin(ContentAdmin):
    """For those who may read the thing, and for nobody else."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<int:pk>/compare/", view, name=f"content_{self.opts.model_name}_compare"), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        """List the editions and the events, the newest first."""
        if not str(object_id).isdecimal():
            raise Http404
        obj = self.thing_to_read(request, object_id)
        events = ReviewEvent.objects.filter(**obj.key).select_related("actor", "revision")
        context = {
            "editions": Revision.objects.filter(**obj.key).select_related("written_by", "approved_by", "published_by"),
            "public": _public_number(obj),
            "events": Paginator(events, EVENTS).get_page(request.GET.get("p")),
            "compare_url": self.address("compare", obj.pk),
        }
        return self.page(request, "admin/content/history.html", obj, f"History: {obj}", **context)

    def compare_view(self, request, pk):
        """Show two editions side by side: ?from=1&to=draft. Without them, what readers see and the draft."""
        obj = self.thing_to_read(request, pk)
        numbers = [str(number) for number in Revision.objects.filter(**obj.key).values_list("number", flat=True)]
        old = request.GET.get("from") or str(_public_number(obj) or next(iter(numbers), DRAFT))
        new = request.GET.get("to") or DRAFT
        documents = [_document(obj, edition) for edition in (old, new)]
        choices = {DRAFT: "The draft as it is saved now", **{number: f"Edition {number}" for number in numbers}}
        context = {
            "choices": choices.items(),
            "old": old,
            "new": new,
            "names": (choices[old], choices[new]),
            "changes": [(self._label(change), change) for change in self._in_order(compare.documents(*documents))],
            "restore": self._restore(request, obj, old),
            "restore_url": self.address("move", pk, Move.RESTORE),
        }
        return self.page(request, "admin/content/compare.html", obj, f"Compare: {obj}", **context)

    def everything(self, obj):
        """Return every value that an approval of the working copy stands for, as {said, empty, long}.

        `said` is a tuple of (label, text): fields, then blocks and sources in their order; `empty` the labels of the
        fields that hold nothing; `long` whether it is more than a screen or two.
        """
        values = [(self._label(one), one.new) for one in self._in_order(compare.documents({}, _document(obj, DRAFT)))]
        said = tuple((label, text) for label, text in values if text)
        empty = tuple(label for label, text in values if not text)
        return {"said": said, "empty": empty, "long": sum(len(text) for _, text in said) > LONG}

    def _in_order(self, changes):
        """Fields in the order in which the model names them, then blocks and sources."""
        places = {name: place for place, name in enumerate(self.model.public_fields)}
        return sorted(changes, key=lambda change: places.get(change.field, len(places)))

    def _label(self, change):
        """A field's own name; for blocks, steps and sources, which one."""
        if change.part:
            return change.part
        names = {field.name: field.verbose_name for field in self.opts.get_fields() if hasattr(field, "verbose_name")}
        label = str(names.get(change.field, change.field.replace("_", " ")))
        return label[:1].upper() + label[1:]

    def _restore(self, request, obj, edition):
        """The form that makes an edition the draft, for those who may write it; else None."""
        may = publishing.may(request.user, Move.RESTORE, obj) and self.has_change_permission(request, obj)
        if edition == DRAFT or not may:
            return None
        return RestoreForm(thing=obj, by=request.user, initial={"edition": edition})


def _public_number(obj):
    return Release.objects.filter(**obj.key).values_list("revision__number", flat=True).first()


def _document(obj, edition):
    """The document of an edition by its number, or of the working copy."""
    if edition == DRAFT:
        return json.loads(snapshots.canonical_text(snapshots.document(obj)))
    revision = Revision.objects.filter(**obj.key, number=edition).first() if edition.isdecimal() else None
    if revision is None:
        raise Http404(f"There is no edition {edition}.")
    return json.loads(revision.document)
