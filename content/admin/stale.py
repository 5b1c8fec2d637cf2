"""Two people at once: a form that was opened before somebody else saved is not saved over their words.

A form carries the moment of the save that it was opened on. When another save came between, it comes back with what was
typed, what the other saved, and a choice. What is then saved is what the form shows; see content.admin.merging.
"""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from content import compare, presence
from content.models.fields import StepsFormField

from . import merging

FIELD = "opened_at"
PLACE = ("id", "parent", "article", "ordering", "position", "region")
SAYS = (
    "Somebody else saved this while you had it open. Nothing of yours is lost: compare the two versions, then choose."
)
UNTICK = "You removed it. Untick “Delete” to keep it."


@dataclass(frozen=True)
class Difference:
    """One field that is not the same in the two versions, as plain text; None where the block is not saved any more."""

    label: str
    saved: str | None
    typed: str

    @property
    def words(self):
        """How the saved text became the typed one: see compare.words()."""
        return compare.words(self.saved or "", self.typed)


@dataclass(frozen=True)
class Conflict:
    """Who saved meanwhile, when, what differs from what was typed, and what was taken over from them.

    `at` is None where nobody noted the save.
    """

    by: str
    at: datetime | None
    differences: tuple[Difference, ...]
    taken: tuple[str, ...]


class FreshForm(forms.ModelForm):
    """A form of a row that is valid only while nobody else has saved that row."""

    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            return
        self.initial[FIELD] = token(self.instance)
        self.is_stale = self.is_bound and is_stale(self.instance, self.data)
        if self.is_stale:
            now = type(self)(instance=self.instance)
            self.data = merging.fields(self.data.copy(), now, merging.read(self.data))

    def clean(self):
        if self.instance.pk and self.is_stale:
            self.add_error(None, forms.ValidationError(SAYS, code="stale"))
        return super().clean()


def token(thing):
    """Return what names the saved version of a row: when it was edited or, where that is not kept, what it holds."""
    if hasattr(thing, "edited_at"):
        return thing.edited_at.isoformat()
    held = [f"{field.attname}: {field.value_from_object(thing)}" for field in thing._meta.concrete_fields]
    return merging.digest(held)


def is_stale(thing, posted):
    """Whether a posted form was opened on another version than `thing`, which is as it is saved now."""
    return posted.get(FIELD) != token(thing)


def conflict(form, formsets, posted):
    """Return the Conflict of a stale form. It and its formsets are bound to what merging made of what was `posted`."""
    thing = form.instance
    saved_by, saved_at = _last_save(thing)
    differences, taken = _of_fields(form), _taken(form, posted.getlist)
    for formset in formsets:
        found, also_taken = _of_rows(formset, posted)
        differences, taken = differences + found, taken + also_taken
    return Conflict(saved_by, saved_at, tuple(differences), tuple(taken))


def _last_save(thing):
    """Who saved last, and when: from the row itself, or from what the admin noted."""
    if hasattr(thing, "edited_at"):
        return presence.name_of(thing.edited_by) if thing.edited_by else "The library", thing.edited_at
    kind = ContentType.objects.get_for_model(thing)
    note = LogEntry.objects.filter(content_type=kind, object_id=str(thing.pk)).select_related("user").first()
    return (presence.name_of(note.user), note.action_time) if note else ("Somebody else", None)


def _of_fields(form, start=""):
    return [
        Difference(f"{start}{form.fields[name].label}", saved, typed)
        for name in form.changed_data
        if name not in (FIELD, *PLACE)
        for saved, typed in [_pair(form, name)]
        if saved != typed
    ]


def _taken(form, typed, start=""):
    """The labels of fields that have what the other saved instead of what was posted, which `typed(name)` returns."""
    values = {name: form.data.getlist(form.add_prefix(name)) for name in _posted_names(form)}
    names = [name for name, value in values.items() if merging.digest(value) != merging.digest(typed(name))]
    fields = dict.fromkeys(_field_of(form, name) for name in names)
    return [f"{start}{form.fields[name].label}" for name in fields if name not in (FIELD, *PLACE)]


def _posted_names(form):
    for name, field in form.fields.items():
        count = len(field.widget.widgets) if isinstance(field.widget, forms.MultiWidget) else 0
        yield from (f"{name}_{n}" for n in range(count)) if count else (name,)


def _field_of(form, posted_name):
    return posted_name if posted_name in form.fields else posted_name.rpartition("_")[0]


def _of_rows(formset, posted):
    """What differs in the rows of a formset, and what was taken over: (differences, labels)."""
    typed = {merging.id_of(row): row for row in merging.posted_rows(posted, formset.prefix)}
    label = formset.model._meta.verbose_name.capitalize()
    differences, taken = [], []
    for form in formset.initial_forms:
        row, name = typed.get(str(form.instance.pk)), f"{label}: {form.instance}"
        changed = _taken(form, lambda name, row=row: row.get(name, []), f"{name} – ") if row else [f"{name} (new)"]
        if row and "DELETE" in row and changed:
            differences.append(Difference(name, _whole(form), UNTICK))
        else:
            differences += _of_fields(form, f"{name} – ")
            taken += changed
    saved = {str(form.instance.pk) for form in formset.initial_forms}
    gone = [pk for pk in typed if pk and pk not in saved and "DELETE" not in typed[pk]]
    opened = merging.read(posted)
    again = [pk for pk in gone if not opened or merging.touched(typed[pk], formset.prefix, opened)]
    differences += [Difference(label, None, _whole(form)) for form in formset.extra_forms[: len(again)]]
    return differences, taken + [f"{label} (removed)" for _ in gone[len(again) :]]


def _pair(form, name):
    field = form.fields[name]
    saved = field.prepare_value(form.get_initial_for_field(field, name))
    return _told(field, saved), _told(field, form[name].value())


def _whole(form):
    """Every field of a row that says something, each on a line of its own."""
    said = [
        (field.label, _told(field, form[name].value()))
        for name, field in form.fields.items()
        if not form[name].is_hidden and name not in ("DELETE", *PLACE)
    ]
    return "\n".join(f"{label}: {text}" for label, text in said if text)


def _told(field, value):
    """A value as the form holds it, as plain text for a person."""
    if isinstance(field, StepsFormField):
        pairs = zip(value[::2], value[1::2], strict=True)
        return "\n".join(f"{words} ({figure or 'no drawing'})" for figure, words in pairs if words)
    if isinstance(field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(field, forms.ModelChoiceField):
        chosen = [str(pk) for pk in (value if isinstance(value, list | tuple) else [value]) if str(pk).isdecimal()]
        return "\n".join(str(row) for row in field.queryset.filter(pk__in=chosen))
    if isinstance(field, forms.ChoiceField):
        labels = {str(key): label for key, label in field.choices}
        chosen = value if isinstance(value, list | tuple) else [value]
        return "\n".join(str(labels.get(str(key), key)) for key in chosen if key not in (None, ""))
    return compare.text_of(merging.as_shown(field, value))
